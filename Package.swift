// swift-tools-version: 6.1
import Foundation
import PackageDescription

/// Swift's own parser, as the toolchain ships it, built and optimised: the folder of its modules and
/// libraries. It belongs to the toolchain whose runtime this manifest is running with.
let parserFolder: String = {
  let maps = (try? FileHandle(forReadingAtPath: "/proc/self/maps")?.readToEnd()) ?? Data()
  let loaded = String(decoding: maps, as: UTF8.self).split(separator: "\n")
  guard let line = loaded.first(where: { $0.hasSuffix("/libFoundation.so") }),
    let path = line.firstIndex(of: "/").map({ line[$0...] })
  else { return "/usr/lib/swift/host" }
  return URL(fileURLWithPath: String(path)).deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("host").path
}()
let hasParser = FileManager.default.fileExists(atPath: parserFolder + "/libSwiftParser.so")
let parserModules: [SwiftSetting] = hasParser ? [.unsafeFlags(["-I", parserFolder])] : []
let parserLibraries: [LinkerSetting] =
  hasParser
  ? [
    .linkedLibrary("SwiftSyntax"), .linkedLibrary("SwiftParser"), .linkedLibrary("SwiftIDEUtils"),
    .unsafeFlags(["-L", parserFolder, "-Xlinker", "-rpath", "-Xlinker", parserFolder])
  ] : []

/// Where the toolchain has no parser to link, the package of it is built: some minutes more.
let parserPackages: [Package.Dependency] =
  hasParser ? [] : [.package(url: "https://github.com/swiftlang/swift-syntax", from: "603.0.1")]
let parser: [Target.Dependency] =
  hasParser
  ? []
  : ["SwiftSyntax", "SwiftParser", "SwiftIDEUtils"].map {
    .product(name: $0, package: "swift-syntax")
  }
if !hasParser {
  FileHandle.standardError.write(
    Data(
      """
      note: this toolchain has no SwiftSyntax in \(parserFolder): the package swift-syntax is built in \
      its place, which takes minutes

      """.utf8))
}

/// Strict language features that all our code is written in.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility")
]

/// The engine and what lessons load are optimised in debug builds too: lessons train networks. As one
/// unit, so that operations are inlined across files. (`-num-threads` is what lets whole-module
/// optimisation live beside a debug build's index.)
let whole =
  strict + [.unsafeFlags(["-O", "-wmo", "-num-threads", "2", "-enable-testing"])]

/// The rooms of the weaver. Tests look into them in release builds too.
let weaver = strict + parserModules + [.unsafeFlags(["-enable-testing"])]
/// Tests name what they look into, and not each module that a member comes from.
let tests: [SwiftSetting] =
  [.swiftLanguageMode(.v6), .enableUpcomingFeature("ExistentialAny")] + parserModules
  + [.unsafeFlags(["-Onone"])]
/// The fuzzers look into the rooms as tests do, and are optimised.
let fuzzing: [SwiftSetting] =
  [
    .swiftLanguageMode(.v6), .enableUpcomingFeature("ExistentialAny"),
    .unsafeFlags(["-enable-testing"])
  ] + parserModules

/// One room of the weaver.
func room(
  _ name: String, _ dependencies: [Target.Dependency] = [], links: [LinkerSetting] = []
) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: weaver, linkerSettings: links)
}

/// The engine's kernels twice more, for processors with wide vectors, chosen when the program runs.
/// The sources are the same (linked folders), and so are the bits of every result: no multiply and
/// add is fused anywhere.
#if arch(x86_64)
  let wideKernels: [Target] = [
    .target(
      name: "NablaKernels256",
      swiftSettings: whole + [.define("WIDE256"), .unsafeFlags(["-Xcc", "-mavx2"])]),
    .target(
      name: "NablaKernels512",
      swiftSettings: whole + [
        .define("WIDE512"),
        .unsafeFlags([
          "-Xcc", "-mavx512f", "-Xcc", "-mavx512dq", "-Xcc", "-mprefer-vector-width=512"
        ])
      ])
  ]
#else
  let wideKernels: [Target] = []
#endif

