internal import Nabla

/// Computes a value once, and keeps it for later runs of the lesson.
///
/// Where only what stands below has been edited since, the closure does not run: its value is read.
/// Everything that the value can depend on is compared: the program down to this statement, what
/// is declared below it, data files, the library, the compiler and its flags.
///
/// ```swift
/// let squares = remember { (1...1_000_000).map { Double($0 * $0) } }
/// ```
///
/// The closure returns all that it does: what it printed, showed or changed beside that would be
/// missing where its value is remembered. Printing and showing are errors at this line. The value
/// comes back as `Codable` carries it, also where it was just computed. Inside another call of
/// `remember`, on other threads and in tasks it computes each time.
///
/// - Parameters:
///   - line: where the call stands.
///   - column: where the call stands.
///   - compute: what computes the value.
/// - Throws: what the closure throws; nothing is kept then.
public func remember<Value: Codable>(
  line: Int = #line, column: Int = #column, _ compute: () throws -> Value
) rethrows -> Value {
  var (none1, none2, none3) = (Nothing(), Nothing(), Nothing())
  return try remember(&none1, &none2, &none3, line: line, column: column) { _, _, _ in
    try compute()
  }
}

/// Trains a network once, and keeps its parameters and the closure's value for later runs.
///
/// ```swift
/// let history = try remember(&network) { network in
///   var optimizer = Adam(learningRate: 0.01)
///   return try Training(epochs: 200, batchSize: 32, seed: 1)
///     .run(&network, on: samples, with: &optimizer)
/// }
/// ```
///
/// What is handed over is a layer or network, of which the parameters are kept; parameters, alone
/// or in an array; an optimiser of the engine, beside the network that it trains; or anything that
/// is `Codable`, such as a ``RandomSource``. See ``remember(line:column:_:)``.
///
/// - Throws: what the closure throws; what was handed over is then as it was before.
public func remember<State, Value: Codable>(
  _ state: inout State, line: Int = #line, column: Int = #column,
  _ compute: (inout State) throws -> Value
) rethrows -> Value {
  var (none1, none2) = (Nothing(), Nothing())
  return try remember(&state, &none1, &none2, line: line, column: column) { state, _, _ in
    try compute(&state)
  }
}

/// Changes two things once, such as a network and its optimiser. See
/// ``remember(_:line:column:_:)``.
public func remember<First, Second, Value: Codable>(
  _ first: inout First, _ second: inout Second, line: Int = #line, column: Int = #column,
  _ compute: (inout First, inout Second) throws -> Value
) rethrows -> Value {
  var none = Nothing()
  return try remember(&first, &second, &none, line: line, column: column) { first, second, _ in
    try compute(&first, &second)
  }
}

/// Changes three things once, such as a network, its optimiser and a source of random numbers. See
/// ``remember(_:line:column:_:)``.
public func remember<First, Second, Third, Value: Codable>(
  _ first: inout First, _ second: inout Second, _ third: inout Third, line: Int = #line,
  column: Int = #column, _ compute: (inout First, inout Second, inout Third) throws -> Value
) rethrows -> Value {
  let states = (RememberedState(first), RememberedState(second), RememberedState(third))
  func parameters(_ first: First, _ second: Second, _ third: Third) -> [Tensor] {
    (RememberedState<First>.parameters(of: first) ?? [])
      + (RememberedState<Second>.parameters(of: second) ?? [])
      + (RememberedState<Third>.parameters(of: third) ?? [])
  }
  let before = parameters(first, second, third)
  let outcome: Outcome<First, Second, Third, Value> = try recall(
    RememberSite(line: line, column: column)
  ) {
    var changed = (first, second, third)
    let value = try compute(&changed.0, &changed.1, &changed.2)
    return Outcome(first: changed.0, second: changed.1, third: changed.2, value: value)
  } keep: { (outcome: Outcome) throws(Unkeepable) -> KeptValue in
    let after = parameters(outcome.first, outcome.second, outcome.third)
    return .list([
      try states.0.keep(outcome.first, beside: after),
      try states.1.keep(outcome.second, beside: after),
      try states.2.keep(outcome.third, beside: after), try kept(outcome.value)
    ])
  } restore: { (kept: KeptValue) throws(Unkeepable) -> Outcome in
    guard case .list(let parts) = kept, parts.count == 4 else {
      throw Unkeepable("what was kept is of another kind", "run nabla clean")
    }
    return Outcome(
      first: try states.0.restore(parts[0], beside: before),
      second: try states.1.restore(parts[1], beside: before),
      third: try states.2.restore(parts[2], beside: before), value: try value(parts[3]))
  }
  (first, second, third) = (outcome.first, outcome.second, outcome.third)
  return outcome.value
}

