extension Double {
  /// The number as drawings print it: at most so many significant digits, without zeros at its end;
  /// whole numbers of up to nine digits in full.
  ///
  /// It is rounded in decimal, from the shortest text that means this number, so that it needs no
  /// C library and is the same everywhere: `0.1235`, `240`, `1.2e-05`.
  public func shown(digits: Int = 4) -> String {
    guard isFinite else { return isNaN ? "nan" : self < 0 ? "-inf" : "inf" }
    if self == 0 { return "0" }
    if magnitude < 1e9, self == rounded(.towardZero) { return "\(Int(self))" }
    var number = DecimalDigits(self)
    number.round(to: digits)
    return number.text
  }

  /// The number with exactly so many decimals, rounded in decimal likewise: `-0.05`, `12.00`.
  func fixed(_ decimals: Int) -> String {
    var number = DecimalDigits(self)
    let count = number.exponent + 1 + decimals
    if self == 0 || count < 0 { return DecimalDigits.zero(decimals) }
    number.round(to: count)
    return number.text(decimals: decimals)
  }
}

/// The digits of a number, and the power of ten of the first.
private struct DecimalDigits {
  var isNegative: Bool
  var digits: [UInt8] = []
  var exponent = 0

  init(_ value: Double) {
    isNegative = value < 0
    var point: Int?
    let text = value.magnitude.description.utf8
    let mark = text.firstIndex(of: UInt8(ascii: "e"))
    for byte in text[..<(mark ?? text.endIndex)] {
      if byte == UInt8(ascii: ".") { point = digits.count } else { digits.append(byte - 48) }
    }
    exponent = (point ?? digits.count) - 1
    if let mark { exponent += Int(String(text[text.index(after: mark)...])!) ?? 0 }
    let zeros = digits.prefix { $0 == 0 }.count
    digits.removeFirst(zeros)
    exponent -= zeros
    trim()
  }

  /// Half a unit is rounded away from zero.
  mutating func round(to count: Int) {
    guard digits.count > count else { return }
    let goesUp = digits[count] >= 5
    digits.removeLast(digits.count - count)
    if count == 0 {
      digits = [goesUp ? 1 : 0]
      exponent += goesUp ? 1 : 0
      return
    }
    if goesUp {
      var place = count - 1
      while place >= 0, digits[place] == 9 {
        digits[place] = 0
        place -= 1
      }
      if place >= 0 {
        digits[place] += 1
      } else {
        digits.insert(1, at: 0)
        exponent += 1
      }
    }
    trim()
  }

  private mutating func trim() {
    while digits.count > 1, digits.last == 0 { digits.removeLast() }
  }

  static func zero(_ decimals: Int) -> String {
    decimals == 0 ? "0" : "0." + String(repeating: "0", count: decimals)
  }

  /// The digits with the point where it belongs, and zeros up to so many decimals.
  func text(decimals: Int) -> String {
    if digits.allSatisfy({ $0 == 0 }) { return Self.zero(decimals) }
    var figures = digits.map { String($0) }
    var whole = "0"
    if exponent >= 0 {
      while figures.count < exponent + 1 { figures.append("0") }
      whole = figures[...exponent].joined()
      figures.removeFirst(exponent + 1)
    } else {
      figures = Array(repeating: "0", count: -exponent - 1) + figures
    }
    while figures.count < decimals { figures.append("0") }
    let rest = figures.joined()
    return (isNegative ? "-" : "") + whole + (rest.isEmpty ? "" : "." + rest)
  }

  var text: String {
    let figures = digits.map { String($0) }
    var text = isNegative ? "-" : ""
    if exponent < -4 || exponent >= 9 {
      text += figures[0]
      if figures.count > 1 { text += "." + figures[1...].joined() }
      let power = exponent.magnitude < 10 ? "0\(exponent.magnitude)" : "\(exponent.magnitude)"
      return text + "e" + (exponent < 0 ? "-" : "+") + power
    }
    if exponent < 0 {
      return text + "0." + String(repeating: "0", count: -exponent - 1) + figures.joined()
    }
    let whole = figures.prefix(exponent + 1)
    text += whole.joined() + String(repeating: "0", count: exponent + 1 - whole.count)
    let rest = figures.dropFirst(exponent + 1)
    return rest.isEmpty ? text : text + "." + rest.joined()
  }
}
