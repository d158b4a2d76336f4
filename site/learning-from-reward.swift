// Learning from reward
// Nobody says what would have been right, only, much later, how it went. A table learns to find its way, and then a network does.
//
// A lesson of: Neural networks from zero
// nabla: optimize
// Run it with: nabla run learning-from-reward.swift
// Check your answers with: nabla check learning-from-reward.swift

import LessonKit
import Nabla

// MARK: - A small world

let names = ["up", "down", "left", "right"]
let moves = [(-1, 0), (1, 0), (0, -1), (0, 1)]

struct World {
  let rows: [[Character]]
  var width: Int { rows[0].count }
  var count: Int { rows.count * width }

  init(_ rows: [String]) { self.rows = rows.map(Array.init) }

  subscript(cell: Int) -> Character { rows[cell / width][cell % width] }

  var start: Int { (0..<count).first { self[$0] == "S" }! }

  func reward(in cell: Int) -> Double {
    switch self[cell] {
    case "G": 1
    case "g": 0.2
    case "x": -1
    default: 0
    }
  }

  func isOver(in cell: Int) -> Bool { reward(in: cell) != 0 }

  func after(_ move: Int, from cell: Int) -> Int {
    let row = cell / width + moves[move].0
    let column = cell % width + moves[move].1
    let isInside = rows.indices.contains(row) && (0..<width).contains(column)
    return isInside && rows[row][column] != "#" ? row * width + column : cell
  }
}

let world = World([
  "....G",
  ".##.x",
  ".....",
  ".#.#.",
  "S....",
])

// MARK: - A table of guesses

struct Learner {
  let world: World
  var q: [[Double]]
  var source: RandomSource
  var exploration: Double

  init(_ world: World, exploration: Double, seed: UInt64, first: Double = 0) {
    self.world = world
    self.exploration = exploration
    q = Array(repeating: Array(repeating: first, count: 4), count: world.count)
    source = RandomSource(seed: seed)
  }

  /// The move that looks best; of equals, one at random.
  mutating func bestMove(in cell: Int) -> Int {
    let most = q[cell].max()!
    let equals = (0..<4).filter { q[cell][$0] == most }
    return equals[source.integer(below: equals.count)]
  }

  mutating func episode(rate: Double = 0.5, longest: Int = 1_000) -> Double {
    var cell = world.start
    var discount = 1.0
    for _ in 0..<longest {
      let explores = source.uniform(in: 0..<1) < exploration
      let move = explores ? source.integer(below: 4) : bestMove(in: cell)
      let next = world.after(move, from: cell)
      let reward = world.reward(in: next)
      let later = world.isOver(in: next) ? 0 : 0.9 * q[next].max()!
      q[cell][move] += rate * (reward + later - q[cell][move])
      if world.isOver(in: next) { return discount * reward }
      discount *= 0.9
      cell = next
    }
    return 0
  }
}

var learner = Learner(world, exploration: 0.2, seed: 3)
var tables = [learner.q]
var returns: [Double] = []
while returns.count < 2_000 {
  returns.append(learner.episode())
  tables.append(learner.q)
}

let firstGoal = returns.firstIndex { $0 > 0 }! + 1
let known = tables[firstGoal].count { $0.max()! > 0 }
print("reached first in episode", firstGoal)
print("cells with a guess above zero:", known)

func best(_ table: [[Double]], in world: World) -> [[Double]] {
  world.rows.indices.map { row in
    (0..<world.width).map { column in
      let cell = row * world.width + column
      if world[cell] == "#" { return Double.nan }
      return world.isOver(in: cell) ? world.reward(in: cell) : table[cell].max()!
    }
  }
}

let shown = [0, 1, 2, 3, 5, 10, 30, 2_000]
show(Steps("Q-learning", over: shown, named: "episode") { episode in
  HeatMap("Largest Q of each cell", best(tables[episode], in: world))
    .scale(-1...1)
})

var values = Array(repeating: 0.0, count: world.count)
for _ in 1...100 {
  values = (0..<world.count).map { cell in
    (0..<4).map { move in
      let next = world.after(move, from: cell)
      let later = world.isOver(in: next) ? 0 : 0.9 * values[next]
      return world.reward(in: next) + later
    }.max()!
  }
}

