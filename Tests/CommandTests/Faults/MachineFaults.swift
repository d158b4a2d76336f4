import Foundation
import TestSupport

/// What goes wrong around nabla: courses, folders, the store, streams, and kills.
enum MachineFaults {
  private static let lesson = "# A\n\n```swift\nlet two = 2\ntwo // => 2\n```\n"

  private static func shell(_ script: String, in folder: URL) throws -> Run {
    try run(
      URL(fileURLWithPath: "/bin/sh"),
      ["-c", script, buildFolder.appendingPathComponent("nabla").path], in: folder)
  }

  /// A fault of the course's files that needs no compiler.
  private static func files(
    _ name: String, _ promise: String, _ status: Int32, _ words: String, script: String = ":",
    lessons: KeyValuePairs<String, String> = ["01-a.md": "# A\n"]
  ) -> Fault {
    let files = lessons.map { ($0.key, $0.value) }
    return Fault(name: name, promise: promise) {
      let course = try TemporaryFolder()
      for (file, text) in files { try course.write(text, to: "lessons/\(file)") }
      let ready = try shell(script, in: course.url)
      guard ready.status == 0 else { return .notHere(ready.words) }
      return try nabla("verify", in: course.url).outcome(status, words)
    }
  }

  static let ofFiles: [Fault] = [
    files("an empty course", "said, status 69", 69, "no lessons", lessons: [:]),
    files(
      "a folder named like a lesson", "passed over", 0, "verified", script: "mkdir lessons/02-b.md"),
    files(
      "a lesson that is a pipe", "refused, not waited for", 1, "pipe",
      script: "mkfifo lessons/02-b.md"),
    files(
      "a lesson that is a loop of links", "said as such", 1, "leads back",
      script: "ln -s 02-b.md lessons/02-b.md"),
    files(
      "a lesson that is a link to nothing", "said as such", 1, "leads to nothing",
      script: "ln -s none.md lessons/02-b.md"),
    files(
      "course.yml that is a pipe", "refused, not waited for", 1, "pipe",
      script: "mkfifo lessons/course.yml"),
    files(
      "course.yml that is a folder", "refused", 1, "course.yml", script: "mkdir lessons/course.yml"
    ),
    files(
      "course.yml of 20,000 levels", "an error at its line", 1, "course.yml",
      script:
        "printf 'title: ' >lessons/course.yml; head -c 20000 /dev/zero | tr '\\0' '[' >>lessons/course.yml"
    ),
    files(
      "aliases in course.yml that double 60 times", "an error, in no time", 1, "course.yml",
      script: """
        { echo 'a0: &a0 [x, x]'; for i in $(seq 1 60); do
        echo "a$i: &a$i [*a$((i-1)), *a$((i-1))]"; done; } >lessons/course.yml
        """),
    files(
      "a lesson of CRLF", "read like any", 0, "1 number",
      lessons: ["01-a.md": lesson.replacing("\n", with: "\r\n")]),
    files(
      "a lesson without a newline at its end", "read like any", 0, "1 number",
      lessons: ["01-a.md": String(lesson.dropLast())]),
    files(
      "a lesson that is not UTF-8", "an error at its line", 1, "UTF-8",
      script: "printf '# A\\n\\n\\377\\n' >lessons/02-b.md"),
    files("an empty lesson", "a lesson like any", 0, "verified", lessons: ["01-a.md": ""]),
    files(
      "names beyond ASCII", "read like any", 0, "1 number", lessons: ["01-überblick 课程.md": lesson]),
    files(
      "a newline in a lesson's name", "an error", 1, "name",
      script: "printf '# B\\n' >\"$(printf 'lessons/02-b\\nc.md')\""),
    Fault(name: "timeout: 1e300 as an option", promise: "used wrongly, status 64") {
      let course = try makeCourse(["01-a.md": "# A\n"])
      return try nabla("verify", "--timeout", "1e300", in: course.url).outcome(64, "604800")
    },
    Fault(name: "timeout: inf in course.yml", promise: "an error at its line") {
      let course = try makeCourse(["01-a.md": "# A\n", "course.yml": "timeout: .inf\n"])
      return try nabla("verify", in: course.url).outcome(1, "604800")
    },
    Fault(name: "standard output closed", promise: "said by the exit status") {
      let course = try makeCourse(["01-a.md": "# A\n"])
      let run = try shell("\"$0\" verify >&-", in: course.url)
      return run.status == 0 || run.isCrash
        ? .broken("status \(run.status)") : .kept("status \(run.status), \(run.errors.prefix(120))")
    },
    Fault(name: "standard output full (/dev/full)", promise: "said by the exit status") {
      let course = try makeCourse(["01-a.md": "# A\n"])
      let run = try shell("\"$0\" verify >/dev/full", in: course.url)
      return run.status == 0 || run.isCrash
        ? .broken("status \(run.status)") : .kept("status \(run.status), \(run.errors.prefix(120))")
    },
    Fault(name: "a reader of standard output that leaves", promise: "no crash") {
      let course = try makeCourse(["01-a.md": "# A\n\n[a](no.md)\n"])
      let run = try shell("{ \"$0\" verify; echo $? >status; } | true; cat status", in: course.url)
      let status = run.output.trimmingCharacters(in: .whitespacesAndNewlines)
      return ["0", "1", "69", "141"].contains(status)
        ? .kept("status \(status)") : .broken(run.words)
    },
    Fault(name: "the working folder is removed", promise: "an error, no crash") {
      let course = try makeCourse(["01-a.md": "# A\n"])
      let run = try shell("mkdir x && cd x && rmdir ../x && \"$0\" verify", in: course.url)
      return run.isCrash || run.status == 0 ? .broken(run.words) : .kept("status \(run.status)")
    },
    Fault(name: "no home", promise: "results are right, nothing is kept") {
      let course = try makeCourse(["01-a.md": "# A\n\n$x$\n"])
      return try nabla(
        "build", in: course.url,
        environment: ["HOME": nil, "XDG_STATE_HOME": nil, "XDG_CACHE_HOME": nil]
      ).outcome(0, "site")
    },
    Fault(name: "no folder for temporary files", promise: "said, or another is taken") {
      let course = try makeCourse(["01-a.md": lesson])
      let run = try nabla("verify", in: course.url, environment: ["TMPDIR": "/nowhere/at/all"])
      return run.isCrash
        ? .broken(run.words) : .kept("status \(run.status), \(run.words.prefix(160))")
    }
  ]

