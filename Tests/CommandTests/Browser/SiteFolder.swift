import Foundation

/// A folder of pages, as files and as a web site.
struct SiteFolder: Sendable {
  let url: URL

  /// The site of this repository's course.
  static let course = SiteFolder(url: repository.appendingPathComponent("site"))

  /// This repository.
  static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The paths of the pages, in all folders, sorted.
  var pages: [String] { files.filter { $0.hasSuffix(".html") } }

  /// The paths of all files, sorted.
  var files: [String] {
    let paths = FileManager.default.subpaths(atPath: url.path) ?? []
    return paths.filter { path in
      var isFolder: ObjCBool = false
      let exists = FileManager.default.fileExists(
        atPath: url.path + "/" + path, isDirectory: &isFolder)
      return exists && !isFolder.boolValue
    }.sorted()
  }

  /// The address of a page that is opened from the disk.
  func file(_ path: String) -> URL { url.appendingPathComponent(path) }

  func read(_ path: String) throws -> String {
    try String(contentsOf: file(path), encoding: .utf8)
  }
}

/// A web server's answer: a folder of files below an address.
///
/// There is no server: the browser's requests are answered over the DevTools pipe. So no test needs
/// a port, and whatever a page asks for elsewhere is refused, and seen.
struct WebAddress: Sendable {
  let folder: SiteFolder
  let root: String

  /// The folder below a path of a host, as code hosts publish a project's pages.
  init(_ folder: SiteFolder, at root: String = "https://school.example/courses/nabla/") {
    self.folder = folder
    self.root = root
  }

  func page(_ path: String) throws -> URL {
    guard let url = URL(string: root + path) else {
      throw Chromium.Failure(description: "not an address: \(root)\(path)")
    }
    return url
  }

  private static let types = [
    "html": "text/html; charset=utf-8", "css": "text/css", "js": "text/javascript",
    "svg": "image/svg+xml", "png": "image/png", "csv": "text/csv", "xml": "application/xml",
    "woff2": "font/woff2", "otf": "font/otf"
  ]

  /// What to tell the browser about a request that it has halted.
  func answer(to request: JSON) -> (method: String, parameters: JSON) {
    let address = request["request"]["url"].string ?? ""
    guard address.hasPrefix(root) else {
      return (
        "Fetch.failRequest",
        ["requestId": request["requestId"], "errorReason": "BlockedByClient"]
      )
    }
    var path = String(address.dropFirst(root.count).prefix { $0 != "?" && $0 != "#" })
    path = path.removingPercentEncoding ?? path
    if path.isEmpty || path.hasSuffix("/") { path += "index.html" }
    let found = try? Data(contentsOf: folder.file(path))
    let body = found ?? (try? Data(contentsOf: folder.file("404.html"))) ?? Data()
    let ending = found == nil ? "html" : URL(fileURLWithPath: path).pathExtension
    let type = Self.types[ending] ?? "application/octet-stream"
    return (
      "Fetch.fulfillRequest",
      [
        "requestId": request["requestId"], "responseCode": found == nil ? 404 : 200,
        "responseHeaders": [["name": "Content-Type", "value": .string(type)]],
        "body": .string(body.base64EncodedString())
      ]
    )
  }
}
