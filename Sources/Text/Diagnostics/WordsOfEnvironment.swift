/// The words for what the machine, and not the course, is to blame for: files, programs, the disk.
extension Reason {
  // MARK: Files

  package static func cannotBeRead(_ path: String) -> Reason {
    .environment("\(path) cannot be read", help: "allow it with: chmod u+r")
  }
  /// A folder that the course needs, by its name in it.
  package static func folderCannotBeRead(_ name: String) -> Reason {
    .environment("the folder \(name)/ cannot be read", help: "allow it with: chmod u+rx \(name)")
  }
  package static func fileCannotBeRead(_ path: String) -> Reason {
    .environment("\(path) cannot be read", help: "is it a file, and may you read it?")
  }
  package static func cannotBeWritten(_ path: String) -> Reason {
    .environment(
      "\(path) cannot be written",
      help: "check the permissions of its folder and the room on the disk")
  }
  package static func cannotBeRemoved(_ path: String) -> Reason {
    .environment("\(path) cannot be removed", help: "check the permissions of the folder")
  }
  package static func siteNotWritten(_ words: String) -> Reason {
    .environment(
      words,
      help: "check the permissions of the folder and the room on the disk; "
        + "the old site is as it was")
  }
  package static func notMade(_ what: String, _ words: String) -> Reason {
    .environment(
      "\(what) was not made: \(words)",
      help: "check the permissions of the folder and the room on the disk; nothing was left")
  }
  package static func lessonNotUpdated(_ path: String, _ words: String) -> Reason {
    .environment("\(path) cannot be updated: \(words)", help: "it is as it was")
  }
  package static func dataNotBeside(_ path: String, of file: String, in folder: String) -> Reason {
    .environment(
      "\(file) reads '\(path)', which is not beside it",
      help: "download it from the lesson's page, and put it at \(folder)/\(path)")
  }
  package static func temporaryFiles(_ words: String) -> Reason {
    .environment(words, help: "is the disk full, or the folder for temporary files closed?")
  }
  package static func outputNotKept(of path: String) -> Reason {
    .environment(
      "what \(path) printed could not be kept",
      help: "is the disk full? It is kept in the folder for temporary files (TMPDIR)")
  }

  // MARK: Programs

  package static var noCompiler: Reason {
    .environment(
      "no Swift compiler: there is no 'swiftc' in PATH",
      help: "install Swift 6.1 or later (https://swift.org/install) or let NABLA_SWIFTC name it")
  }
  package static func compilerNotStarted(_ words: String) -> Reason {
    .environment(words, help: "let NABLA_SWIFTC name swiftc")
  }
  package static func compilerSaidNoVersion(_ path: String, seconds: Double) -> Reason {
    .environment(
      "the compiler \(path) did not say its version within \(seconds.formatted(decimals: 0)) s",
      help: "run '\(path) --version' yourself, or let NABLA_SWIFTC name another")
  }
  package static func compilerDidNotRun(
    _ path: String, _ words: String, help: String
  ) -> Reason {
    .environment(
      "the compiler did not get as far as running \(path): \(words)",
      help: help)
  }
  package static func packageNotStarted(_ words: String, compiler: String) -> Reason {
    .environment(words, help: "is the disk full, or no 'swift' beside \(compiler)?")
  }
  package static func noLibrary(_ name: String, host: String) -> Reason {
    .environment(
      "\(name) and \(host), which lessons run with, are not both beside nabla",
      help: "build it with: swift build, or install nabla with: make install")
  }
  package static func cannotBeRun(_ path: String, variable: String, meant: String) -> Reason {
    .environment(
      "\(variable) names '\(path)', which cannot be run",
      help: "let it name \(meant), or unset it so that PATH is searched")
  }
  package static func sandboxNotReady(_ words: String) -> Reason {
    .environment(words, help: "'nabla doctor' says what is there; --sandbox on does with that")
  }
  package static func noPDF(_ path: String, status: Int32) -> Reason {
    .environment(
      "\(path) printed no PDF (exit status \(status))",
      help: "does it run at all? Try: \(path) --version")
  }
  package static func graphNotLaidOut(_ words: String) -> Reason {
    .environment(
      "Graphviz could not lay out a graph: \(words)",
      help: "try it with: dot -V, and install it anew with: apt install graphviz")
  }

  package static var noGit: Reason {
    .environment(
      "no git: there is no 'git' in PATH", help: "install it, for example with: apt install git")
  }
  package static var noChromium: Reason {
    .environment(
      "no Chromium: a PDF is printed by a browser, and there is none in PATH",
      help: "install it (on Debian: apt-get install chromium) or let NABLA_CHROMIUM name it")
  }
  package static var noGraphviz: Reason {
    .environment(
      "no Graphviz, which lays out graphs: there is no 'dot' in PATH",
      help: "install it with 'apt install graphviz', or let NABLA_DOT name dot")
  }

  // MARK: KaTeX

  package static func isNotKaTeX(_ path: String) -> Reason {
    .environment("'\(path)' is not KaTeX", help: "name katex.js itself in NABLA_KATEX")
  }
  package static func noKaTeX(named path: String) -> Reason {
    .environment(
      "NABLA_KATEX names '\(path)', which can't be read",
      help: "name the file katex.js or katex.min.js, or unset NABLA_KATEX")
  }
  package static func noKaTeX(in places: [String]) -> Reason {
    .environment(
      "KaTeX is not installed: none of "
        + places.map { "'\($0)'" }.joined(separator: ", ") + " can be read",
      help: "install it with 'apt install libjs-katex', or name katex.js in NABLA_KATEX")
  }
  package static func katexNotLoaded(_ path: String, version: String, _ words: String) -> Reason {
    .environment(
      "KaTeX \(version) in '\(path)' can't be loaded: \(words)",
      help: "use a KaTeX that is written for ECMAScript 5, such as that of libjs-katex")
  }

  // MARK: Pages with knobs

  /// - Parameter linker: where the linker that makes it was looked for, if it is not there.
  package static func noPageEngine(
    _ name: String, in library: String, linker folder: String?
  ) -> Reason {
    .environment(
      "a page with knobs needs \(name), which is not in \(library)",
      help: folder.map {
        "it is made with 'wasm-ld', which is not in \($0): "
          + "install a toolchain of https://swift.org/install"
      } ?? "make it in a checkout of nabla with: Packaging/page-engine.sh \(library)")
  }

  package static func noWasmkit(beside compiler: String) -> Reason {
    .environment(
      "no 'wasmkit' beside \(compiler): the engine of pages with knobs cannot be checked",
      help: "install a toolchain of https://swift.org/install")
  }
  package static func pageEngineNotRun(_ words: String) -> Reason {
    .environment(
      "the engine of pages with knobs could not be run: \(words)",
      help: "make it anew, in a checkout of nabla, with: make page-engine")
  }

  // MARK: Previews

  package static func changedSinceShown(_ path: String) -> Reason {
    .environment("\(path) has changed since the page was shown", help: "look at the page again")
  }
  package static func notRunThrough(_ path: String) -> Reason {
    .environment("\(path) has not run through", help: "wait until it has, or mend what is wrong")
  }
}
