import Foundation
import Synchronization
import Testing

/// A page in the browser, with cookies and storage of its own.
final class Tab: Sendable {
  let browser: Chromium
  let session: String
  let context: JSON
  private let log = Mutex([Chromium.Event]())
  private let web = Mutex<WebAddress?>(nil)

  /// Opens an empty tab, gives it to the body and closes it. Waits while others have theirs.
  static func with<Value>(_ body: (Tab) async throws -> Value) async throws -> Value {
    let browser = try #require(BrowserTrait.current, "the suite lacks the trait .browser")
    await browser.tabs.enter()
    let result = await Result {
      let tab = try await Tab(in: browser)
      let result = await Result { try await body(tab) }
      try await browser.send("Target.disposeBrowserContext", ["browserContextId": tab.context])
      return try result.get()
    }
    await browser.tabs.leave()
    return try result.get()
  }

  private init(in browser: Chromium) async throws {
    self.browser = browser
    context = try await browser.send("Target.createBrowserContext")["browserContextId"]
    let target = try await browser.send(
      "Target.createTarget", ["url": "about:blank", "browserContextId": context])["targetId"]
    session = try #require(
      try await browser.send("Target.attachToTarget", ["targetId": target, "flatten": true])[
        "sessionId"
      ].string)
    browser.listen(to: session) { [weak self] event in self?.hear(event) }
    for domain in ["Page", "Runtime", "Log", "Network"] { try await send("\(domain).enable") }
    try await send("Emulation.setFocusEmulationEnabled", ["enabled": true])
    try await show(width: 1280)
  }

  @discardableResult
  func send(_ method: String, _ parameters: JSON = [:], timeout: Double = 60) async throws -> JSON {
    try await browser.send(method, parameters, session: session, timeout: timeout)
  }

  private func hear(_ event: Chromium.Event) {
    log.withLock { $0.append(event) }
    guard event.method == "Fetch.requestPaused", let web = web.withLock({ $0 }) else { return }
    let (method, parameters) = web.answer(to: event.parameters)
    Task { _ = try? await send(method, parameters) }
  }

  // MARK: What the reader has

  /// From now on the web is this address, and there is nothing else in it.
  func serve(_ address: WebAddress) async throws {
    web.withLock { $0 = address }
    try await send("Fetch.enable", ["patterns": [["urlPattern": "*"]]])
  }

  /// A window of this many CSS pixels.
  func show(width: Int, height: Int = 800) async throws {
    try await send(
      "Emulation.setDeviceMetricsOverride",
      [
        "width": .number(Double(width)), "height": .number(Double(height)),
        "deviceScaleFactor": 1, "mobile": false
      ])
  }

  /// A system set to light or dark, a screen or paper.
  func prefer(_ scheme: ColorScheme, media: String = "screen") async throws {
    try await send(
      "Emulation.setEmulatedMedia",
      [
        "media": .string(media),
        "features": [
          ["name": "prefers-color-scheme", "value": .string(scheme.rawValue)],
          ["name": "prefers-reduced-motion", "value": "reduce"]
        ]
      ])
  }

  /// A browser that runs no script of the page's.
  func disableScripts() async throws {
    try await send("Emulation.setScriptExecutionDisabled", ["value": true])
  }

  // MARK: What the reader does

  /// Goes to an address and waits until everything there is loaded.
  func open(_ address: URL) async throws {
    let before = log.withLock { $0.count }
    let answer = try await send("Page.navigate", ["url": .string(address.absoluteString)])
    if let complaint = answer["errorText"].string {
      throw Chromium.Failure(description: "\(address.absoluteString): \(complaint)")
    }
    // Only another fragment of the page that is shown: nothing is loaded.
    guard answer["loaderId"].string != nil else { return }
    try await event("Page.loadEventFired", after: before)
  }

  /// Does something that leads to another page, and waits until that is loaded.
  func follow(_ action: () async throws -> Void) async throws {
    let before = log.withLock { $0.count }
    try await action()
    try await event("Page.loadEventFired", after: before)
  }

  /// Loads the page again.
  func reload() async throws { try await follow { try await send("Page.reload") } }

  // MARK: What there is

  /// The value of an expression of JavaScript, awaited where it is a promise.
  func evaluate<Value: Decodable>(
    _ expression: String, as type: Value.Type = Value.self, timeout: Double = 60
  ) async throws -> Value {
    let answer = try await send(
      "Runtime.evaluate",
      [
        "expression": .string("(async () => JSON.stringify([await (\(expression))]))()"),
        "awaitPromise": true, "returnByValue": true
      ], timeout: timeout)
    if case .object = answer["exceptionDetails"] {
      let words = answer["exceptionDetails"]["exception"]["description"].string
      throw Chromium.Failure(description: words ?? "the script failed")
    }
    let text = try #require(answer["result"]["value"].string)
    return try #require(try JSONDecoder().decode([Value].self, from: Data(text.utf8)).first)
  }

  /// Runs a script for what it does.
  func run(_ script: String) async throws {
    let answer = try await send("Runtime.evaluate", ["expression": .string(script)])
    if let words = answer["exceptionDetails"]["exception"]["description"].string {
      throw Chromium.Failure(description: words)
    }
  }

  /// What the page complained of: errors and warnings on the console, exceptions, failed requests.
  var complaints: [String] {
    log.withLock { $0 }.compactMap { event in
      let parameters = event.parameters
      switch event.method {
      case "Runtime.consoleAPICalled":
        guard ["error", "warning", "assert"].contains(parameters["type"].string) else { return nil }
        return parameters["args"].array.map { $0["value"].string ?? "\($0)" }.joined(separator: " ")
      case "Runtime.exceptionThrown":
        let details = parameters["exceptionDetails"]
        return details["exception"]["description"].string ?? details["text"].string
      case "Log.entryAdded":
        let entry = parameters["entry"]
        guard ["error", "warning"].contains(entry["level"].string) else { return nil }
        return "\(entry["text"].string ?? "?") \(entry["url"].string ?? "")"
      case "Network.loadingFailed": return parameters["errorText"].string
      default: return nil
      }
    }
  }

  /// The addresses that were asked for, in order.
  var requests: [String] {
    log.withLock { $0 }.filter { $0.method == "Network.requestWillBeSent" }
      .compactMap { $0.parameters["request"]["url"].string }
  }

  /// What scripts of pages have handed to a function that was added by `Runtime.addBinding`, in order.
  var calls: [String] {
    log.withLock { $0 }.filter { $0.method == "Runtime.bindingCalled" }
      .compactMap { $0.parameters["payload"].string }
  }

  /// The page as it would be printed.
  func print() async throws -> Data {
    let answer = try await send(
      "Page.printToPDF", ["preferCSSPageSize": true, "printBackground": true])
    return try #require(Data(base64Encoded: answer["data"].string ?? ""))
  }

  /// A picture of a part of the page.
  func screenshot(x: Int, y: Int, width: Int, height: Int) async throws -> Data {
    let answer = try await send(
      "Page.captureScreenshot",
      [
        "format": "png", "captureBeyondViewport": true,
        "clip": [
          "x": .number(Double(x)), "y": .number(Double(y)), "width": .number(Double(width)),
          "height": .number(Double(height)), "scale": 1
        ]
      ])
    return try #require(Data(base64Encoded: answer["data"].string ?? ""))
  }

  /// Waits for something to happen after so many events.
  private func event(_ method: String, after count: Int, timeout: Duration = .seconds(60))
    async throws
  {
    let deadline = ContinuousClock.now + timeout
    while !log.withLock({ $0.dropFirst(count).contains { $0.method == method } }) {
      guard ContinuousClock.now < deadline else {
        throw Chromium.Failure(description: "no \(method) within \(timeout)")
      }
      try await Task.sleep(for: .milliseconds(3))
    }
  }
}

/// What the reader's system is set to.
enum ColorScheme: String, CaseIterable, Sendable { case light, dark }
