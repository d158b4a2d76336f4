import Foundation
import TestSupport
import Testing

@Suite("A library of one's own")
struct OwnLibraryTests {
  static let lesson = """
    # A

    ```swift
    import MyNet
    let w = Scalar(2, name: "w")
    twice(w).value // => 4.0
    ```

    """

  static func manifest(
    products: String = ".library(name: \"MyNet\", targets: [\"MyNet\"])", target: String = "MyNet",
    dependencies: String = "", needs: String = ""
  ) -> String {
    """
    // swift-tools-version: 6.1
    import PackageDescription
    let package = Package(
      name: "MyNet", products: [\(products)], dependencies: [\(dependencies)],
      targets: [.target(name: "\(target)", dependencies: [\(needs)], path: "Sources/MyNet")])

    """
  }

  /// A course whose package imports the engine that lessons load.
  private func course(manifest: String = Self.manifest()) throws -> TemporaryFolder {
    let course = try makeCourse(["01-a.md": Self.lesson, "course.yml": "package: ../MyNet\n"])
    try course.write(manifest, to: "MyNet/Package.swift")
    try course.write(
      "import Nabla\npublic func twice(_ x: Scalar) -> Scalar { x + x }\n",
      to: "MyNet/Sources/MyNet/Net.swift")
    return course
  }

  @Test func itIsBuiltOnceAndSharesTheEngine() throws {
    let course = try course()
    func reasons() throws -> String {
      let run = try nabla("build", "--verbose", in: course.url)
      #expect(run.status == 0, "\(run.errors)")
      return run.errors
    }
    #expect(try reasons().contains("it was not run before"))
    #expect(try reasons().contains("nothing to run"))
    let again = try nabla("verify", "--verbose", in: course.url)
    #expect(again.errors == "lessons/01-a.md: nothing to run, its programs are as they were\n")
    // An edit of it is an edit of every lesson.
    let net = "MyNet/Sources/MyNet/Net.swift"
    try course.write(course.read(net).replacing("x + x", with: "x + x + 1"), to: net)
    let changed = try nabla("build", in: course.url)
    #expect(changed.status == 1)
    #expect(changed.errors.contains("recorded 4.0, computed 5.0"), "\(changed.errors)")
    // It is built where the course's results are kept.
    #expect(!course.exists("MyNet/.build"))
    try course.write(course.read(net).replacing("x + x + 1", with: "x + y"), to: net)
    let broken = try nabla("verify", in: course.url)
    #expect(broken.status == 1)
    #expect(
      broken.errors.hasPrefix(
        "MyNet/Sources/MyNet/Net.swift:2:48: error: cannot find 'y' in scope\n"
          + "  public func twice(_ x: Scalar) -> Scalar { x + y }\n"), "\(broken.errors)")
    try course.write(course.read(net).replacing("x + y", with: "2 * x"), to: net)
    #expect(try nabla("verify", in: course.url).status == 0)
    let tangled = try nabla("tangle", "a", "--package", "p", in: course.url)
    #expect(tangled.status == 0, "\(tangled.errors)")
    let built = try run(
      URL(fileURLWithPath: "/usr/bin/env"), ["swift", "run", "--quiet"],
      in: course.url.appendingPathComponent("p"))
    #expect(built.output == "4.0\n", "\(built.errors)")
  }

  /// The package stands beside `lessons/`, in a folder that is not the course's own.
  @Test func pagesThatAreServedFollowIt() async throws {
    let course = try course()
    let net = "MyNet/Sources/MyNet/Net.swift"
    let server = try await Server(course)
    func page(_ words: String) async throws -> String {
      try await server.page("/a.html", seconds: 180) { $0.contains(words) }
    }
    #expect(try await page("everything is as recorded").contains("everything is as recorded"))
    try course.edit(net, "x + x", "x + x + 1")
    #expect(try await page("1 record has moved").contains("<ins>5.0</ins>"))
    try course.edit(net, "x + x + 1", "x + y")
    #expect(try await page("cannot find").contains("cannot find 'y' in scope"))
    try course.edit(net, "x + y", "2 * x")
    #expect(try await page("everything is as recorded").contains("everything is as recorded"))
  }

  static let problems: [(String, String)] = [
    (manifest(products: ""), "the package '../MyNet' has no library product\n"),
    (
      manifest(products: ".library(name: \"A\", targets: [\"Wire\"])", target: "Wire"),
      "the module 'Wire' of the package has the name of one of nabla's\n"
    ),
    (
      manifest(products: ".library(name: \"A\", targets: [\"Foundation\"])", target: "Foundation"),
      "the module 'Foundation' of the package has the name of one that comes with Swift\n"
    ),
    (
      manifest(
        dependencies: ".package(path: \"../nabla\")",
        needs: ".product(name: \"NablaLessons\", package: \"nabla\")"),
      "the package '../MyNet' depends on nabla, which would load a second engine\n"
    ),
    ("let", "the manifest of the package '../MyNet' cannot be read\n")
  ]

  @Test(arguments: problems)
  func whatCannotBeUsedIsToldAtTheLineThatNamesIt(_ manifest: String, _ words: String) throws {
    let course = try course(manifest: manifest)
    let run = try nabla("verify", in: course.url)
    #expect(run.status == 1)
    #expect(
      run.errors.hasPrefix("lessons/course.yml:1: error: \(words)  package: ../MyNet\n"),
      "\(run.errors)")
    #expect(run.errors.contains("\nhelp: "))
  }

  @Test func aPackageThatIsNotThere() throws {
    let course = try makeCourse(["01-a.md": "# A\n", "course.yml": "title: T\npackage: ../No\n"])
    func said() throws -> String {
      let run = try nabla("build", in: course.url)
      #expect(run.status == 1)
      return run.errors
    }
    #expect(
      try said().hasPrefix("lessons/course.yml:2: error: the package '../No' does not exist\n"))
    try course.write("", to: "No/README.md")
    #expect(try said().contains("error: '../No' is no package: it has no Package.swift\n"))
    try course.write("package: [a, b]\n", to: "lessons/course.yml")
    #expect(try said().contains("'package' must be a text"))
  }
}
