/// The largest distance from the true value, and where.
struct Worst: Sendable {
  var error = 0.0
  var x = 0.0
  var y = 0.0
}

/// Tries the points on two threads: the same points, and so the same result, at every run.
func worstError(of item: Case, points count: Int) async -> Worst {
  let slices = 32
  return await withTaskGroup(of: Worst.self) { group in
    for slice in 0..<slices {
      group.addTask { worstError(of: item, slice: slice, points: count / slices) }
    }
    var worst = Worst()
    for await found in group where found.error > worst.error { worst = found }
    return worst
  }
}

private func worstError(of item: Case, slice: Int, points count: Int) -> Worst {
  let reference = Reference()
  var generator = Generator(state: UInt64(slice) << 32)
  var worst = Worst()
  for i in 0..<count {
    let x = item.points.point(i, &generator)
    let y = item.second?.point(i / 10 + i, &generator) ?? 0
    let error = reference.distance(of: item.function(x, y), from: item.formula, x, y)
    if !(error <= worst.error) { worst = Worst(error: error, x: x, y: y) }
  }
  return worst
}