// MARK: Closures without a value

/// Trains a network once, with no value beside it. See ``remember(_:line:column:_:)``.
public func remember<State>(
  _ state: inout State, line: Int = #line, column: Int = #column,
  _ compute: (inout State) throws -> Void
) rethrows {
  _ = try remember(&state, line: line, column: column) { state -> Nothing in
    try compute(&state)
    return Nothing()
  }
}

/// Changes two things once, with no value beside them. See ``remember(_:line:column:_:)``.
public func remember<First, Second>(
  _ first: inout First, _ second: inout Second, line: Int = #line, column: Int = #column,
  _ compute: (inout First, inout Second) throws -> Void
) rethrows {
  _ = try remember(&first, &second, line: line, column: column) { first, second -> Nothing in
    try compute(&first, &second)
    return Nothing()
  }
}

/// Changes three things once, with no value beside them. See ``remember(_:line:column:_:)``.
public func remember<First, Second, Third>(
  _ first: inout First, _ second: inout Second, _ third: inout Third, line: Int = #line,
  column: Int = #column, _ compute: (inout First, inout Second, inout Third) throws -> Void
) rethrows {
  _ = try remember(&first, &second, &third, line: line, column: column) {
    first, second, third -> Nothing in
    try compute(&first, &second, &third)
    return Nothing()
  }
}

// MARK: How it is done

private struct Outcome<First, Second, Third, Value> {
  var first: First
  var second: Second
  var third: Third
  var value: Value
}

private func kept<Value: Codable>(_ value: Value) throws(Unkeepable) -> KeptValue {
  do {
    return try KeptEncoder.value(of: value)
  } catch {
    throw Unkeepable(error, of: Value.self)
  }
}

private func value<Value: Codable>(_ kept: KeptValue) throws(Unkeepable) -> Value {
  do {
    return try KeptDecoder.decode(Value.self, from: kept)
  } catch {
    throw Unkeepable(error, of: Value.self)
  }
}

/// The outcome of an earlier run, or that of the closure. Also this one is taken apart and put
/// together again, so that what `Codable` does not carry is missing both times.
private func recall<Outcome>(
  _ site: RememberSite, compute: () throws -> Outcome,
  keep: (Outcome) throws(Unkeepable) -> KeptValue,
  restore: (KeptValue) throws(Unkeepable) -> Outcome
) rethrows -> Outcome {
  var call = Recollection.current.begin(site)
  if let call, let kept = Recollection.current.kept(for: call), let outcome = try? restore(kept) {
    Recollection.current.noteUsed(call)
    return outcome
  }
  if call != nil { Recollection.current.beginComputing(&call!) }
  let outcome: Outcome
  do {
    outcome = try compute()
  } catch {
    if call != nil { Recollection.current.giveUp() }
    throw error
  }
  if let call { Recollection.current.endComputing(call) }
  do throws(Unkeepable) {
    let kept = try keep(outcome)
    let restored = try restore(kept)
    if let call { Recollection.current.keep(kept, for: call) }
    return restored
  } catch {
    site.refuse(error.what, error.help)
  }
}
