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
let parserModules: [SwiftSetting] = [.unsafeFlags(["-I", parserFolder])]
let parserLibraries: [LinkerSetting] = [
  .linkedLibrary("SwiftSyntax"), .linkedLibrary("SwiftParser"), .linkedLibrary("SwiftIDEUtils"),
  .unsafeFlags(["-L", parserFolder, "-Xlinker", "-rpath", "-Xlinker", parserFolder])
]

/// Strict language features that all our code is written in.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility")
]

/// The engine and the hot paths of the weaver are optimised in debug builds too: the default path
/// is a debug build, because swift-syntax costs minutes in release.
let fast = strict + [.unsafeFlags(["-O"])]

/// The engine as one unit, so that operations are inlined across its files. (`-num-threads` is what
/// lets whole-module optimisation live beside a debug build's index.)
let whole = strict + [.unsafeFlags(["-O", "-wmo", "-num-threads", "2"])]

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
    // The one library that every running lesson loads: a second would hold a second engine.
    .library(name: "NablaLessons", type: .dynamic, targets: ["Nabla", "LessonKit", "Wire"]),
    .library(name: "Weaver", targets: ["Weaver"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/swiftcsv/SwiftCSV", from: "0.10.0")
  ],
  targets: [
    .systemLibrary(name: "CCmark", pkgConfig: "libcmark", providers: [.apt(["libcmark-dev"])]),
    .systemLibrary(name: "CDuktape", pkgConfig: "duktape", providers: [.apt(["duktape-dev"])]),
    .systemLibrary(name: "CXXHash", pkgConfig: "libxxhash", providers: [.apt(["libxxhash-dev"])]),
    .target(name: "Wire", swiftSettings: fast),
    .target(
      name: "Nabla", dependencies: wideKernels.map { .byName(name: $0.name) },
      exclude: ["Nabla.docc"],
      swiftSettings: whole + (wideKernels.isEmpty ? [] : [.define("NABLA_WIDE")])),
    .target(name: "LessonKit", dependencies: ["Nabla", "Wire"], swiftSettings: fast),
    .target(
      name: "Weaver",
      dependencies: [
        "CCmark", "CDuktape", "CXXHash", "Wire", "Yams",
        .product(name: "Mustache", package: "swift-mustache"),
        .product(name: "SwiftCSV", package: "SwiftCSV")
      ],
      resources: [.embedInCode("Theme")],
      swiftSettings: fast + parserModules, linkerSettings: parserLibraries),
    .executableTarget(
      name: "NablaCommand",
      dependencies: [
        "Weaver",
        // Not imported: so that `swift run nabla` alone compiles what lessons load.
        "LessonKit",
        .product(name: "ArgumentParser", package: "swift-argument-parser")
      ],
      swiftSettings: strict + parserModules),
    .testTarget(
      name: "NablaTests", dependencies: ["Nabla"],
      exclude: [
        "Elementary/tables.py", "Elementary/fixture.py", "Fixtures/pytorch.py",
        "Fixtures/pytorch.txt"
      ], swiftSettings: strict),
    .testTarget(
      name: "WeaverTests",
      dependencies: [
        "Weaver", "Wire", "LessonKit"
      ], swiftSettings: strict + parserModules),
    // The built executable as a process, and its pages in a browser.
    .testTarget(
      name: "CommandTests", dependencies: ["NablaCommand"], exclude: ["Sampler", "junit.xsd"],
      swiftSettings: strict)
  ] + wideKernels
)
