/// A lesson of a stranger: what it tries beyond its own, each attempt with what it got, a line each.
enum Attempts {
  /// The lesson, for a course at this path. Beside it are a file `secret.txt`, a lesson
  /// `02-other.md` with data, a site and a store; `mark` is how long its left-over process sleeps.
  static func lesson(course: String, secret: String, mark: String) -> String {
    """
    # A stranger's lesson

    ```swift, hide-code
    import Foundation

    func got(_ name: String, _ result: Int) {
      print("\\(name): \\(result >= 0 ? "done" : String(cString: strerror(errno)))")
    }
    func symbol<F>(_ name: String, _ type: F.Type) -> F { unsafeBitCast(dlsym(nil, name), to: type) }
    typealias Call = @convention(c) (Int, Int, Int, Int, Int, Int, Int) -> Int
    let call = symbol("syscall", Call.self)
    let course = "\(course)"
    let nabla = getppid()

    func opens(_ name: String, _ path: String, _ flags: Int32 = O_RDONLY) {
      let file = open(path, flags)
      got(name, Int(file))
      if file >= 0 { close(file) }
    }
    func finds(_ name: String, _ paths: [String]) {
      let isThere = paths.contains { path in
        let data = FileManager.default.contents(atPath: path) ?? Data()
        return String(decoding: data, as: UTF8.self).contains("\(secret)")
      }
      print("\\(name): \\(isThere ? "the secret" : "nothing")")
    }

    finds("own environment", ["/proc/self/environ"])
    finds("nabla's environment", ["/proc/\\(nabla)/environ"])
    finds(
      "everybody's environment",
      ((try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []).map {
        "/proc/\\($0)/environ"
      })
    finds("a file beside the course", [course + "/secret.txt"])
    finds("a link to it", {
      symlink(course + "/secret.txt", "link.txt")
      return ["link.txt"]
    }())
    finds("its name by a way around", [course + "/lessons/../secret.txt"])
    opens("the list of users", "/etc/passwd")
    opens("the folder of root", "/root", O_RDONLY | O_DIRECTORY)
    opens("the course's folder", course, O_RDONLY | O_DIRECTORY)
    opens("another lesson", course + "/lessons/02-other.md")
    opens("another lesson, to change it", course + "/lessons/02-other.md", O_RDWR)
    opens("another lesson's data", course + "/lessons/other.csv")
    opens("this lesson's file", course + "/lessons/01-stranger.md", O_RDWR)
    opens("a new lesson", course + "/lessons/03-new.md", O_CREAT | O_WRONLY)
    opens("the course's settings", course + "/lessons/course.yml", O_RDWR)
    opens("the store", course + "/.nabla/store", O_RDONLY | O_DIRECTORY)
    opens("a new entry in the store", course + "/.nabla/store/entry", O_CREAT | O_WRONLY)
    opens("the site", course + "/site/index.html", O_RDWR)
    opens("the folder of temporary files", "/tmp/nabla-attempt", O_CREAT | O_WRONLY)
    opens("the program text beside its folder", "../main.swift", O_RDWR)
    opens("what it printed, as a file", "/proc/self/fd/1", O_RDWR)
    opens("nabla's memory", "/proc/\\(nabla)/mem", O_RDWR)
    opens("the machine's memory", "/dev/mem", O_RDWR)
    opens("the terminal", "/dev/tty", O_RDWR)
    opens("a setting of the system", "/proc/sys/kernel/hostname", O_WRONLY)
    got("cutting a file off", Int(truncate(course + "/lessons/02-other.md", 0)))
    got("removing a file", Int(unlink(course + "/lessons/other.csv")))
    got("moving a file", Int(rename(course + "/lessons/other.csv", "mine.csv")))
    got("a second name for a file", Int(link(course + "/lessons/other.csv", "mine.csv")))
    chmod(course + "/lessons/02-other.md", 0)
    utimes(course + "/lessons/02-other.md", [timeval(), timeval()])

    got("a socket of the network", Int(socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)))
    got("a socket of the network, 6", Int(socket(AF_INET6, Int32(SOCK_DGRAM.rawValue), 0)))
    got("a socket of this machine", Int(socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)))
    got("a socket of the system", Int(socket(16, Int32(SOCK_RAW.rawValue), 0)))
    got("a ring of calls", call(425, 8, 0, 0, 0, 0, 0))
    var found: UnsafeMutablePointer<addrinfo>?
    print("a name of the network: \\(getaddrinfo("localhost", "80", nil, &found) == 0 ? "done" : "none")")

    got("a signal to nabla", Int(kill(nabla, 0)))
    got("a signal to its group", Int(kill(-getpgid(nabla), SIGCONT)))
    got("a signal to process 1", Int(kill(1, 0)))
    got("tracing nabla", symbol("ptrace", Call.self)(0x4206, Int(nabla), 0, 0, 0, 0, 0))
    got("nabla's priority", Int(setpriority(PRIO_PROCESS, id_t(nabla), 5)))
    var limit = rlimit(rlim_cur: 100_000, rlim_max: 100_000)
    got("more open files", Int(setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)))
    got("a name space", symbol("unshare", Call.self)(0x10000000, 0, 0, 0, 0, 0, 0))
    got("another root", Int(chroot(".")))
    got("another user", Int(setuid(12_345)))
    got("the host's name", symbol("sethostname", Call.self)(
      Int(bitPattern: strdup("x")), 1, 0, 0, 0, 0, 0))
    got("shared memory", symbol("shmget", Call.self)(4_711, 4_096, 0o1600, 0, 0, 0, 0))
    got("keys of the system", call(250, 0, -4, 0, 0, 0, 0))
    got("a device file", symbol("mknod", Call.self)(
      Int(bitPattern: strdup("device")), 0o20600, 0x103, 0, 0, 0, 0))
    print("descriptors of others: \\((7..<1_000).filter { fcntl($0, F_GETFD) >= 0 }.count)")

    // Its own goes on.
    try "own".write(toFile: "own.txt", atomically: true, encoding: .utf8)
    opens("its own file", "own.txt", O_RDWR)
    opens("its folder of temporary files", "\\(getenv("TMPDIR").map { String(cString: $0) } ?? "")/a", O_CREAT | O_RDWR)
    opens("random numbers", "/dev/urandom")
    let sum = DispatchQueue.global().sync { 2 + 2 }
    print("a thread: \\(sum)")
    // A process that wants to outlive the lesson: a session of its own, and no parent.
    let child = Process()
    child.executableURL = URL(fileURLWithPath: "/bin/sh")
    child.arguments = ["-c", "setsid sleep \(mark) & sleep 0.1; echo \\"a program of the system: $?\\""]
    try child.run()
    child.waitUntilExit()
    ```

    """
  }

