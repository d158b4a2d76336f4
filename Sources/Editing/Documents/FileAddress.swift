import Foundation

/// The addresses by which editors name files.
enum FileAddress {
  /// The path of a `file:` address; `nil` for another, as that of a text that was never saved.
  static func path(_ uri: String) -> String? {
    guard uri.lowercased().hasPrefix("file:///") else { return nil }
    let path = String(uri.dropFirst(7)).removingPercentEncoding
    return path.flatMap {
      $0.utf8.contains(0) ? nil : URL(fileURLWithPath: $0).standardizedFileURL.path
    }
  }

  /// The address of a file, as editors write it.
  static func uri(_ path: String) -> String {
    let kept = CharacterSet(
      charactersIn: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/-._~")
    return "file://" + (path.addingPercentEncoding(withAllowedCharacters: kept) ?? path)
  }
}

/// What an open file is to a course.
enum FileRole: Equatable {
  /// A lesson: the course's folder, and the file's path from there.
  case lesson(course: String, path: String)
  /// `course.yml`, or one of its translations.
  case settings(path: String, isTranslation: Bool)
  /// A text that was never saved.
  case unsaved
  case other

  init(uri: String) {
    guard let path = FileAddress.path(uri) else {
      self = .unsaved
      return
    }
    let parts = path.split(separator: "/").map(String.init)
    guard parts.count >= 2, parts[parts.count - 2] == "lessons", let name = parts.last else {
      self = .other
      return
    }
    let course = "/" + parts.dropLast(2).joined(separator: "/")
    if name.hasSuffix(".md") {
      self = .lesson(course: course, path: "lessons/\(name)")
    } else if name.hasPrefix("course."), name.hasSuffix(".yml") {
      self = .settings(path: "lessons/\(name)", isTranslation: name != "course.yml")
    } else {
      self = .other
    }
  }
}
