/// Looks for the fault behind derivatives that disagree.
///
/// Rules are asked in the order of how much they explain: first what explains all derivatives at
/// once, then what explains each by itself.
struct Causes {
  let probe: Probe
  let looks: [Look]

  /// The places of the derivatives that disagree.
  let wrong: [Int]

  /// What explains several derivatives at once, by their places.
  private var common: [Int: Diagnosis] = [:]

  init(probe: Probe, looks: [Look]) {
    self.probe = probe
    self.looks = looks
    wrong = looks.indices.filter { !looks[$0].agrees }
    guard wrong.allSatisfy({ looks[$0].derivative.isFinite && looks[$0].best.value.isFinite })
    else { return }
    for rule in [updateRule, sameRatioRule, orderRule, exchangeRule, matrixRule] {
      common.merge(rule()) { first, _ in first }
    }
  }

  /// What is wrong with a derivative that disagrees.
  func diagnosis(of index: Int) -> Diagnosis {
    let look = looks[index]
    if !look.derivative.isFinite { return .notFinite }
    if !look.best.value.isFinite { return .lossNotFinite }
    if look.derivative == 0 { return .neverReached }
    if look.best.value.magnitude <= Look.safety * look.best.floor { return .noInfluence }
    return common[index] ?? termRule(index) ?? ratioRule(index) ?? factorRule(index)
      ?? recordRule(index) ?? movedRule(index) ?? rest(index)
  }

  private func rest(_ index: Int) -> Diagnosis {
    let ratio = ratio(index)
    return (0.8...1.25).contains(ratio) ? .near(ratio: ratio) : .unknown(ratio: ratio)
  }

  // MARK: Measured numbers

  /// The derivative over the definition.
  func ratio(_ index: Int) -> Double { looks[index].derivative / looks[index].best.value }

  /// How exactly the ratio is known, relative to itself.
  func blur(_ index: Int) -> Double {
    let best = looks[index].best
    return Look.safety * best.floor / best.value.magnitude + 0x1p-50
  }

  /// Whether the derivative is so many times the definition.
  func isRatio(_ index: Int, _ factor: Double) -> Bool {
    let blur = blur(index)
    return blur < 0.01 && (ratio(index) - factor).magnitude <= blur * factor.magnitude
  }

  /// Whether the derivative is this number, which was measured as closely as the definition.
  func isValue(_ index: Int, _ value: Double, floor: Double = 0) -> Bool {
    let look = looks[index]
    let blur = Look.safety * max(look.best.floor, floor) + 0x1p-50 * value.magnitude
    return (look.derivative - value).magnitude <= blur && value.magnitude > 16 * blur
  }

  // MARK: Plain ratios

  /// −1, 2, ½ and whole numbers.
  func ratioRule(_ index: Int) -> Diagnosis? {
    for factor in [-1.0, -2, -0.5] where isRatio(index, factor) { return .sign(factor: factor) }
    if isRatio(index, 2) { return .doubled }
    if isRatio(index, 0.5) { return .halved }
    let ratio = ratio(index)
    let count = (ratio < 1 ? 1 / ratio : ratio).rounded()
    // Numbers as large as the ratio is uncertain are met by chance.
    guard ratio > 0, count >= 3, count < 1e6, blur(index) * count < 1e-3 else { return nil }
    if isRatio(index, count) { return .sumForMean(Int(count)) }
    if isRatio(index, 1 / count) { return .meanForSum(Int(count)) }
    return nil
  }

  /// One plain ratio for all that disagree.
  private func sameRatioRule() -> [Int: Diagnosis] {
    guard wrong.count > 1, let first = ratioRule(wrong[0]),
      wrong.allSatisfy({ ratioRule($0) == first })
    else { return [:] }
    return Dictionary(uniqueKeysWithValues: wrong.map { ($0, first) })
  }

  // MARK: The parts of a sum

  /// Which sample counts alone, or not at all.
  private func termRule(_ index: Int) -> Diagnosis? {
    guard let terms = probe.terms else { return nil }
    var moved = probe.values
    let step = looks[index].best.step
    moved[index] = looks[index].point + step
    let right = terms(moved)
    moved[index] = looks[index].point - step
    let left = terms(moved)
    let width = (looks[index].point + step) - (looks[index].point - step)
    guard right.count == left.count, right.count > 1 else { return nil }
    let parts = zip(right, left).map { ($0 - $1) / width }
    let count = parts.count
    // The last one first: what an = in a loop leaves.
    if let only = parts.indices.last(where: { isValue(index, parts[$0]) }) {
      return .onlyTerm(only + 1, of: count)
    }
    if isRatio(index, 1 / Double(count)) { return .meanForSum(count) }
    let total = looks[index].best.value
    if let missing = parts.indices.last(where: { isValue(index, total - parts[$0]) }) {
      return .withoutTerm(missing + 1, of: count)
    }
    return nil
  }
}