let open = (0..<world.count).filter {
  world[$0] != "#" && !world.isOver(in: $0)
}
func worstError(after episode: Int) -> Double {
  open.map { (tables[episode][$0].max()! - values[$0]).magnitude }.max()!
}

show(Table(
  ["episode", "largest error", "error at the start"],
  [30, 100, 300, 1_000, 2_000].map { episode in
    let start = tables[episode][world.start].max()! - values[world.start]
    return [
      "\(episode)", worstError(after: episode).scientific(2),
      start.magnitude.scientific(2),
    ]
  }))

// MARK: - Greed

let corridors = [World(["g.S...G"]), World(["g.S.......G"])]

/// How many of 200 learners choose the large reward, and what they got.
func choose(
  in corridor: World, exploration: Double, first: Double = 0
) -> (large: Int, meanReturn: Double) {
  var large = 0
  var total = 0.0
  for seed in 1...200 {
    var learner = Learner(
      corridor, exploration: exploration, seed: UInt64(seed), first: first)
    for _ in 1...300 { total += learner.episode() }
    let guesses = learner.q[corridor.start]
    if guesses[3] > guesses[2] { large += 1 }
  }
  return (large, total / (200 * 300))
}

let explorations = [0, 0.05, 0.1, 0.2, 0.4, 0.8]
let choices = explorations.map { exploration in
  corridors.map { choose(in: $0, exploration: exploration) }
}
show(Table(
  ["random moves", "four away", "mean return", "eight away", "mean return"],
  zip(explorations, choices).map { exploration, results in
    [exploration.formatted(2)]
      + results.flatMap { ["\($0.large)", $0.meanReturn.formatted(3)] }
  },
  caption: "How many of 200 learners choose the large reward"))

let hopeful = corridors.map { choose(in: $0, exploration: 0, first: 1) }
print("four away: ", hopeful[0].large, "of 200")
print("eight away:", hopeful[1].large, "of 200")
print("mean return, eight away:", hopeful[1].meanReturn.formatted(3))

// MARK: - A gradient without a derivative

let theta = Scalar(0.3, name: "θ")
let r1 = Scalar(constant: 1, name: "r1")
let r2 = Scalar(constant: 0.2, name: "r2")
let p = sigmoid(theta).named("p")
let mean = (p * r1 + (1 - p) * r2).named("J")
show(DerivativeTable(of: mean, for: [theta], decimals: 6))

/// d log π / dθ of a move, by the engine.
func logDerivative(first: Bool) -> Double {
  let theta = Scalar(0.3, name: "θ")
  let p = sigmoid(theta)
  return log(first ? p : 1 - p).gradient()[theta]
}

let exact = mean.gradient()[theta]
let ofFirst = logDerivative(first: true)
let ofSecond = logDerivative(first: false)

func estimate(_ tries: Int, seed: UInt64) -> Double {
  var source = RandomSource(seed: seed)
  var sum = 0.0
  for _ in 0..<tries {
    let isFirst = source.uniform(in: 0..<1) < p.value
    sum += isFirst ? 1.0 * ofFirst : 0.2 * ofSecond
  }
  return sum / Double(tries)
}

print("exact:", exact.formatted(5))
show(Table(
  ["tries", "one estimate", "usual error"],
  [1, 10, 100, 1_000, 10_000].map { tries in
    let errors = (1...100).map { estimate(tries, seed: UInt64($0)) - exact }
    let square = errors.reduce(0) { $0 + $1 * $1 } / 100
    return [
      "\(tries)", estimate(tries, seed: 1).formatted(5),
      square.squareRoot().formatted(5),
    ]
  }))

// MARK: - The gradient, checked

struct Step {
  let cell: Int
  let move: Int
  var gain = 0.0
}