  /// A course that was verified once, for what is done to its store.
  private static func verified() throws -> TemporaryFolder {
    let course = try makeCourse(["01-a.md": lesson])
    let run = try nabla("verify", in: course.url)
    guard run.status == 0 else { throw CocoaError(.featureUnsupported) }
    return course
  }

  /// A fault of the store, after which the lesson is verified as before.
  private static func store(_ name: String, _ script: String) -> Fault {
    Fault(name: name, promise: "verified as before") {
      let course = try verified()
      let ready = try shell("cd .nabla/store && \(script)", in: course.url)
      guard ready.status == 0 else { return .notHere(ready.words) }
      return try nabla("verify", in: course.url).outcome(0, "1 number verified")
    }
  }

  static let ofRuns: [Fault] = [
    store("each file of the store is empty", "find . -type f -exec truncate -s 0 {} +"),
    store(
      "each file of the store is cut in the middle",
      "find . -type f -exec sh -c 'truncate -s $(( $(stat -c %s \"$1\") / 2 )) \"$1\"' sh {} \\;"),
    store(
      "each file of the store is a pipe",
      "find . -type f -exec sh -c 'rm \"$1\" && mkfifo \"$1\"' sh {} \\;"),
    store(
      "each file of the store is a folder",
      "find . -type f -exec sh -c 'rm \"$1\" && mkdir \"$1\"' sh {} \\;"),
    store(
      "each file of the store is a loop of links",
      "find . -type f -exec sh -c 'rm \"$1\" && ln -s \"$(basename \"$1\")\" \"$1\"' sh {} \\;"),
    store(
      "each file of the store holds noise",
      "find . -type f -exec sh -c 'head -c 5000 /dev/urandom >\"$1\"' sh {} \\;"),
    store(
      "files of strangers in the store",
      "for folder in $(find . -type d); do echo x >$folder/zz-stranger; echo >$folder/.hidden; done"
    ),
    store("the store is of the year 2001", "find . -exec touch -d 2001-01-01 {} +"),
    store(
      "the store is of the year 2100: a clock set back", "find . -exec touch -d 2100-01-01 {} +"),
    store("no rights in the store", "chmod -R a-w ."),
    Fault(name: "the course is moved", promise: "verified as before, from the store") {
      let course = try verified()
      let ready = try shell("mkdir new && mv lessons .nabla new", in: course.url)
      guard ready.status == 0 else { return .broken(ready.words) }
      return try nabla("verify", in: course.url.appendingPathComponent("new"))
        .outcome(0, "1 number verified")
    },
    Fault(name: "the course is copied, and both are changed", promise: "each has its own result") {
      let course = try verified()
      _ = try shell(
        "mkdir new && cp -r lessons .nabla new && sed -i 's/= 2$/= 3/' new/lessons/01-a.md",
        in: course.url)
      let copy = try nabla("verify", in: course.url.appendingPathComponent("new"))
      let old = try nabla("verify", in: course.url)
      return copy.status == 1 && old.status == 0
        ? .kept("status 1 in the copy, 0 in the original") : .broken(copy.words + old.words)
    },
    Fault(name: "a compiler that sleeps", promise: "ended at its limit, status 1 or 69") {
      let course = try makeCourse([
        "01-a.md": "---\nlimits:\n  compile: 1\n---\n" + lesson
      ])
      let tools = try TemporaryFolder()
      let swiftc = try run(
        URL(fileURLWithPath: "/bin/sh"), ["-c", "readlink -f $(command -v swiftc)"]
      )
      .output.trimmingCharacters(in: .whitespacesAndNewlines)
      let bin = URL(fileURLWithPath: swiftc).deletingLastPathComponent().path
      // A toolchain like the one that is there, in which the frontend is a program that sleeps when
      // it is asked to compile a lesson.
      let made = try shell(
        """
        mkdir -p bin && for f in \(bin)/*; do ln -s $f bin/; done && ln -s \(bin)/../lib lib
        ln -s \(bin)/../share share; rm -f bin/swift-frontend bin/swiftc
        printf '#!/bin/sh\\ncase "$*" in *Lesson*) exec sleep 600;; esac\\nexec \(bin)/swift-frontend "$@"\\n' >bin/swift-frontend
        printf '#!/bin/sh\\ncase "$*" in *Lesson*) exec sleep 600;; esac\\nexec \(bin)/swiftc "$@"\\n' >bin/swiftc
        chmod +x bin/swift-frontend bin/swiftc
        """, in: tools.url)
      guard made.status == 0 else { return .notHere(made.words) }
      let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
      let start = ContinuousClock.now
      let run = try nabla(
        "verify", in: course.url, environment: ["PATH": "\(tools.url.path)/bin:\(path)"])
      let took = ContinuousClock.now - start
      guard !run.isCrash, run.status != 0, took < .seconds(100) else {
        return .broken("status \(run.status) after \(took): \(run.words)")
      }
      return .kept("status \(run.status): \(run.words.prefix(160))")
    },
    Fault(name: "SIGKILL of the compiler at eight moments", promise: "said; the next run is right")
    {
      let course = try makeCourse(["01-a.md": lesson])
      let run = try shell(
        """
        for moment in 0.02 0.04 0.06 0.08 0.12 0.16 0.2 0.3; do
          rm -rf .nabla; "$0" verify >out 2>&1 & nabla=$!
          sleep $moment; pkill -9 -P $nabla; wait $nabla; echo $?; cat out >>all
        done
        """, in: course.url)
      let states = run.output.split(separator: "\n")
      let next = try nabla("verify", in: course.url)
      guard states.count == 8, states.allSatisfy({ ["0", "1", "69"].contains($0) }),
        next.status == 0, next.words.contains("1 number verified"),
        !(try course.read("all")).contains("said nothing")
      else {
        return .broken("\(run.words) \((try? course.read("all")) ?? ""), then \(next.words)")
      }
      return .kept("status \(states.joined(separator: ", ")); then well")
    },
    during("a lesson that is deleted during a build", "rm lessons/02-b.md", [0, 1]),
    during("a lesson that is changed during a build", "echo '# New' >lessons/02-b.md", [0]),
    during("a folder of lessons that is moved away during a build", "mv lessons away", [0, 1, 69]),
    during("the store is removed during a build", "rm -rf .nabla", [0]),
    during("a site that is removed during a build", "rm -rf site", [0]),
    Fault(name: "a shell that starts itself without end", promise: "ended at the limit") {
      let course = try makeCourse([
        "01-a.md": """
        # A

        ```swift
        import Foundation
        system("f() { f | f & }; f")
        sleep(20)
        ```

        """
      ])
      let run = try nabla("verify", in: course.url)
      let left = try shell("sleep 0.2; pgrep -f -c 'f[(][)] [{] f' || true", in: course.url)
      guard left.output.trimmingCharacters(in: .whitespacesAndNewlines) == "0" else {
        return .broken("\(left.output) are left")
      }
      return run.outcome(1, "processes")
    },
    Fault(name: "each file of the compiled modules is a pipe", promise: "made anew, not waited for")
    {
      let course = try verified()
      let ready = try shell(
        """
        rm -rf .nabla/store
        find .nabla/modules-* -type f -exec sh -c 'rm "$1" && mkfifo "$1"' sh {} \\;
        """, in: course.url)
      guard ready.status == 0 else { return .notHere(ready.words) }
      let start = ContinuousClock.now
      let run = try nabla("verify", in: course.url)
      return ContinuousClock.now - start < .seconds(30)
        ? run.outcome(0, "1 number verified") : .broken("waited: \(run.words)")
    },
    Fault(
      name: "a store and a ledger of another version", promise: "verified as before"
    ) {
      let course = try verified()
      let ready = try shell(
        """
        find .nabla/store -type f -exec sh -c 'printf "nabla 0.0.1 " | cat - "$1" >new; mv new "$1"' sh {} \\;
        printf 'version 0\\n' | cat - .nabla/ledger >new; mv new .nabla/ledger
        """, in: course.url)
      guard ready.status == 0 else { return .notHere(ready.words) }
      return try nabla("verify", in: course.url).outcome(0, "1 number verified")
    },
    killed(
      "nabla while it compiles", "pgrep -P $nabla -f 'swift|nabla-host|lesson-host'",
      victim: "$nabla"),
    killed(
      "the compiler or the lesson's process", "pgrep -P $nabla",
      victim: "$(pgrep -P $nabla | head -1)")
  ]

