// swift-tools-version: 6.1
import PackageDescription

/// A package of its own, so that measuring needs neither the course's dependencies nor its build;
/// it compiles the engine's folder `Elementary` through a link.
let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility")
]

let package = Package(
  name: "elementary",
  targets: [
    .systemLibrary(name: "CMPFR", pkgConfig: "mpfr", providers: [.apt(["libmpfr-dev"])]),
    .target(name: "Nabla", swiftSettings: settings),
    .executableTarget(
      name: "measure", dependencies: ["CMPFR", "Nabla"], swiftSettings: settings)
  ]
)
