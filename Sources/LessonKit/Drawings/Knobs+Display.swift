import Nabla
public import Wire

extension Knobs: Displayable {
  /// The knobs as the weaver draws them.
  public var display: Display {
    if knobs.isEmpty && training == nil {
      Story.current.refuse(
        "Knobs: nothing can be moved", help: "add a knob with .vary(w, in: -2...2)", line: line)
    }
    let numbers = KnobNumbers(recording)
    let views = views.map { view -> Wire.Knobs.View in
      switch view {
      case .derivatives(let asked, let decimals):
        let rows = asked ?? knobs.map(\.scalar).filter(\.leadsToParameter)
        return .derivatives(
          recording.rows(for: rows).map { numbers.row($0, decimals) }, decimals: decimals)
      case .graph(let leadsDown):
        return .graph(
          numbers.graph(leadsDown), nodes: recording.nodes.map(numbers.node),
          arrows: recording.arrows.map { numbers.shown($0.number) })
      case .training: return .training
      }
    }
    let rateKnob = training.map {
      Wire.Knobs.Knob(
        "", variable: nil, from: $0.rates.lowerBound, to: $0.rates.upperBound, step: $0.step,
        value: $0.rate)
    }
    return .knobs(
      Wire.Knobs(
        title: title, of: loss.name ?? "L", value: numbers.shown(recording.loss),
        knobs: knobs.map {
          Wire.Knobs.Knob(
            $0.name, variable: $0.variable, from: $0.range.lowerBound, to: $0.range.upperBound,
            step: $0.step, value: $0.scalar.value)
        } + [rateKnob].compactMap(\.self),
        training: training.map { numbers.training(rate: $0.rate, steps: $0.steps) }, views: views,
        program: Base64.text(recording.bytes), settings: Base64.text(settings(numbers))))
  }

  /// What the page's engine is asked for when the page is made.
  private func settings(_ numbers: KnobNumbers) -> [UInt8] {
    var settings = KnobSettings()
    settings.knobs = knobs.map { (variable: $0.variable, range: $0.range) }
    settings.numbers = numbers.all
    settings.training = training.map { (rate: $0.rate, rates: $0.rates, steps: $0.steps) }
    guard let bytes = settings.bytes(of: recording.bytes) else {
      refuse("Knobs: the recorded loss cannot be read again")
    }
    return bytes
  }
}