/// One episode. The gain of a step is the return from there on.
func walk(
  _ chances: Tensor, in world: World, longest: Int, _ source: inout RandomSource
) -> [Step] {
  var steps: [Step] = []
  var cell = world.start
  let table = chances.values
  while steps.count < longest, !world.isOver(in: cell) {
    var dice = source.uniform(in: 0..<1)
    var move = 0
    while move < 3, dice >= table[cell * 4 + move] {
      dice -= table[cell * 4 + move]
      move += 1
    }
    steps.append(Step(cell: cell, move: move))
    cell = world.after(move, from: cell)
  }
  // Only the last move brings a reward, discounted from the start.
  let discount = steps.dropFirst().reduce(1.0) { value, _ in 0.9 * value }
  for index in steps.indices {
    steps[index].gain = discount * world.reward(in: cell)
  }
  return steps
}

/// All cells as inputs: a row for each, with a 1 at its own place.
func oneHot(_ count: Int) -> Tensor {
  Tensor(
    (0..<count * count).map { $0 / count == $0 % count ? 1 : 0 },
    shape: [count, count])
}

/// −Σ gain · log π: its gradient is that of REINFORCE, with the sign of a loss.
func reinforceLoss(
  _ policy: Dense, _ steps: [Step], baseline: Double
) -> Tensor {
  let cells = policy.weight.shape[0]
  var weights = Array(repeating: 0.0, count: cells * 4)
  for step in steps {
    weights[step.cell * 4 + step.move] -= step.gain - baseline
  }
  let logs = logSoftmax(policy(oneHot(cells)))
  return (logs * Tensor(weights, shape: [cells, 4])).sum()
}

let tiny = World([
  "..G",
  ".#x",
  "S..",
])

/// The mean return of a policy within so many moves, exactly.
func meanReturn(_ policy: Dense, in world: World, moves count: Int) -> Tensor {
  let cells = world.count
  let chances = softmax(policy(oneHot(cells)))
  let next = (0..<cells * 4).map { world.after($0 % 4, from: $0 / 4) }
  let rewards = Tensor(next.map(world.reward), shape: [cells, 4])
  let goesOn = Tensor(
    next.map { world.isOver(in: $0) ? 0 : 0.9 }, shape: [cells, 4])
  var values = Tensor(repeating: 0, shape: [cells, 1])
  for _ in 0..<count {
    let later = values.rows(next).reshaped([cells, 4])
    values = (chances * (rewards + goesOn * later)).sum(axis: 1, keeping: true)
  }
  return values.select(world.start).sum()
}

var tinySource = RandomSource(seed: 1)
let tinyPolicy = Dense(
  inputs: tiny.count, outputs: 4, initializer: .normal(deviation: 0.5),
  using: &tinySource)
let exactCheck = gradientCheck(of: tinyPolicy) {
  meanReturn($0, in: tiny, moves: 20)
}
print("derivatives:", exactCheck.entries.count)
print("disagree:   ", exactCheck.offenders.count)

let exactGradient = meanReturn(tinyPolicy, in: tiny, moves: 20)
  .gradients()[tinyPolicy.weight].values

/// The mean over many episodes, and its usual error, for each weight.
func sampled(
  _ policy: Dense, episodes: Int, baseline: Double
) -> [(mean: Double, error: Double)] {
  var source = RandomSource(seed: 1)
  let chances = softmax(policy(oneHot(tiny.count)))
  var sums = Array(repeating: 0.0, count: tiny.count * 4)
  var squares = sums
  for _ in 0..<episodes {
    let steps = walk(chances, in: tiny, longest: 20, &source)
    let loss = reinforceLoss(policy, steps, baseline: baseline)
    let gradient = loss.gradients()[policy.weight].values
    for index in gradient.indices {
      sums[index] -= gradient[index]
      squares[index] += gradient[index] * gradient[index]
    }
  }
  let n = Double(episodes)
  return zip(sums, squares).map { sum, square in
    let mean = sum / n
    return (mean, ((square / n - mean * mean) / n).squareRoot())
  }
}

let byDice = sampled(tinyPolicy, episodes: 20_000, baseline: 0)
show(Plot("A derivative for each weight", x: "exact", y: "REINFORCE") {
  Line("equal", x: [-0.2, 0.2], y: [-0.2, 0.2])
  Scatter("weights", x: exactGradient, y: byDice.map(\.mean))
})

let reached = exactGradient.indices.filter { byDice[$0].error > 0 }
let within = reached.count {
  (byDice[$0].mean - exactGradient[$0]).magnitude <= 2 * byDice[$0].error
}
print(within, "of", reached.count, "derivatives within two usual errors")

