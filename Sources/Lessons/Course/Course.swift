package import Foundation
import Processes
package import Text

/// A course: the lessons of a folder, read, and what `course.yml` says of them all.
package struct Course: Sendable {
  /// The folder that holds `lessons/`.
  package let folder: URL
  package var settings: CourseSettings
  /// The lessons in the order of their numbers.
  package var lessons: [Lesson]
  /// The translations of these lessons, in their order, each beside its original.
  package var translations: [Translation] = []
  /// What the course says of itself in other languages, by their tags.
  package var translatedSettings: [String: CourseSettings] = [:]
  /// The language of an edition, whose lessons are translations; `nil` for the course itself.
  package internal(set) var editionLanguage: String?

  package init(folder: URL, settings: CourseSettings, lessons: [Lesson]) {
    self.folder = folder
    self.settings = settings
    self.lessons = lessons
  }

  /// A page that readers see: drafts have none.
  package var published: [Lesson] { lessons.filter { !$0.frontMatter.isDraft } }

  /// The course as its author sees it, whose drafts have pages.
  package var withDrafts: Course {
    var course = self
    for index in lessons.indices { course.lessons[index].frontMatter.isDraft = false }
    for index in translations.indices {
      course.translations[index].showDraft()
    }
    return course
  }

  /// The lessons that are read one after the other: all that readers see but the glossary.
  package var listed: [Lesson] { published.filter { !$0.isGlossary } }

  /// A file that `lesson` leads to.
  package func asset(_ path: String, of lesson: Lesson) throws(Diagnostic) -> Data {
    do throws(FileProblem) {
      return Data(try CourseFolder(folder).bytes("\(lesson.folder)/\(path)"))
    } catch {
      throw Diagnostic(.badFile(path, error), at: Location(file: lesson.file.path))
    }
  }

  /// Reads `lessons/` below `folder`. What is wrong is returned beside whatever could be read; only
  /// a course without lessons cannot be read at all.
  package static func read(_ folder: URL, jobs: Int = 1) throws(Diagnostic) -> (
    course: Course, problems: [Diagnostic]
  ) {
    let (names, entries) = try lessonFiles(in: folder)
    var problems: [Diagnostic] = []
    let settings = CourseSettings.read(
      of: folder, hasFile: entries.contains("course.yml"), problems: &problems)
    var lessons: [Lesson] = []
    var translations: [Lesson] = []
    var pages: [String: String] = [:]
    let read = concurrentMap(names, jobs: jobs) { name in
      readLesson("lessons/\(name)", in: folder)
    }
    for (lesson, found) in read {
      problems += found
      guard let lesson else { continue }
      // It would break messages, links and the site's addresses.
      let hasControl = lesson.file.path.unicodeScalars.contains {
        $0.properties.generalCategory == .control
      }
      if hasControl {
        problems.append(
          lesson.file.diagnostic(.controlCharacterInName(lesson.file.path), line: nil))
      }
      if lesson.name.contains(":") {
        problems.append(lesson.file.diagnostic(.colonInName(lesson.file.path), line: nil))
      }
      let page = (lesson.language.map { "\($0.lowercased())/" } ?? "") + lesson.name
      if let other = pages[page] {
        problems.append(lesson.file.diagnostic(.samePage(lesson.page, other: other), line: nil))
      } else if LessonName.reserved.contains(lesson.name) {
        problems.append(lesson.file.diagnostic(.reservedPage(page), line: nil))
      }
      pages[page] = lesson.file.path
      if lesson.language == nil { lessons.append(lesson) } else { translations.append(lesson) }
    }
    var course = Course(folder: folder, settings: settings, lessons: lessons)
    course.take(translations, &problems)
    problems += course.problemsOfNeeds
    course.translatedSettings = settings.translations(
      of: folder, Set(translations.compactMap(\.language)), entries, &problems)
    return (course, problems)
  }

  /// The names of the lessons' files below `folder`, in their order, and of all that lies beside them.
  package static func lessonFiles(in folder: URL) throws(Diagnostic) -> (
    names: [String], entries: [String]
  ) {
    let lessonsFolder = folder.appendingPathComponent("lessons")
    let entries: [String]
    do {
      entries = try FileManager.default.contentsOfDirectory(atPath: lessonsFolder.path)
    } catch {
      if FileManager.default.fileExists(atPath: lessonsFolder.path) {
        throw Diagnostic(
          .folderCannotBeRead("lessons"),
          at: nil)
      }
      throw Diagnostic(.noLessons(lessonsFolder.shownPath), at: nil)
    }
    let names = entries.filter { LessonName.isLesson($0) }
      .filter { !isFolder(lessonsFolder.appendingPathComponent($0)) }
      .sorted(by: LessonName.isOrderedBefore)
    guard !names.isEmpty else {
      throw Diagnostic(.noLessons(lessonsFolder.shownPath), at: nil)
    }
    return (names, entries)
  }

  /// Reads one lesson; `path` is its file, from the course's folder.
  package static func readLesson(_ path: String, in folder: URL) -> (Lesson?, [Diagnostic]) {
    do {
      return readLesson(path, bytes: try readBytes(path, in: folder))
    } catch {
      return (nil, [error])
    }
  }

  /// Reads one lesson from the bytes of its file.
  package static func readLesson(_ path: String, bytes: [UInt8]) -> (Lesson?, [Diagnostic]) {
    do {
      let file = try SourceFile(path: path, bytes: bytes)
      return LessonReader.read(file)
    } catch {
      return (nil, [error])
    }
  }

  private static func isFolder(_ url: URL) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder)
      && isFolder.boolValue
  }

  /// The bytes of a lesson's file; `path` leads from the course's folder.
  package static func readBytes(_ path: String, in folder: URL) throws(Diagnostic) -> [UInt8] {
    do throws(FileProblem) {
      return try CourseFolder(folder).bytes(path)
    } catch {
      throw error.diagnostic(path)
    }
  }
}
