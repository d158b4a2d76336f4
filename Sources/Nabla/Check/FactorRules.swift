extension Causes {
  /// Values of parameters that were multiplied in too often or not at all.
  func factorRule(_ index: Int) -> Diagnosis? {
    // All products of up to three of few parameters; of many, a chance hit would say nothing.
    let few = probe.values.count <= 12
    guard blur(index) < 1e-6 else { return nil }
    let usable = probe.values.indices.filter {
      let size = probe.values[$0].magnitude
      return size > 0 && size.isFinite && size != 1 && size != 2 && size != 0.5
    }
    // The parameter itself is the likeliest, then single ones, then products.
    let ordered = usable.filter { $0 == index } + usable.filter { $0 != index }
    for depth in 1...(few ? 3 : probe.values.count <= 1000 ? 1 : 0) {
      if let found = product(index, ordered, depth, from: 0, 1, [], []) { return found }
    }
    return nil
  }

  private func product(
    _ index: Int, _ usable: [Int], _ depth: Int, from first: Int, _ value: Double,
    _ extra: [Int], _ missing: [Int]
  ) -> Diagnosis? {
    if depth == 0 {
      guard isRatio(index, value) else { return nil }
      return .factors(
        extra: extra.sorted().map { probe.names[$0] },
        missing: missing.sorted().map { probe.names[$0] }, ratio: ratio(index))
    }
    for place in first..<max(first, usable.count) {
      let parameter = usable[place]
      let size = probe.values[parameter]
      // The same one may come twice, but not both above and below.
      if !missing.contains(parameter),
        let found = product(
          index, usable, depth - 1, from: place, value * size, extra + [parameter], missing)
      {
        return found
      }
      if !extra.contains(parameter),
        let found = product(
          index, usable, depth - 1, from: place, value / size, extra, missing + [parameter])
      {
        return found
      }
    }
    return nil
  }

  /// The shared product collected from the wrong end: the ratios are those of a chain of weights
  /// that stand in the order of the layers, or in the opposite one.
  ///
  /// Through the layers w₁ … wₙ a derivative has the factors behind its layer. From the wrong end
  /// it has those before: the ratio is Π(before)/Π(behind). In a chain with other local derivatives sₖ
  /// the factors are wₖsₖ; for an odd number of layers they cancel in r₁·r₃·…/(r₂·r₄·…) = 1.
  func orderRule() -> [Int: Diagnosis] {
    let count = probe.values.count
    guard count >= 3, count <= 64, wrong.count >= count - 1, wrong.count >= 3,
      looks.allSatisfy({ $0.derivative != 0 && $0.best.value != 0 })
    else { return [:] }
    let found = Dictionary(uniqueKeysWithValues: wrong.map { ($0, Diagnosis.frontToBack) })
    let isChain = { (order: [Int]) in
      order.indices.allSatisfy { place in
        let before = order[..<place].reduce(1) { $0 * probe.values[$1] }
        let behind = order[(place + 1)...].reduce(1) { $0 * probe.values[$1] }
        return isRatio(order[place], before / behind)
      }
    }
    let order = Array(probe.values.indices)
    if isChain(order) || isChain(order.reversed()) { return found }
    guard count % 2 == 1, wrong.count == count, count <= 9,
      wrong.allSatisfy({ ratioRule($0) == nil && factorRule($0) == nil })
    else { return [:] }
    let balance = order.reduce(1) { $1 % 2 == 0 ? $0 * ratio($1) : $0 / ratio($1) }
    let width = order.reduce(0) { $0 + blur($1) }
    return width < 1e-6 && (balance - 1).magnitude <= width ? found : [:]
  }
}
