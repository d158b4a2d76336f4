import Foundation
package import Lessons

/// The anchors of a page, made from its headings as code hosts make them.
package struct Anchors: Sendable {
  private var used: [String: Int] = [:]

  /// No heading gets one of the reserved anchors.
  init(reserved: [String] = []) {
    for name in reserved { used[name] = 1 }
  }

  /// A new anchor for a heading: lower case, blanks as hyphens, a number where it is taken.
  package mutating func anchor(for heading: String) -> String {
    var slug = ""
    for character in heading.lowercased() {
      if character.isLetter || character.isNumber || character == "_" || character == "-" {
        slug.append(character)
      } else if character == " " {
        slug.append("-")
      }
    }
    // One spelling of what may be spelt in two: a browser compares bytes.
    slug = slug.precomposedStringWithCanonicalMapping
    if slug.isEmpty { slug = "section" }
    var candidate = slug
    while let count = used[candidate] {
      used[candidate] = count + 1
      candidate = "\(slug)-\(count)"
    }
    used[candidate] = 1
    return candidate
  }

  /// The anchors of all headings, named blocks and raw HTML of a lesson.
  package static func all(of lesson: Lesson) -> [String] {
    lesson.fixedAnchors + ofHeadings(in: lesson)
  }

  /// The anchors of all headings of a lesson, in their order.
  package static func ofHeadings(in lesson: Lesson) -> [String] {
    var anchors = Anchors(reserved: lesson.fixedAnchors)
    var found: [String] = []
    lesson.document.walk { node in
      if case .heading = node.kind { found.append(anchors.anchor(for: node.plainText)) }
    }
    return found
  }
}
