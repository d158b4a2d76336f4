/// The digits of a number, and the power of ten of the first; its texts are ASCII.
struct DecimalDigits {
  private let isNegative: Bool
  private var digits: [UInt8] = []
  private(set) var exponent = 0

  /// Those of the shortest text that means this number, which is finite.
  init(_ value: Double) {
    isNegative = value < 0
    var point: Int?
    // The power of ten behind the `e`.
    var power: (isNegative: Bool, value: Int)?
    for byte in value.magnitude.description.utf8 {
      switch byte {
      case UInt8(ascii: "."): point = digits.count
      case UInt8(ascii: "e"): power = (false, 0)
      case UInt8(ascii: "-"): power?.isNegative = true
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        let digit = byte - UInt8(ascii: "0")
        if let known = power { power?.value = known.value * 10 + Int(digit) }
        if power == nil { digits.append(digit) }
      default: break
      }
    }
    exponent = (point ?? digits.count) - 1
    if let power { exponent += power.isNegative ? -power.value : power.value }
    trim()
  }

  /// Those of a whole number in parts of nine digits, the lowest first, times a power of ten.
  init(_ parts: [UInt32], power: Int, isNegative: Bool) {
    self.isNegative = isNegative
    for part in parts.reversed() {
      var unit: UInt32 = 100_000_000
      while unit > 0 {
        digits.append(UInt8(truncatingIfNeeded: part / unit % 10))
        unit /= 10
      }
    }
    exponent = digits.count - 1 + power
    trim()
  }

  /// Zeros before the first digit that is none are no digits, nor those at the end; 0 has one.
  private mutating func trim() {
    var first = 0
    while first < digits.count, digits[first] == 0 { first += 1 }
    if first == digits.count {
      digits = [0]
      exponent = 0
      return
    }
    digits.removeFirst(first)
    exponent -= first
    while digits.count > 1, digits[digits.count - 1] == 0 { digits.removeLast() }
  }

  private var isZero: Bool { digits.count == 1 && digits[0] == 0 }

  /// Rounds to so many digits; half a unit away from zero, or to the even digit.
  mutating func round(to count: Int, halfToEven: Bool = false) {
    guard digits.count > count, !isZero else { return }
    guard count >= 0 else {
      digits = [0]
      exponent = 0
      return
    }
    let isHalf = digits[count] == 5 && digits.count == count + 1
    let isEven = count == 0 || digits[count - 1] % 2 == 0
    let goesUp = digits[count] >= 5 && !(halfToEven && isHalf && isEven)
    digits.removeLast(digits.count - count)
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

  // MARK: Texts

  static func notFinite(_ value: Double) -> [UInt8] {
    let sign: StaticString = value.sign == .minus ? "-" : ""
    return bytes(sign) + bytes(value != value ? "nan" : "inf")
  }

  private static func bytes(_ text: StaticString) -> [UInt8] {
    text.withUTF8Buffer { [UInt8]($0) }
  }

  private static let zero = UInt8(ascii: "0")

  /// The digit at a power of ten.
  private func figure(_ power: Int) -> UInt8 {
    let place = exponent - power
    return Self.zero + (place >= 0 && place < digits.count ? digits[place] : 0)
  }

  /// The digits with the point where it belongs, and zeros up to so many decimals.
  ///
  /// - Parameter keepsSign: whether 0 has the sign of the number that was rounded to it.
  func text(decimals: Int, keepsSign: Bool = false) -> [UInt8] {
    var text: [UInt8] = isNegative && (keepsSign || !isZero) ? [UInt8(ascii: "-")] : []
    var power = max(0, exponent)
    while power >= -decimals {
      if power == -1 { text.append(UInt8(ascii: ".")) }
      text.append(figure(power))
      power -= 1
    }
    return text
  }

  /// All digits; with a power of ten where the number is very large or small.
  var text: [UInt8] {
    if exponent < -4 || exponent >= 9 { return scientific(digits.count) }
    return text(decimals: max(0, digits.count - 1 - exponent))
  }

  /// So many digits and a power of ten of at least two.
  func scientific(_ count: Int) -> [UInt8] {
    var text: [UInt8] = isNegative ? [UInt8(ascii: "-")] : []
    for place in 0..<max(1, count) {
      if place == 1 { text.append(UInt8(ascii: ".")) }
      text.append(figure(exponent - place))
    }
    let power = exponent.magnitude
    text += [UInt8(ascii: "e"), UInt8(ascii: exponent < 0 ? "-" : "+")]
    if power >= 100 { text.append(Self.zero + UInt8(truncatingIfNeeded: power / 100)) }
    text.append(Self.zero + UInt8(truncatingIfNeeded: power / 10 % 10))
    text.append(Self.zero + UInt8(truncatingIfNeeded: power % 10))
    return text
  }
}
