private import CCurl
import Glibc
import Synchronization
import Text

/// Asks a server by HTTP and waits for its answer: all contact with libcurl.
///
/// The library is loaded here and not with nabla: with what it needs in turn it takes some ten
/// milliseconds, which a build without a shared store does not pay. It follows no redirection,
/// takes no compressed answer, and keeps its connections open from one question to the next.
final class HTTPClient: Sendable {
  /// What came of a question.
  enum Answer: Equatable {
    /// A status and what came with it.
    case answered(status: Int, body: [UInt8])
    /// More came than was asked for.
    case tooLarge
    /// No answer, or half of one, in libcurl's words.
    case failed(String)
  }

  /// Seconds in which a server has to be reached.
  static let connecting = 2.0

  private let functions: Functions
  /// Handles that are not in use, each with an open connection.
  private let idle = Mutex<[Handle]>([])

  /// `nil` where this machine has no libcurl.
  init?() {
    guard let functions = Functions.loaded else { return nil }
    self.functions = functions
  }

  deinit {
    let handles = idle.withLock { $0 }
    for handle in handles { functions.cleanUp(handle.pointer) }
  }

  /// - Parameters:
  ///   - limit: the most bytes that are taken.
  ///   - seconds: how long the whole may take.
  func get(_ url: String, _ headers: [String], limit: Int, seconds: Double) -> Answer {
    ask(url, headers, sending: nil, limit: limit, seconds: seconds)
  }

  /// Sends bytes. What the server says of them is not of interest.
  func put(_ url: String, _ bytes: [UInt8], _ headers: [String], seconds: Double) -> Answer {
    ask(url, headers, sending: bytes, limit: 1 << 16, seconds: seconds)
  }

  private func ask(
    _ url: String, _ headers: [String], sending: [UInt8]?, limit: Int, seconds: Double
  ) -> Answer {
    let known = idle.withLock { $0.popLast() }
    guard let handle = known?.pointer ?? functions.initialize() else {
      return .failed("out of memory")
    }
    var list: UnsafeMutableRawPointer?
    // An empty one takes away what libcurl would send by itself.
    let all =
      headers + ["Expect:"] + (sending == nil ? [] : ["Content-Type: application/octet-stream"])
    for header in all { list = functions.append(list, header) ?? list }
    defer { functions.freeList(list) }
    let set = functions.set
    func number(_ option: CURLoption, _ value: Int) {
      _ = nabla_curl_set_number(set, handle, option, value)
    }
    let body = Body(limit: limit)
    functions.reset(handle)
    number(CURLOPT_NOSIGNAL, 1)
    number(CURLOPT_FOLLOWLOCATION, 0)
    number(CURLOPT_PROTOCOLS, Int(CURLPROTO_HTTP | CURLPROTO_HTTPS))
    number(CURLOPT_CONNECTTIMEOUT_MS, Int(Self.connecting * 1_000))
    number(CURLOPT_TIMEOUT_MS, Int(max(0.001, min(seconds, 3_600)) * 1_000))
    _ = nabla_curl_set_size(set, handle, CURLOPT_MAXFILESIZE_LARGE, Int64(limit))
    _ = nabla_curl_set_pointer(set, handle, CURLOPT_HTTPHEADER, list)
    _ = nabla_curl_set_taker(set, handle) { bytes, size, count, target in
      guard let bytes, let target else { return 0 }
      let body = Unmanaged<Body>.fromOpaque(target).takeUnretainedValue()
      return body.take(UnsafeRawBufferPointer(start: bytes, count: size * count)) ? size * count : 0
    }
    _ = nabla_curl_set_pointer(
      set, handle, CURLOPT_WRITEDATA, Unmanaged.passUnretained(body).toOpaque())
    let result = url.withCString { url in
      _ = nabla_curl_set_pointer(set, handle, CURLOPT_URL, url)
      return "nabla/\(nablaVersion)".withCString { agent in
        _ = nabla_curl_set_pointer(set, handle, CURLOPT_USERAGENT, agent)
        guard let sending else { return functions.perform(handle) }
        return sending.withUnsafeBytes { bytes in
          _ = "PUT".withCString {
            nabla_curl_set_pointer(set, handle, CURLOPT_CUSTOMREQUEST, $0)
          }
          _ = nabla_curl_set_size(
            set, handle, CURLOPT_POSTFIELDSIZE_LARGE, Int64(bytes.count))
          _ = nabla_curl_set_pointer(
            set, handle, CURLOPT_POSTFIELDS, bytes.baseAddress ?? UnsafeRawPointer(url))
          return functions.perform(handle)
        }
      }
    }
    let status = nabla_curl_status(functions.get, handle)
    withExtendedLifetime(body) { idle.withLock { $0.append(Handle(pointer: handle)) } }
    if result == CURLE_OK.rawValue { return .answered(status: status, body: body.bytes) }
    if body.isFull || result == CURLE_FILESIZE_EXCEEDED.rawValue { return .tooLarge }
    return .failed(functions.words(of: result))
  }

