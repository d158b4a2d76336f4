extension Diagnosis: CustomStringConvertible {
  /// A sentence for whoever has to find the fault.
  public var description: String {
    switch self {
    case .notFinite: "the derivative is not a finite number"
    case .neverReached: "0: backpropagation never reached this parameter"
    case .noInfluence: "the loss does not depend on this parameter, but the derivative is not 0"
    case .sign(let factor):
      factor == -1 ? "wrong sign" : "wrong sign, and \(Self.number(-factor)) times the size"
    case .doubled: "twice the definition: a factor ½ is lost, or one path is counted twice"
    case .halved: "half the definition: a factor 2 is lost, or one of two equal paths"
    case .meanForSum(let count):
      "1/\(count) of the definition: a mean over \(count) in place of a sum"
    case .sumForMean(let count):
      "\(count) times the definition: a sum of \(count) in place of a mean"
    case .factors(let extra, let missing, let ratio):
      "\(Self.number(ratio)) times the definition: "
        + [
          extra.isEmpty ? nil : "multiplied by \(Self.product(extra)) once too often",
          missing.isEmpty ? nil : "the factor \(Self.product(missing)) is missing"
        ].compactMap(\.self).joined(separator: ", ")
    case .transposed(let name): "transposed: this is the derivative by \(name)"
    case .swapped(let name): "swapped with \(name): each has the derivative by the other"
    case .ofAnother(let name): "this is the derivative by another parameter, \(name)"
    case .backThroughTransposed(let name):
      "the way back multiplied by \(name) where its transpose is needed, or the other way round"
    case .frontToBack:
      "front to back: the shared product was collected from the input, not from the loss"
    case .onlyTerm(let term, let count):
      "only sample \(term) of \(count) counts: = in place of +="
    case .withoutTerm(let term, let count): "sample \(term) of \(count) is left out"
    case .onlyPath(let path): "only the path through \(path) counts: = in place of +="
    case .withoutPath(let path): "the path through \(path) is left out"
    case .afterUpdate(let rate):
      "checked after the update: it agrees at the weights before a step with learning rate "
        + Self.number(rate)
    case .movedWeight(let name, let rate):
      "stale weight: \(name) was used with its value after an update with learning rate "
        + "\(Self.number(rate))"
    case .kink(let operation, let distance):
      "a kink\(Self.of(operation)) within the step, \(Self.number(distance.magnitude)) to the "
        + (distance < 0 ? "left" : "right") + "; beside it the two agree"
    case .onKink(let operation, let left, let right):
      "on a kink\(Self.of(operation)): the slope is \(Self.number(left)) to the left and "
        + "\(Self.number(right)) to the right, and each derivative between is one"
    case .leavesDomain(let step):
      "the step leaves the domain of the loss; with ε = \(Self.number(step)) the two agree"
    case .stepTooLarge(let floor, let step):
      "ε is too large: curvature allows an error of \(Self.number(floor)); "
        + "with ε = \(Self.number(step)) the two agree"
    case .stepTooSmall(let floor, let step):
      "ε is too small: rounding allows an error of \(Self.number(floor)); "
        + "with ε = \(Self.number(step)) the two agree"
    case .rounding(let floor):
      "rounding of the loss allows an error of \(Self.number(floor)), and no step is better"
    case .lossNotFinite: "the loss is not a finite number"
    case .near(let ratio):
      "\(Self.number(ratio)) times the definition: close, but not the same; a weight or an "
        + "input may have been used with another value, before or after an update (a stale weight)"
    case .unknown(let ratio): "\(Self.number(ratio)) times the definition, for no reason known here"
    }
  }

  private static func of(_ operation: String?) -> String { operation.map { " of \($0)" } ?? "" }

  private static func product(_ names: [String]) -> String { names.joined(separator: "·") }

  /// A number in at most four digits, for a sentence.
  static func number(_ value: Double) -> String {
    guard value.isFinite, value != 0 else { return value == 0 ? "0" : "\(value)" }
    var power = 0
    var size = value.magnitude
    while size >= 10, power < 400 { (size, power) = (size / 10, power + 1) }
    while size < 1, power > -400 { (size, power) = (size * 10, power - 1) }
    var digits = Int((size * 1000).rounded())
    if digits == 10_000 { (digits, power) = (1000, power + 1) }
    let sign = value < 0 ? "−" : ""
    var text = String(digits)
    guard (-4..<6).contains(power) else {
      text.insert(".", at: text.index(after: text.startIndex))
      return sign + trimmed(text) + "e\(power)"
    }
    if power < 0 { text = String(repeating: "0", count: -power) + text }
    while text.count < power + 1 { text += "0" }
    text.insert(".", at: text.index(text.startIndex, offsetBy: max(0, power) + 1))
    return sign + trimmed(text)
  }

  /// Without zeros after the point.
  private static func trimmed(_ text: String) -> String {
    var text = text
    guard text.contains(".") else { return text }
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text
  }
}