  /// What each attempt got, in the lesson's order.
  static func rows(_ page: String) -> [(name: String, result: String)] {
    page.split(separator: "\n").compactMap { line in
      let parts = line.split(separator: ": ", maxSplits: 1)
      return parts.count == 2 ? (String(parts[0]), String(parts[1])) : nil
    }
  }

  /// What each gets in the sandbox, whoever the user is.
  static let refused: [(name: String, result: String)] = [
    ("own environment", "nothing"), ("nabla's environment", "nothing"),
    ("everybody's environment", "nothing"), ("a file beside the course", "nothing"),
    ("a link to it", "nothing"), ("its name by a way around", "nothing"),
    ("the list of users", "Permission denied"), ("the folder of root", "Permission denied"),
    ("the course's folder", "Permission denied"), ("another lesson", "Permission denied"),
    ("another lesson, to change it", "Permission denied"),
    ("another lesson's data", "Permission denied"), ("this lesson's file", "Permission denied"),
    ("a new lesson", "Permission denied"), ("the course's settings", "Permission denied"),
    ("the store", "Permission denied"), ("a new entry in the store", "Permission denied"),
    ("the site", "Permission denied"), ("the folder of temporary files", "Permission denied"),
    ("the program text beside its folder", "Permission denied"),
    ("what it printed, as a file", "Permission denied"), ("nabla's memory", "Permission denied"),
    ("the machine's memory", "*"), ("the terminal", "*"),
    ("a setting of the system", "Permission denied"), ("cutting a file off", "Permission denied"),
    ("removing a file", "Permission denied"), ("moving a file", "*"),
    ("a second name for a file", "*"),
    ("a socket of the network", "Operation not permitted"),
    ("a socket of the network, 6", "Operation not permitted"),
    ("a socket of this machine", "Operation not permitted"),
    ("a socket of the system", "Operation not permitted"),
    ("a ring of calls", "Operation not permitted"), ("a name of the network", "none"),
    ("a signal to nabla", "Operation not permitted"),
    ("a signal to its group", "Operation not permitted"),
    ("a signal to process 1", "Operation not permitted"),
    ("tracing nabla", "Operation not permitted"),
    ("nabla's priority", "Operation not permitted"),
    ("more open files", "Operation not permitted"), ("a name space", "Operation not permitted"),
    ("another root", "Operation not permitted"), ("another user", "Operation not permitted"),
    ("the host's name", "Operation not permitted"), ("shared memory", "Operation not permitted"),
    ("keys of the system", "Operation not permitted"),
    ("a device file", "Operation not permitted"), ("descriptors of others", "0"),
    ("its own file", "done"), ("its folder of temporary files", "done"),
    ("random numbers", "done"), ("a thread", "4"), ("a program of the system", "0")
  ]
}
