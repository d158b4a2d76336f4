// swift-tools-version: 6.1
import PackageDescription

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
    .package(url: "https://github.com/swiftlang/swift-syntax", from: "603.0.1"),
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
        .product(name: "SwiftCSV", package: "SwiftCSV"),
        .product(name: "SwiftParser", package: "swift-syntax"),
        .product(name: "SwiftSyntax", package: "swift-syntax"),
        .product(name: "SwiftIDEUtils", package: "swift-syntax")
      ],
      resources: [.embedInCode("Theme")],
      swiftSettings: fast),
    .executableTarget(
      name: "NablaCommand",
      dependencies: [
        "Weaver",
        // Not imported: so that `swift run nabla` alone compiles what lessons load.
        "LessonKit",
        .product(name: "ArgumentParser", package: "swift-argument-parser")
      ],
      swiftSettings: strict),
    .testTarget(
      name: "NablaTests", dependencies: ["Nabla"],
      exclude: [
        "Elementary/tables.py", "Elementary/fixture.py", "Fixtures/jax.py", "Fixtures/jax.txt",
        "Fixtures/pytorch.py", "Fixtures/pytorch.txt"
      ], swiftSettings: strict),
    .testTarget(
      name: "WeaverTests",
      dependencies: [
        "Weaver", "Wire", "LessonKit",
        .product(name: "SwiftParser", package: "swift-syntax")
      ], swiftSettings: strict),
    // The built executable as a process, and its pages in a browser.
    .testTarget(
      name: "CommandTests", dependencies: ["NablaCommand"], exclude: ["Sampler", "junit.xsd"],
      swiftSettings: strict)
  ] + wideKernels
)