  /// Something that happens to a course while its first lesson runs.
  ///
  /// - Parameter states: the exit statuses that may come of it. Once the files are there again, a
  ///   build is well.
  private static func during(_ name: String, _ script: String, _ states: [Int32]) -> Fault {
    Fault(name: name, promise: "said or not noticed; the next build is right") {
      let slow = "# A\n\n```swift\nimport Foundation\nsleep(2)\nlet two = 2\ntwo // => 2\n```\n"
      let files: KeyValuePairs = ["01-a.md": slow, "02-b.md": lesson]
      let course = try makeCourse(files)
      _ = try nabla("build", "--only", "2", in: course.url)
      let run = try shell(
        """
        "$0" build >out 2>&1 & nabla=$!
        sleep 1; \(script); wait $nabla; state=$?; cat out; exit $state
        """, in: course.url)
      guard states.contains(run.status) else { return .broken("\(run.status): \(run.words)") }
      for (file, text) in files { try course.write(text, to: "lessons/\(file)") }
      let next = try nabla("build", in: course.url)
      guard next.status == 0, next.words.contains("2 numbers verified") else {
        return .broken("then \(next.status): \(next.words)")
      }
      return .kept("status \(run.status): \(run.words.suffix(120)); then well")
    }
  }

  /// A process is killed as soon as a condition holds; the next run is right.
  private static func killed(_ name: String, _ condition: String, victim: String) -> Fault {
    Fault(name: "SIGKILL of \(name)", promise: "no crash of nabla; the next run is right") {
      let course = try makeCourse(["01-a.md": lesson])
      let run = try shell(
        """
        "$0" verify >out 2>&1 & nabla=$!
        for i in $(seq 1 2000); do \(condition) >/dev/null && break; kill -0 $nabla 2>/dev/null || break; sleep 0.005; done
        kill -9 \(victim) 2>/dev/null; wait $nabla; echo "status $?"; cat out
        """, in: course.url)
      if run.output.hasPrefix("status 0") { return .notHere("what was killed was of no account") }
      let next = try nabla("verify", in: course.url)
      guard next.status == 0, next.words.contains("1 number verified") else {
        return .broken(next.words)
      }
      return .kept(
        run.output.split(separator: "\n").prefix(2).joined(separator: ", ") + "; then well")
    }
  }
}