let package = Package(
  name: "nabla",
  products: [
    .executable(name: "nabla", targets: ["NablaCommand"]),
    // The process that lessons and their compiler live in.
    .executable(name: "nabla-host", targets: ["LessonHost"]),
    // The one library that every running lesson loads: a second would hold a second engine.
    .library(name: "NablaLessons", type: .dynamic, targets: ["Nabla", "LessonKit", "Wire"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/swiftcsv/SwiftCSV", from: "0.10.0"),
    .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1")
  ] + parserPackages,
  targets: [
    .systemLibrary(name: "CCmark", pkgConfig: "libcmark", providers: [.apt(["libcmark-dev"])]),
    .systemLibrary(name: "CDuktape", pkgConfig: "duktape", providers: [.apt(["duktape-dev"])]),
    .systemLibrary(name: "CNettle", pkgConfig: "nettle", providers: [.apt(["nettle-dev"])]),
    // Loaded while nabla runs, where a store is shared: what it needs in turn is much to load.
    .systemLibrary(name: "CCurl", providers: [.apt(["libcurl4-openssl-dev"])]),
    .systemLibrary(name: "CXXHash", pkgConfig: "libxxhash", providers: [.apt(["libxxhash-dev"])]),
    // Files of `Sites/Theme` and `Courses/Starter`, as C embeds them.
    .target(name: "CBuiltInFiles"),
    .target(name: "Wire", swiftSettings: whole),
    .target(
      name: "Nabla", dependencies: wideKernels.map { .byName(name: $0.name) },
      exclude: ["Nabla.docc"],
      swiftSettings: whole + (wideKernels.isEmpty ? [] : [.define("NABLA_WIDE")])),
    // C, and linked without Swift's runtime: a lesson's compiler starts in it too, which takes 0.1 ms
    // of its own so, and 1.5 ms otherwise.
    .executableTarget(
      name: "LessonHost", cSettings: [.unsafeFlags(["-O1"])],
      linkerSettings: [.unsafeFlags(["-nostartfiles"])]),
    .target(name: "LessonKit", dependencies: ["Nabla", "Wire"], swiftSettings: whole),
    // The way of a lesson, a module a room: each sees only what stands above it.
    room("Text", ["CBuiltInFiles"]),
    room("Processes", ["Text"]),
    room("Memo", ["Text", "Processes", "CXXHash", "CNettle", "CCurl"]),
    room(
      "Lessons", ["Text", "Processes", "Memo", "CCmark", "Yams"] + parser, links: parserLibraries),
    room("Programs", ["Text", "Processes", "Memo", "Lessons", "Wire"]),
    room("Verdicts", ["Text", "Processes", "Memo", "Lessons", "Programs", "Wire"]),
    room("Markup", ["Text"]),
    room("Formulas", ["Text", "Memo", "Lessons", "Markup", "CDuktape"]),
    room("Drawings", ["Text", "Processes", "Memo", "Lessons", "Markup", "Formulas", "Wire"]),
    room(
      "Pages",
      [
        "Text", "Processes", "Memo", "Lessons", "Programs", "Verdicts", "Markup", "Formulas",
        "Drawings", "Wire", .product(name: "SwiftCSV", package: "SwiftCSV")
      ]),
    .target(
      name: "Sites",
      dependencies: [
        "Text", "Processes", "Memo", "Lessons", "Programs", "Verdicts", "Markup", "Formulas",
        "Drawings", "Pages", "Wire", .product(name: "Mustache", package: "swift-mustache")
      ],
      exclude: ["Theme"], swiftSettings: weaver),
    .target(
      name: "Courses",
      dependencies: [
        "Text", "Processes", "Memo", "Lessons", "Programs", "Verdicts", "Markup", "Formulas",
        "Drawings", "Pages", "Sites", "Wire"
      ],
      exclude: ["Starter"], swiftSettings: weaver),
    .target(
      name: "Serving",
      dependencies: [
        "Text", "Sites", "Courses", .product(name: "FlyingFox", package: "FlyingFox")
      ],
      swiftSettings: weaver),
    room(
      "Editing", ["Text", "Processes", "Memo", "Lessons", "Programs", "Pages", "Courses"]),
    .executableTarget(
      name: "NablaCommand",
      dependencies: [
        "Text", "Processes", "Memo", "Lessons", "Programs", "Verdicts", "Sites", "Courses",
        "Serving", "Editing",
        // Not imported: so that `swift run nabla` alone compiles what lessons load, and their host.
        "LessonKit", "LessonHost",
        .product(name: "ArgumentParser", package: "swift-argument-parser")
      ],
      swiftSettings: weaver),
    // What the tests of several targets need.
    .target(
      name: "TestSupport", dependencies: ["Text"], path: "Tests/TestSupport", swiftSettings: weaver),
    // What has to hold for any bytes: for those that are kept (WeaverTests), and for libFuzzer's.
    .executableTarget(
      name: "NablaFuzz",
      dependencies: [
        "Text", "Memo", "Lessons", "Programs", "Verdicts", "Markup", "Formulas", "Drawings",
        "Pages", "Editing", "Wire", "Nabla"
      ],
      path: "Tests/Fuzz", exclude: ["Corpora"], swiftSettings: fuzzing),
    .testTarget(
      name: "NablaTests", dependencies: ["Nabla"],
      exclude: [
        "Elementary/tables.py", "Elementary/fixture.py", "Fixtures/jax.py", "Fixtures/jax.txt",
        "Fixtures/pytorch.py", "Fixtures/pytorch.txt"
      ], swiftSettings: tests),
    .testTarget(
      name: "WeaverTests",
      dependencies: [
        "Text", "Processes", "Memo", "Lessons", "Programs", "Verdicts", "Markup", "Formulas",
        "Drawings", "Pages", "Sites", "Courses", "Serving", "Editing", "Wire", "LessonKit", "Nabla",
        "TestSupport", "NablaFuzz"
      ], swiftSettings: tests),
    // The built executable as a process, and its pages in a browser.
    .testTarget(
      name: "CommandTests",
      dependencies: ["NablaCommand", "Text", "Verdicts", "Editing", "Nabla", "TestSupport"],
      exclude: ["Sampler", "Faults/shim.c", "junit.xsd"],
      swiftSettings: tests)
  ] + wideKernels
)
