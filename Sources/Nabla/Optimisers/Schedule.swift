/// How a learning rate changes from step to step: a factor for each.
public struct Schedule: Sendable {
  /// The factor for a step, counted from 0.
  public let factor: @Sendable (_ step: Int) -> Double

  /// A schedule of any function of the step, counted from 0. A factor that is negative or not finite
  /// is a precondition failure of the step.
  public init(_ factor: @escaping @Sendable (_ step: Int) -> Double) {
    self.factor = factor
  }

  func checkedFactor(_ step: Int, _ optimizer: String) -> Double {
    let factor = factor(step)
    require(
      factor >= 0 && factor.isFinite,
      "\(optimizer): the schedule's factor must be finite and not negative, received \(factor) for "
        + "step \(step)")
    return factor
  }

  /// The same rate in every step.
  public static let constant = Schedule { _ in 1 }

  /// After every so many steps, the rate is multiplied by a factor.
  public static func staircase(every steps: Int, factor: Double) -> Schedule {
    require(steps > 0, "Schedule.staircase: the steps must be positive, received \(steps)")
    require(factor >= 0, "Schedule.staircase: the factor must not be negative, received \(factor)")
    return Schedule { Elementary.pow(factor, Double($0 / steps)) }
  }

  /// In every step the rate is multiplied by a factor.
  public static func exponential(factor: Double) -> Schedule {
    staircase(every: 1, factor: factor)
  }

  /// The rate falls along half a cosine to a share of itself, and stays there.
  ///
  /// Source: I. Loshchilov, F. Hutter, "SGDR: stochastic gradient descent with warm restarts",
  /// ICLR 2017, equation 5.
  public static func cosine(steps: Int, floor: Double = 0) -> Schedule {
    require(steps > 0, "Schedule.cosine: the steps must be positive, received \(steps)")
    require(
      floor >= 0 && floor <= 1,
      "Schedule.cosine: the floor must lie within 0...1, received \(floor)")
    return Schedule { step in
      let share = Double(min(step, steps)) / Double(steps)
      return floor + (1 - floor) * 0.5 * (1 + Elementary.cos(Double.pi * share))
    }
  }

  /// The rate grows evenly in the first steps, and then follows another schedule.
  public static func warmup(steps: Int, then next: Schedule = .constant) -> Schedule {
    require(steps > 0, "Schedule.warmup: the steps must be positive, received \(steps)")
    return Schedule { step in
      step < steps ? Double(step + 1) / Double(steps) : next.factor(step - steps)
    }
  }
}
