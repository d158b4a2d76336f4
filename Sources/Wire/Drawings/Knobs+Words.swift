extension Knobs {
  /// The title, or what is moved.
  public func heading(_ say: Wording) -> String { title ?? say(.knobsOf(of)) }

  /// What a knob is called.
  public func name(_ knob: Knob, _ say: Wording) -> String {
    knob.variable == nil ? say(.learningRate) : knob.name
  }

  /// A row for each knob: where it stands, and from where to where it can be moved.
  public func knobTable(_ say: Wording) -> Table {
    Table(
      columns: [say(.knob), say(.value), say(.from), say(.to)],
      rows: knobs.map { knob in
        [name(knob, say)] + [knob.value, knob.from, knob.to].map { $0.shown(digits: 17) }
      })
  }

  /// A row for each derivative.
  public func derivativeTable(_ rows: [Row], _ say: Wording) -> Table {
    Table(
      columns: [
        say(.derivative), say(.factorsFromLoss), say(.backpropagated), say(.centralDifference)
      ],
      rows: rows.map {
        ["d\(of)/d\($0.parameter)", $0.formula(say), $0.backpropagated.text, $0.difference.text]
      })
  }

  /// How a training went, in one sentence.
  public func sentence(_ training: Training, _ say: Wording) -> String {
    say(.lossAfterSteps(of, value.text, training.last, steps: training.steps))
  }

  /// The state at the start: the knobs, the value, and what each view shows.
  public var plainText: String {
    let say = Wording.english
    var parts = [heading(say), knobTable(say).plainText, "\(of) = \(value.text)"]
    for view in views {
      switch view {
      case .derivatives(let rows, _): parts += ["", derivativeTable(rows, say).plainText]
      case .graph(let graph, _, _): parts += ["", graph.plainText]
      case .training:
        if let training { parts += ["", sentence(training, say)] }
      }
    }
    return parts.joined(separator: "\n")
  }
}

extension Knobs.Row {
  /// The sum over paths of the products of factors, each with its number: `(e − ê) 0.25 · w3 1.5`.
  public func formula(_ say: Wording) -> String {
    var terms = paths.map { path in
      path.isEmpty
        ? "1" : path.map { "\($0.symbol) = \($0.number.text)" }.joined(separator: " · ")
    }
    if let omittedPaths { terms.append("… (\(say(.paths(omittedPaths))))") }
    return terms.isEmpty ? "0" : terms.joined(separator: " + ")
  }
}
