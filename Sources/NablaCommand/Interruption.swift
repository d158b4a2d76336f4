import Courses
import Foundation

/// Ctrl-C, or a request to end, ends every lesson that runs, and then nabla, with status 130. The
/// site is written in one step at the end, so an interrupted build has changed nothing.
enum Interruption {
  private static let queue = DispatchQueue(label: "interruption")
  nonisolated(unsafe) private static var sources: [any DispatchSourceSignal] = []

  static func install() {
    for (number, status) in [(SIGINT, 130), (SIGTERM, 130), (SIGHUP, 130)] as [(Int32, Int32)] {
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler {
        CourseRun.endRunningLessons()
        exit(status)
      }
      source.resume()
      sources.append(source)
    }
  }
}
