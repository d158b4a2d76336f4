import Foundation
import Memo
import Processes
import Text
import Wire

/// The values that a program remembers: what the store has is handed to a run, and what the run has
/// computed is taken from it.
///
/// The store holds one entry for each place of the program (`RememberedPlaces`) at which a value
/// was computed. Its key is that of a run, with the place's text instead of the program's.
struct RememberedValues {
  /// What a lesson may have kept of one value.
  static let largest = 64 << 20

  private let store: Store
  private let folder: URL
  /// The key of each place's entry.
  private let keys: [Int: Digest]
  private let known: [Int: Entry]

  /// Hands out what is known for the places, below a folder for this run; `nil` where the folder
  /// cannot be made, and nothing is remembered.
  init?(_ places: RememberedPlaces, _ key: RunKey, store: Store, in folder: String) {
    self.store = store
    self.folder = URL(fileURLWithPath: folder)
    var keys: [Int: Digest] = [:]
    var known: [Int: Entry] = [:]
    for (place, text) in places.digests {
      var builder = KeyBuilder()
      builder.add("remembered 1")
      for part in key.parts.dropFirst() { builder.add(part.text) }
      builder.add(text.text)
      keys[place] = builder.digest
      if let bytes = store.read(builder.digest) { known[place] = Entry(bytes: bytes) }
    }
    (self.keys, self.known) = (keys, known)
    do {
      for name in [
        RememberedCall.Folder.kept, RememberedCall.Folder.used, RememberedCall.Folder.new
      ] {
        try FileManager.default.createDirectory(
          at: self.folder.appendingPathComponent(name), withIntermediateDirectories: true)
      }
      for (place, entry) in known {
        for (call, value) in entry.values where call.place == place {
          try Data(value).write(to: file(RememberedCall.Folder.kept, call.name))
        }
      }
    } catch {
      return nil
    }
  }

  /// What the program is told.
  package var environment: [String: String] { [RememberedCall.variable: folder.path] }

  private func file(_ part: String, _ name: String) -> URL {
    folder.appendingPathComponent(part).appendingPathComponent(name)
  }

  private func calls(in part: String) -> [RememberedCall] {
    let names =
      (try? FileManager.default.contentsOfDirectory(
        atPath: folder.appendingPathComponent(part).path)) ?? []
    // A name that is none of ours is what a killed program had begun to write.
    return names.compactMap { RememberedCall(name: $0) }
  }

  private func value(_ part: String, _ call: RememberedCall) -> [UInt8]? {
    let path = file(part, call.name).path
    let bytes = try? RegularFile.bytes(path, atMost: Self.largest + EventSeal.textSize)
    return bytes.flatMap { $0.count > 8 ? $0 : nil }
  }

  /// How many bytes a new value takes.
  private func size(of call: RememberedCall) -> Int {
    let path = file(RememberedCall.Folder.new, call.name).path
    return (try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? Int ?? 0
  }

  /// A new value of a call, where the program itself has sealed it: what its code has written into
  /// the folder is none.
  private func newValue(_ call: RememberedCall, _ key: RunSecret) -> [UInt8]? {
    guard let file = value(RememberedCall.Folder.new, call), file.count > EventSeal.textSize,
      var seal = key.seal(EventSeal.Lane.remembered)
    else { return nil }
    let value = Array(file[EventSeal.textSize...])
    let isSealed = seal.next(call.sealed(value)) == Array(file[..<EventSeal.textSize])
    return isSealed && value.count > 8 ? value : nil
  }

  /// Keeps what the program has computed, however it ended: a value is there whole or not at all,
  /// and what came after it does not change it.
  func keepNew(_ key: RunSecret) {
    var entries = known
    var changed: Set<Int> = []
    for call in calls(in: RememberedCall.Folder.new)
    where keys[call.place] != nil && size(of: call) <= Self.largest {
      guard let value = newValue(call, key) else { continue }
      entries[call.place, default: Entry()].values[call] = value
      changed.insert(call.place)
    }
    for place in changed {
      if let key = keys[place], let entry = entries[place] { store.write(entry.bytes, for: key) }
    }
  }

  /// What `--verbose` says: how many values were remembered, and how long computing them had taken.
  package var words: String? {
    let used = calls(in: RememberedCall.Folder.used)
    var parts: [String] = []
    if !used.isEmpty {
      let seconds = used.compactMap { value(RememberedCall.Folder.used, $0) }
        .map { Self.seconds(of: $0) }.reduce(0, +)
      parts.append(
        "\(Self.values(used.count)) remembered, \(seconds.formatted(decimals: seconds < 10 ? 1 : 0)) s "
          + "not repeated")
    }
    let large = calls(in: RememberedCall.Folder.new).count { size(of: $0) > Self.largest }
    if large > 0 {
      parts.append(
        "\(Self.values(large)) of more than \(Self.largest >> 20) MB computed and not kept")
    }
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }

  private static func values(_ count: Int) -> String {
    "\(count) \(count == 1 ? "value" : "values")"
  }

  private static func seconds(of value: [UInt8]) -> Double {
    let bits = value.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    let seconds = Double(bitPattern: bits)
    return seconds.isFinite && seconds >= 0 ? seconds : 0
  }

  /// What the store holds for one place: the values of its calls, each as its file is.
  struct Entry: Equatable {
    package var values: [RememberedCall: [UInt8]] = [:]

    init() {}

    /// For each call its name, the count of its bytes, and those.
    package var bytes: [UInt8] {
      var bytes: [UInt8] = []
      for (call, value) in values.sorted(by: { $0.key.name < $1.key.name }) {
        bytes += Array("\(call.name) \(value.count)\n".utf8) + value
      }
      return bytes
    }

    /// Reads as far as it is an entry.
    init(bytes: [UInt8]) {
      var rest = bytes[...]
      while let end = rest.firstIndex(of: 0x0A) {
        let fields = String(decoding: rest[..<end], as: UTF8.self).split(separator: " ")
        rest = rest[(end + 1)...]
        guard fields.count == 2, let call = RememberedCall(name: fields[0]),
          let count = Int(fields[1]), count >= 0, count <= rest.count
        else { return }
        values[call] = Array(rest.prefix(count))
        rest = rest.dropFirst(count)
      }
    }
  }
}
