// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "engine-benchmark",
  dependencies: [.package(name: "nabla", path: "../..")],
  targets: [
    .executableTarget(
      name: "EngineBenchmark",
      dependencies: [.product(name: "NablaLessons", package: "nabla")]),
    .executableTarget(
      name: "SameBits",
      dependencies: [.product(name: "NablaLessons", package: "nabla")])
  ]
)
