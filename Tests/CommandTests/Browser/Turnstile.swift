/// Lets so many through at a time; the others wait in line.
actor Turnstile {
  private var free: Int
  private var line: [CheckedContinuation<Void, Never>] = []

  init(places: Int) { free = places }

  func enter() async {
    guard free == 0 else { return free -= 1 }
    await withCheckedContinuation { line.append($0) }
  }

  func leave() {
    if line.isEmpty { free += 1 } else { line.removeFirst().resume() }
  }
}