  /// A handle goes from thread to thread, and is used by one at a time.
  private struct Handle: @unchecked Sendable {
    let pointer: UnsafeMutableRawPointer
  }

  /// What has come so far.
  private final class Body {
    private let limit: Int
    private(set) var bytes: [UInt8] = []
    private(set) var isFull = false

    init(limit: Int) { self.limit = limit }

    func take(_ new: UnsafeRawBufferPointer) -> Bool {
      guard bytes.count + new.count <= limit else {
        isFull = true
        return false
      }
      bytes += new
      return true
    }
  }

  /// The functions of libcurl that are used.
  private struct Functions: @unchecked Sendable {
    typealias Pointer = UnsafeMutableRawPointer
    let initialize: @convention(c) () -> Pointer?
    let cleanUp: @convention(c) (Pointer) -> Void
    let reset: @convention(c) (Pointer) -> Void
    let perform: @convention(c) (Pointer) -> UInt32
    let append: @convention(c) (Pointer?, UnsafePointer<CChar>) -> Pointer?
    let freeList: @convention(c) (Pointer?) -> Void
    let error: @convention(c) (UInt32) -> UnsafePointer<CChar>?
    let set: Pointer
    let get: Pointer

    func words(of code: UInt32) -> String {
      error(code).map { String(cString: $0) } ?? "error \(code)"
    }

    /// Loaded once, by the first who asks.
    static let loaded: Functions? = load()

    private static func load() -> Functions? {
      guard let library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL) else { return nil }
      func find(_ name: String) -> Pointer? { dlsym(library, name) }
      guard let global = find("curl_global_init"), let initialize = find("curl_easy_init"),
        let cleanUp = find("curl_easy_cleanup"), let reset = find("curl_easy_reset"),
        let perform = find("curl_easy_perform"), let append = find("curl_slist_append"),
        let freeList = find("curl_slist_free_all"), let error = find("curl_easy_strerror"),
        let set = find("curl_easy_setopt"), let get = find("curl_easy_getinfo")
      else { return nil }
      let begin = unsafeBitCast(global, to: (@convention(c) (Int) -> UInt32).self)
      guard begin(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK.rawValue else { return nil }
      return Functions(
        initialize: unsafeBitCast(initialize, to: (@convention(c) () -> Pointer?).self),
        cleanUp: unsafeBitCast(cleanUp, to: (@convention(c) (Pointer) -> Void).self),
        reset: unsafeBitCast(reset, to: (@convention(c) (Pointer) -> Void).self),
        perform: unsafeBitCast(perform, to: (@convention(c) (Pointer) -> UInt32).self),
        append: unsafeBitCast(
          append, to: (@convention(c) (Pointer?, UnsafePointer<CChar>) -> Pointer?).self),
        freeList: unsafeBitCast(freeList, to: (@convention(c) (Pointer?) -> Void).self),
        error: unsafeBitCast(
          error, to: (@convention(c) (UInt32) -> UnsafePointer<CChar>?).self),
        set: set, get: get)
    }
  }
}