func lossWithMistake(_ policy: Dense, _ steps: [Step]) -> Tensor {
  let cells = policy.weight.shape[0]
  var weights = Array(repeating: 0.0, count: cells * 4)
  for step in steps { weights[step.cell * 4 + step.move] = -step.gain }
  let logs = logSoftmax(policy(oneHot(cells)))
  return (logs * Tensor(weights, shape: [cells, 4])).sum()
}

var diceSource = RandomSource(seed: 1)
let tinyChances = softmax(tinyPolicy(oneHot(tiny.count)))
var mistaken = Array(repeating: 0.0, count: tiny.count * 4)
for _ in 0..<20_000 {
  let steps = walk(tinyChances, in: tiny, longest: 20, &diceSource)
  let gradient = lossWithMistake(tinyPolicy, steps)
    .gradients()[tinyPolicy.weight].values
  for index in gradient.indices { mistaken[index] -= gradient[index] / 20_000 }
}
let stillWithin = reached.count {
  (mistaken[$0] - exactGradient[$0]).magnitude <= 2 * byDice[$0].error
}
print(stillWithin, "of", reached.count, "within two usual errors")

// MARK: - A baseline

func scatter(_ policy: Dense, baseline: Double) -> Double {
  sampled(policy, episodes: 5_000, baseline: baseline)
    .reduce(0) { $0 + $1.error * $1.error }
}

var trainedPolicy = tinyPolicy
var climber = Adam(learningRate: 0.05)
for _ in 1...100 {
  let loss = -meanReturn(trainedPolicy, in: tiny, moves: 20)
  climber.update(&trainedPolicy, along: loss.gradients())
}

/// Mean moves of an episode.
func meanMoves(_ policy: Dense) -> Double {
  var source = RandomSource(seed: 1)
  let chances = softmax(policy(oneHot(tiny.count)))
  let moves = (0..<5_000).map { _ in
    walk(chances, in: tiny, longest: 20, &source).count
  }
  return Double(moves.reduce(0, +)) / 5_000
}

show(Table(
  ["policy", "moves", "mean return", "scatter with / without"],
  [("untrained", tinyPolicy), ("trained", trainedPolicy)].map { name, policy in
    let usual = meanReturn(policy, in: tiny, moves: 20).value
    let quotient =
      scatter(policy, baseline: usual) / scatter(policy, baseline: 0)
    return [
      name, meanMoves(policy).formatted(1), usual.formatted(3),
      quotient.formatted(2),
    ]
  }))

// MARK: - A policy learns

struct Run {
  var policy: Dense
  var means: [Double] = []
  var chances: [Tensor] = []
}

func learn(usesBaseline: Bool, seed: UInt64) -> Run {
  var source = RandomSource(seed: seed)
  let cells = world.count
  var run = Run(
    policy: Dense(
      inputs: cells, outputs: 4, initializer: .zeros, using: &source))
  var optimizer = Adam(learningRate: 0.05)
  var usual = 0.0
  for _ in 1...300 {
    let chances = softmax(run.policy(oneHot(cells)))
    run.chances.append(chances)
    run.means.append(meanReturn(run.policy, in: world, moves: 100).value)
    let episodes = (0..<20).map { _ in
      walk(chances, in: world, longest: 100, &source)
    }
    let gains = episodes.map { $0.last!.gain }
    let loss = reinforceLoss(
      run.policy, episodes.flatMap { $0 }, baseline: usesBaseline ? usual : 0)
    optimizer.update(&run.policy, along: loss.gradients())
    usual = 0.9 * usual + 0.1 * gains.reduce(0, +) / 20
  }
  return run
}

let withoutRuns = (1...10).map { learn(usesBaseline: false, seed: UInt64($0)) }
let withRuns = (1...10).map { learn(usesBaseline: true, seed: UInt64($0)) }

