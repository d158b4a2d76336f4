import Courses
import Foundation

/// Ctrl-C, or a request to end, ends every lesson that runs, and then nabla, with status 130. The
/// site is written in one step at the end, so an interrupted build has changed nothing.
enum Interruption {
  /// Takes the signals, before any thread is made: they are held back in all threads and waited for
  /// by one of them, so that none is lost at any moment.
  static func install() {
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGINT, SIGTERM, SIGHUP] {
      // A command that is to outlive its terminal is started with SIGHUP ignored.
      var old = sigaction()
      sigaction(number, nil, &old)
      let isIgnored = unsafeBitCast(old.__sigaction_handler.sa_handler, to: Int.self) == 1
      if number == SIGHUP, isIgnored { continue }
      sigaddset(&signals, number)
    }
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    for number in [SIGINT, SIGTERM, SIGHUP] where sigismember(&signals, number) == 1 {
      signal(number, SIG_DFL)
    }
    let waited = signals
    let thread = Thread {
      var signals = waited
      var number: Int32 = 0
      while sigwait(&signals, &number) != 0 {}
      CourseRun.endRunningLessons()
      _exit(130)
    }
    thread.start()
  }
}
