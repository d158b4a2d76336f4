import Testing

/// One browser for a suite and all suites in it, there while they run.
struct BrowserTrait: SuiteTrait, TestScoping {
  @TaskLocal static var current: Chromium?

  func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    let browser = try Chromium()
    let result = await Self.$current.withValue(browser) {
      await Result { try await function() }
    }
    await browser.close()
    try result.get()
  }
}

extension Trait where Self == BrowserTrait {
  /// The suite's tests share a headless Chromium.
  static var browser: Self { Self() }
}

extension Result where Failure == any Error {
  /// What an asynchronous body gives or throws.
  init(_ body: () async throws -> Success) async {
    do { self = .success(try await body()) } catch { self = .failure(error) }
  }
}
