extension ScalarGraph {
  /// What derivations call each node: its name, a constant's value, a short formula, or a number.
  func symbols() -> [String] {
    var symbols: [String] = []
    symbols.reserveCapacity(nodes.count)
    var unnamed = 0
    for node in nodes {
      if let name = node.name {
        symbols.append(name)
      } else if node.operation == .constant {
        symbols.append(shortest(node.value))
      } else if node.operation == .leaf {
        unnamed += 1
        symbols.append("p\(unnamed)")
      } else if let formula = formula(of: node, symbols), formula.count <= 16 {
        symbols.append(formula)
      } else {
        unnamed += 1
        symbols.append("v\(unnamed)")
      }
    }
    return symbols
  }

  private func formula(of node: Node, _ symbols: [String]) -> String? {
    let a = node.left >= 0 ? symbols[node.left] : ""
    let b = node.right >= 0 ? symbols[node.right] : ""
    switch node.operation {
    case .add: return "(\(a) + \(b))"
    case .subtract: return "(\(a) − \(b))"
    case .multiply: return "(\(a)·\(b))"
    case .divide: return "(\(a)/\(b))"
    case .negate: return "(−\(a))"
    case .square: return "\(a)²"
    case .power: return "\(a)^\(b)"
    case .magnitude: return "|\(a)|"
    case .squaredError: return nil
    case .squareRoot: return "√\(a)"
    case .exp, .log, .sin, .cos, .tanh, .sigmoid, .softplus, .relu:
      return node.operation.symbol + argument(a)
    case .constant, .leaf, .imported, .named: return nil
    }
  }

  /// The local derivative of a node by one of its operands, as a formula.
  func localSymbol(of index: Int, bySecond: Bool, _ symbols: [String]) -> String {
    let node = nodes[index]
    let a = node.left >= 0 ? symbols[node.left] : ""
    let b = node.right >= 0 ? symbols[node.right] : ""
    let v = symbols[index]
    switch (node.operation, bySecond) {
    case (.add, _): return "1"
    case (.subtract, false): return "1"
    case (.subtract, true), (.negate, _): return "−1"
    case (.multiply, false): return b
    case (.multiply, true): return a
    case (.divide, false): return "1/\(b)"
    case (.divide, true): return "−\(a)/\(b)²"
    case (.square, _): return "2·\(a)"
    case (.squareRoot, _): return "1/(2·\(v))"
    case (.power, false):
      if nodes[node.right].operation == .constant, nodes[node.right].name == nil {
        return nodes[node.right].value == 2
          ? "2·\(a)" : "\(b)·\(a)^\(shortest(nodes[node.right].value - 1))"
      }
      return "\(b)·\(a)^(\(b) − 1)"
    case (.power, true): return "\(v)·log\(argument(a))"
    case (.magnitude, _): return "sign\(argument(a))"
    case (.exp, _): return v
    case (.log, _): return "1/\(a)"
    case (.sin, _): return "cos\(argument(a))"
    case (.cos, _): return "−sin\(argument(a))"
    case (.tanh, _): return "(1 − \(v)²)"
    case (.sigmoid, _): return "\(v)·(1 − \(v))"
    case (.softplus, _): return "sigmoid\(argument(a))"
    case (.relu, _): return "[\(a) > 0]"
    case (.squaredError, let second):
      let (predicted, expected) = errorSymbols(node, symbols)
      return second ? "(\(expected) − \(predicted))" : "(\(predicted) − \(expected))"
    case (.constant, _), (.leaf, _), (.imported, _), (.named, _): return "1"
    }
  }

  /// The expected value of e is called ê, unless it has a name of its own.
  private func errorSymbols(_ node: Node, _ symbols: [String]) -> (String, String) {
    let predicted = nodes[node.left].name
    let expected = nodes[node.right]
    if let name = expected.name { return (predicted ?? symbols[node.left], name) }
    guard expected.operation == .constant else {
      return (predicted ?? symbols[node.left], symbols[node.right])
    }
    guard let predicted else { return ("predicted", "expected") }
    return (predicted, predicted.count == 1 ? hat(predicted) : "expected")
  }

  private func hat(_ letter: String) -> String {
    let hats: [String: String] = [
      "a": "â", "e": "ê", "i": "î", "o": "ô", "u": "û", "y": "ŷ", "z": "ẑ", "s": "ŝ", "c": "ĉ",
      "g": "ĝ", "h": "ĥ", "j": "ĵ", "w": "ŵ"
    ]
    return hats[letter] ?? letter + "\u{302}"
  }

  private func argument(_ symbol: String) -> String {
    symbol.hasPrefix("(") ? symbol : "(\(symbol))"
  }

  private func shortest(_ value: Double) -> String {
    let text = value.description
    return (text.hasSuffix(".0") ? String(text.dropLast(2)) : text).replacingMinus
  }
}

extension String {
  /// With the minus sign of mathematics in place of a leading hyphen.
  fileprivate var replacingMinus: String {
    hasPrefix("-") ? "−" + dropFirst() : self
  }
}