func middle(_ runs: [Run], _ step: Int) -> [Double] {
  runs.map { $0.means[step] }.sorted()
}
let everyThird = Array(stride(from: 0, to: 300, by: 3)) + [299]
show(Plot("Mean return of the policy", x: "step of 20 episodes", y: "mean return") {
  for (name, runs) in [("plain", withoutRuns), ("baseline", withRuns)] {
    Line("\(name), least", x: everyThird, y: everyThird.map { middle(runs, $0)[0] })
    Line("\(name), median", x: everyThird, y: everyThird.map { step in
      let sorted = middle(runs, step)
      return 0.5 * (sorted[4] + sorted[5])
    })
  }
  Line("best possible", x: [0, 299], y: [values[world.start], values[world.start]])
})

show(Steps("The policy", over: [0, 5, 10, 20, 40, 80, 150, 299], named: "step") { step in
  Table(
    ["", "1", "2", "3", "4", "5"],
    world.rows.indices.map { row in
      ["\(row + 1)"]
        + (0..<world.width).map { column -> String in
          let cell = row * world.width + column
          if world[cell] == "#" { return "wall" }
          if world.isOver(in: cell) { return world[cell] == "G" ? "goal" : "pit" }
          let chances = withRuns[0].chances[step].values[(cell * 4)..<(cell * 4 + 4)]
          let most = chances.max()!
          let move = chances.firstIndex(of: most)! - cell * 4
          return "\(names[move]) \((100 * most).formatted(0))%"
        }
    })
})

func pastHalfWay(_ runs: [Run]) -> Int {
  (0..<300).first { middle(runs, $0)[0] > 0.5 * values[world.start] }!
}

// MARK: - What to keep

// MARK: - Exercises

// MARK: - What is a way worth?

// exercise 1
func discountedReturns(of rewards: [Double], discount: Double) -> [Double] {
  rewards
}
// end

#if CHECK // 1
// when: a reward at the end
// say: Rewards that come later count less: multiply by the discount. / Going from front to back, the next return is not known yet. / The reward of the move itself is not discounted.
expect(discountedReturns(of: [0, 0, 1], discount: 0.5) == [0.25, 0.5, 1], "a reward at the end")
expect(discountedReturns(of: [1, 2, 4], discount: 0.5) == [3, 4, 4], "a reward for every move")
expect(discountedReturns(of: [3], discount: 0.5) == [3], "one move")
expect(discountedReturns(of: [], discount: 0.5) == [], "no move")
expect(discountedReturns(of: [1, -1], discount: 1) == [0, -1], "without discount")
#endif // 1

show(discountedReturns(of: [0, 0, 1], discount: 0.5)) // => ?

// MARK: - One step of Q-learning

// exercise 2
func mended(
  _ guess: Double, reward: Double, bestNext: Double, isOver: Bool,
  rate: Double, discount: Double
) -> Double {
  guess
}
// end

#if CHECK // 2
// when: a move that ends the episode: computed 0.725, expected 0.5
// say: When the episode is over, nothing comes after: the target is the reward alone.
// when: a move on the way: computed 0.65, expected 0.55
// say: Move towards the target: subtract the old guess from it.
// when: a move on the way: computed 0.6000000000000001, expected 0.55
// say: What comes later is discounted.
expect(
  mended(0.2, reward: 0, bestNext: 1, isOver: false, rate: 0.5, discount: 0.9), 0.55,
  "a move on the way", tolerance: 1e-9)
expect(
  mended(0, reward: 1, bestNext: 0.5, isOver: true, rate: 0.5, discount: 0.9), 0.5,
  "a move that ends the episode", tolerance: 1e-9)
expect(
  mended(0.4, reward: -0.1, bestNext: -0.2, isOver: false, rate: 0.25, discount: 0.5), 0.25,
  "a move with a cost", tolerance: 1e-9)
expect(
  mended(0.7, reward: 0, bestNext: 1, isOver: false, rate: 0, discount: 0.9), 0.7,
  "a rate of 0 changes nothing", tolerance: 1e-9)
#endif // 2

show(mended(
  0.2, reward: 0, bestNext: 1, isOver: false, rate: 0.5, discount: 0.9)) // => 0.55

// MARK: - Sources

// nabla outside 58b86ef4eb5c7ac8
// nabla starter 1 577741f1e40ceada
// nabla starter 2 579d9abb1c673878
// nabla timeout 300.0
// nabla optimize true
