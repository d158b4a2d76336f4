"""What the lessons of the benchmark are about: six blocks each, in Swift, Python and R.

`@name@` stands for a number or a word that differs from lesson to lesson. A block is a tuple of its
text in the three languages; the fifth block of a subject makes a table, the sixth a plot.
"""

TABLE = {
    "python": 'def table(columns, rows):\n'
              '    head = "".join(f"<th>{c}</th>" for c in columns)\n'
              '    body = "".join("<tr>" + "".join(f"<td>{v}</td>" for v in r) + "</tr>" for r in rows)\n'
              '    return f"<table><tr>{head}</tr>{body}</table>"\n',
}

NEURON = [
    ("""struct @Example@ {
  let input: Double
  let target: Double
}

let @examples@ = (0..<@count@).map { index in
  @Example@(input: Double(index) / @scale@, target: @slope@ * Double(index) / @scale@ + @offset@)
}
print("examples:", @examples@.count)""",
     """from dataclasses import dataclass

@dataclass
class @Example@:
    input: float
    target: float

@examples@ = [@Example@(i / @scale@, @slope@ * i / @scale@ + @offset@) for i in range(@count@)]
print("examples:", len(@examples@))""",
     """@examples@ <- data.frame(input = (0:(@count@ - 1)) / @scale@)
@examples@$target <- @slope@ * @examples@$input + @offset@
cat("examples:", nrow(@examples@), "\\n")"""),
    ("""struct @Model@ {
  var weight = @start@
  var bias = 0.0

  func callAsFunction(_ input: Double) -> Double { weight * input + bias }
}

var @model@ = @Model@()
print("before training:", @model@(1).formatted(4))""",
     """class @Model@:
    def __init__(self):
        self.weight, self.bias = @start@, 0.0

    def __call__(self, input):
        return self.weight * input + self.bias

@model@ = @Model@()
print(f"before training: {@model@(1):.4f}")""",
     """@model@ <- list(weight = @start@, bias = 0)
predict_one <- function(m, input) m$weight * input + m$bias
cat("before training:", format(predict_one(@model@, 1), digits = 4), "\\n")"""),
    ("""func @loss@(of model: @Model@) -> Double {
  let squares = @examples@.map { example in
    let error = model(example.input) - example.target
    return error * error
  }
  return squares.reduce(0, +) / Double(squares.count)
}

@loss@(of: @model@).formatted(6)""",
     """def @loss@(m):
    return sum((m(e.input) - e.target) ** 2 for e in @examples@) / len(@examples@)

print(f"{@loss@(@model@):.6f}")""",
     """@loss@ <- function(m) mean((predict_one(m, @examples@$input) - @examples@$target)^2)
cat(format(@loss@(@model@), digits = 6), "\\n")"""),
    ("""extension @Model@ {
  mutating func step(towards example: @Example@, rate: Double) {
    let error = self(example.input) - example.target
    weight -= rate * 2 * error * example.input
    bias -= rate * 2 * error
  }
}

var @history@ = [@loss@(of: @model@)]
for epoch in 1...@epochs@ {
  for example in @examples@ { @model@.step(towards: example, rate: @rate@) }
  @history@.append(@loss@(of: @model@))
  if epoch % 10 == 0 { print("epoch", epoch, @history@[epoch].formatted(6)) }
}""",
     """def step(m, example, rate):
    error = m(example.input) - example.target
    m.weight -= rate * 2 * error * example.input
    m.bias -= rate * 2 * error

@history@ = [@loss@(@model@)]
for epoch in range(1, @epochs@ + 1):
    for example in @examples@:
        step(@model@, example, @rate@)
    @history@.append(@loss@(@model@))
    if epoch % 10 == 0:
        print("epoch", epoch, f"{@history@[epoch]:.6f}")""",
     """@history@ <- @loss@(@model@)
for (epoch in 1:@epochs@) {
  for (i in seq_len(nrow(@examples@))) {
    error <- predict_one(@model@, @examples@$input[i]) - @examples@$target[i]
    @model@$weight <- @model@$weight - @rate@ * 2 * error * @examples@$input[i]
    @model@$bias <- @model@$bias - @rate@ * 2 * error
  }
  @history@ <- c(@history@, @loss@(@model@))
  if (epoch %% 10 == 0) cat("epoch", epoch, format(@history@[epoch + 1], digits = 6), "\\n")
}"""),
    ("""Table(
  ["input", "target", "output"],
  @examples@.prefix(5).map { example in
    [example.input.formatted(2), example.target.formatted(3), @model@(example.input).formatted(3)]
  })""",
     """table(["input", "target", "output"],
      [[f"{e.input:.2f}", f"{e.target:.3f}", f"{@model@(e.input):.3f}"] for e in @examples@[:5]])""",
     """knitr::kable(cbind(head(@examples@, 5), output = predict_one(@model@, head(@examples@$input, 5))))"""),
    ("@history@", "@history@", "@history@"),
]

ROOT = [
    ("""struct @Polynomial@ {
  var coefficients: [Double]

  func value(at x: Double) -> Double {
    coefficients.reversed().reduce(0) { $0 * x + $1 }
  }

  var derivative: @Polynomial@ {
    @Polynomial@(coefficients: coefficients.enumerated().dropFirst().map { Double($0) * $1 })
  }
}

let @f@ = @Polynomial@(coefficients: [-@offset@, @slope@, @start@, 1])
print(@f@.coefficients)""",
     """class @Polynomial@:
    def __init__(self, coefficients):
        self.coefficients = coefficients

    def value(self, x):
        result = 0.0
        for c in reversed(self.coefficients):
            result = result * x + c
        return result

    @property
    def derivative(self):
        return @Polynomial@([i * c for i, c in enumerate(self.coefficients)][1:])

@f@ = @Polynomial@([-@offset@, @slope@, @start@, 1])
print(@f@.coefficients)""",
     """value_at <- function(p, x) Reduce(function(a, c) a * x + c, rev(p), 0)
derivative <- function(p) (p * (seq_along(p) - 1))[-1]
@f@ <- c(-@offset@, @slope@, @start@, 1)
print(@f@)"""),
    ("""print("f(0) =", @f@.value(at: 0), "f'(0) =", @f@.derivative.value(at: 0))""",
     """print("f(0) =", @f@.value(0), "f'(0) =", @f@.derivative.value(0))""",
     """cat("f(0) =", value_at(@f@, 0), "f'(0) =", value_at(derivative(@f@), 0), "\\n")"""),
    ("""enum @Failure@: Error { case flat(at: Double), slow(steps: Int) }

func @solve@(_ f: @Polynomial@, from start: Double, steps: Int) throws -> [Double] {
  var guesses = [start]
  while guesses.count < steps {
    let x = guesses[guesses.count - 1]
    let slope = f.derivative.value(at: x)
    guard abs(slope) > 1e-12 else { throw @Failure@.flat(at: x) }
    guesses.append(x - f.value(at: x) / slope)
    if abs(f.value(at: guesses[guesses.count - 1])) < 1e-13 { return guesses }
  }
  throw @Failure@.slow(steps: steps)
}""",
     """class @Failure@(Exception):
    pass

def @solve@(f, start, steps):
    guesses = [start]
    while len(guesses) < steps:
        x = guesses[-1]
        slope = f.derivative.value(x)
        if abs(slope) <= 1e-12:
            raise @Failure@(f"flat at {x}")
        guesses.append(x - f.value(x) / slope)
        if abs(f.value(guesses[-1])) < 1e-13:
            return guesses
    raise @Failure@(f"slow: {steps}")""",
     """@solve@ <- function(f, start, steps) {
  guesses <- start
  while (length(guesses) < steps) {
    x <- tail(guesses, 1)
    slope <- value_at(derivative(f), x)
    if (abs(slope) <= 1e-12) stop("flat")
    guesses <- c(guesses, x - value_at(f, x) / slope)
    if (abs(value_at(f, tail(guesses, 1))) < 1e-13) return(guesses)
  }
  guesses
}"""),
    ("""let @history@ = try @solve@(@f@, from: @scale@, steps: 100)
print("found", @history@[@history@.count - 1].formatted(10), "in", @history@.count - 1, "steps")
@history@.map { abs(@f@.value(at: $0)) }.allSatisfy { $0.isFinite }""",
     """@history@ = @solve@(@f@, @scale@, 100)
print("found", f"{@history@[-1]:.10f}", "in", len(@history@) - 1, "steps")
print(all(abs(@f@.value(x)) < float("inf") for x in @history@))""",
     """@history@ <- @solve@(@f@, @scale@, 100)
cat("found", format(tail(@history@, 1), digits = 10), "in", length(@history@) - 1, "steps\\n")"""),
    ("""Table(
  ["step", "x", "f(x)"],
  @history@.prefix(6).enumerated().map { step, x in
    ["\\(step)", x.formatted(6), @f@.value(at: x).scientific(3)]
  })""",
     """table(["step", "x", "f(x)"],
      [[str(i), f"{x:.6f}", f"{@f@.value(x):.2e}"] for i, x in enumerate(@history@[:6])])""",
     """knitr::kable(data.frame(step = seq_along(head(@history@)) - 1, x = head(@history@)))"""),
    ("@history@", "@history@", "@history@"),
]

WALK = [
    ("""struct @Generator@: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ @odd@
    return state ^ (state >> 29)
  }
}

var @generator@ = @Generator@(state: @count@)
print("first:", @generator@.next() % 1000)""",
     """class @Generator@:
    def __init__(self, state):
        self.state = state

    def next(self):
        self.state = (self.state * 6364136223846793005 + @odd@) % 2 ** 64
        return self.state ^ (self.state >> 29)

@generator@ = @Generator@(@count@)
print("first:", @generator@.next() % 1000)""",
     """set.seed(@count@)
cat("first:", sample(1000, 1), "\\n")"""),
    ("""protocol @Walker@ {
  var position: Double { get set }
  mutating func move(_ sign: Double)
}

struct @Steady@: @Walker@ {
  var position = 0.0
  mutating func move(_ sign: Double) { position += sign * @rate@ }
}

struct @Tired@: @Walker@ {
  var position = 0.0
  var strength = @start@
  mutating func move(_ sign: Double) {
    position += sign * strength
    strength *= 0.98
  }
}""",
     """class @Steady@:
    def __init__(self):
        self.position = 0.0

    def move(self, sign):
        self.position += sign * @rate@

class @Tired@:
    def __init__(self):
        self.position, self.strength = 0.0, @start@

    def move(self, sign):
        self.position += sign * self.strength
        self.strength *= 0.98""",
     """steady <- function(i) @rate@
tired <- function(i) @start@ * 0.98^i"""),
    ("""func @wander@<Some: @Walker@>(_ walker: Some, steps: Int) -> [Double] {
  var walker = walker
  return (0..<steps).map { _ in
    walker.move(Bool.random(using: &@generator@) ? 1 : -1)
    return walker.position
  }
}

let @history@ = @wander@(@Steady@(), steps: @epochs@)
let tired = @wander@(@Tired@(), steps: @epochs@)
print(@history@.count, tired.count)""",
     """def @wander@(walker, steps):
    places = []
    for _ in range(steps):
        walker.move(1 if @generator@.next() & 1 else -1)
        places.append(walker.position)
    return places

@history@ = @wander@(@Steady@(), @epochs@)
tired_history = @wander@(@Tired@(), @epochs@)
print(len(@history@), len(tired_history))""",
     """@wander@ <- function(strength, steps) cumsum(sample(c(-1, 1), steps, TRUE) * strength(seq_len(steps)))
@history@ <- @wander@(steady, @epochs@)
tired_history <- @wander@(tired, @epochs@)
cat(length(@history@), length(tired_history), "\\n")"""),
    ("""extension Array where Element == Double {
  var mean: Double { reduce(0, +) / Double(count) }
  var deviation: Double {
    let mean = mean
    return (map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / Double(count)).squareRoot()
  }
}

print("steady", @history@.mean.formatted(4), @history@.deviation.formatted(4))
print("tired ", tired.mean.formatted(4), tired.deviation.formatted(4))""",
     """def mean(values):
    return sum(values) / len(values)

def deviation(values):
    m = mean(values)
    return mean([(v - m) ** 2 for v in values]) ** 0.5

print("steady", f"{mean(@history@):.4f}", f"{deviation(@history@):.4f}")
print("tired ", f"{mean(tired_history):.4f}", f"{deviation(tired_history):.4f}")""",
     """cat("steady", mean(@history@), sd(@history@), "\\n")
cat("tired ", mean(tired_history), sd(tired_history), "\\n")"""),
    ("""let @bins@ = Dictionary(grouping: @history@) { Int(($0 / @scale@).rounded()) }
Table(
  ["place", "visits"],
  @bins@.keys.sorted().prefix(6).map { ["\\($0)", "\\(@bins@[$0, default: []].count)"] })""",
     """from collections import Counter
@bins@ = Counter(round(x / @scale@) for x in @history@)
table(["place", "visits"], [[str(k), str(@bins@[k])] for k in sorted(@bins@)[:6]])""",
     """knitr::kable(head(as.data.frame(table(round(@history@ / @scale@))), 6))"""),
    ("@history@", "@history@", "@history@"),
]

MARKOV = [
    ("""typealias @Matrix@ = [[Double]]

let @chain@: @Matrix@ = [
  [1 - @rate@, @rate@, 0],
  [0.25, 0.5, 0.25],
  [0, @p@, 1 - @p@],
]
print(@chain@.map { $0.reduce(0, +).formatted(3) })""",
     """@chain@ = [[1 - @rate@, @rate@, 0], [0.25, 0.5, 0.25], [0, @p@, 1 - @p@]]
print([f"{sum(row):.3f}" for row in @chain@])""",
     """@chain@ <- rbind(c(1 - @rate@, @rate@, 0), c(0.25, 0.5, 0.25), c(0, @p@, 1 - @p@))
print(rowSums(@chain@))"""),
    ("""func @times@(_ a: @Matrix@, _ b: @Matrix@) -> @Matrix@ {
  a.map { row in
    b[0].indices.map { column in
      zip(row, b).reduce(0) { $0 + $1.0 * $1.1[column] }
    }
  }
}

@times@(@chain@, @chain@)[0].map { $0.formatted(4) }""",
     """def @times@(a, b):
    return [[sum(x * row[c] for x, row in zip(r, b)) for c in range(len(b[0]))] for r in a]

print([f"{x:.4f}" for x in @times@(@chain@, @chain@)[0]])""",
     """print(round((@chain@ %*% @chain@)[1, ], 4))"""),
    ("""func @power@(_ matrix: @Matrix@, _ exponent: Int) -> @Matrix@ {
  switch exponent {
  case 1: return matrix
  case let n where n.isMultiple(of: 2):
    let half = @power@(matrix, n / 2)
    return @times@(half, half)
  default: return @times@(matrix, @power@(matrix, exponent - 1))
  }
}

print(@power@(@chain@, @count@).map { $0.map { $0.formatted(5) } })""",
     """def @power@(matrix, exponent):
    if exponent == 1:
        return matrix
    if exponent % 2 == 0:
        half = @power@(matrix, exponent // 2)
        return @times@(half, half)
    return @times@(matrix, @power@(matrix, exponent - 1))

print([[f"{x:.5f}" for x in row] for row in @power@(@chain@, @count@)])""",
     """@power@ <- function(m, n) if (n == 1) m else m %*% @power@(m, n - 1)
print(round(@power@(@chain@, @count@), 5))"""),
    ("""class @Visitor@ {
  private(set) var distribution: [Double]
  private let chain: @Matrix@
  init(startingAt place: Int, in chain: @Matrix@) {
    self.chain = chain
    distribution = chain.indices.map { $0 == place ? 1 : 0 }
  }

  func step() { distribution = @times@([distribution], chain)[0] }
}

let visitor = @Visitor@(startingAt: 0, in: @chain@)
var @history@: [Double] = []
for _ in 0..<@epochs@ {
  visitor.step()
  @history@.append(visitor.distribution[0])
}
print("after \\(@epochs@) steps:", visitor.distribution.map { $0.formatted(6) })""",
     """class @Visitor@:
    def __init__(self, place, chain):
        self.chain = chain
        self.distribution = [1.0 if i == place else 0.0 for i in range(len(chain))]

    def step(self):
        self.distribution = @times@([self.distribution], self.chain)[0]

visitor = @Visitor@(0, @chain@)
@history@ = []
for _ in range(@epochs@):
    visitor.step()
    @history@.append(visitor.distribution[0])
print("after @epochs@ steps:", [f"{x:.6f}" for x in visitor.distribution])""",
     """distribution <- c(1, 0, 0)
@history@ <- c()
for (i in 1:@epochs@) {
  distribution <- as.vector(distribution %*% @chain@)
  @history@ <- c(@history@, distribution[1])
}
cat("after @epochs@ steps:", distribution, "\\n")"""),
    ("""Table(
  ["steps", "first", "second", "third"],
  [1, 2, 4, 8, 16].map { steps in
    ["\\(steps)"] + @power@(@chain@, steps)[0].map { $0.formatted(4) }
  })""",
     """table(["steps", "first", "second", "third"],
      [[str(n)] + [f"{x:.4f}" for x in @power@(@chain@, n)[0]] for n in (1, 2, 4, 8, 16)])""",
     """knitr::kable(t(sapply(c(1, 2, 4, 8, 16), function(n) @power@(@chain@, n)[1, ])))"""),
    ("@history@", "@history@", "@history@"),
]

WORDS = [
    ("""let @text@ = \"\"\"
  @sentence@
  \"\"\"
let @words@ = @text@.lowercased().split { !$0.isLetter }.map(String.init)
print(@words@.count, "words,", Set(@words@).count, "different")""",
     """@text@ = \"\"\"
@sentence@
\"\"\"
@words@ = "".join(c if c.isalpha() else " " for c in @text@.lower()).split()
print(len(@words@), "words,", len(set(@words@)), "different")""",
     """@text@ <- "@sentence@"
@words@ <- strsplit(tolower(gsub("[^A-Za-z]+", " ", @text@)), " ")[[1]]
cat(length(@words@), "words,", length(unique(@words@)), "different\\n")"""),
    ("""struct @Cipher@ {
  let shift: Int

  func encode(_ text: String) -> String {
    String(text.unicodeScalars.map { scalar -> Character in
      guard (97...122).contains(scalar.value) else { return Character(scalar) }
      let moved = (Int(scalar.value) - 97 + shift + 26) % 26
      return Character(UnicodeScalar(UInt8(97 + moved)))
    })
  }
}

let @cipher@ = @Cipher@(shift: @shift@)
print(@cipher@.encode(@words@.prefix(6).joined(separator: " ")))""",
     """class @Cipher@:
    def __init__(self, shift):
        self.shift = shift

    def encode(self, text):
        return "".join(chr((ord(c) - 97 + self.shift + 26) % 26 + 97) if "a" <= c <= "z" else c for c in text)

@cipher@ = @Cipher@(@shift@)
print(@cipher@.encode(" ".join(@words@[:6])))""",
     """encode <- function(text, shift) {
  codes <- utf8ToInt(text)
  inside <- codes >= 97 & codes <= 122
  codes[inside] <- (codes[inside] - 97 + shift + 26) %% 26 + 97
  intToUtf8(codes)
}
cat(encode(paste(head(@words@, 6), collapse = " "), @shift@), "\\n")"""),
    ("""let decoded = @Cipher@(shift: -@shift@).encode(@cipher@.encode(@text@.lowercased()))
decoded == @text@.lowercased()""",
     """decoded = @Cipher@(-@shift@).encode(@cipher@.encode(@text@.lower()))
print(decoded == @text@.lower())""",
     """print(encode(encode(tolower(@text@), @shift@), -@shift@) == tolower(@text@))"""),
    ("""var @counts@: [Character: Int] = [:]
for letter in @words@.joined() { @counts@[letter, default: 0] += 1 }
let ranking = @counts@.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
let @history@ = ranking.map { Double($0.value) }
for (letter, count) in ranking.prefix(@few@) { print(letter, count) }""",
     """from collections import Counter
@counts@ = Counter("".join(@words@))
ranking = sorted(@counts@.items(), key=lambda item: (-item[1], item[0]))
@history@ = [float(count) for _, count in ranking]
for letter, count in ranking[:@few@]:
    print(letter, count)""",
     """ranking <- sort(table(strsplit(paste(@words@, collapse = ""), "")[[1]]), decreasing = TRUE)
@history@ <- as.vector(ranking)
print(head(ranking, @few@))"""),
    ("""Table(
  ["word", "letters"],
  @words@.sorted { ($1.count, $0) < ($0.count, $1) }.prefix(5).map { [$0, "\\($0.count)"] })""",
     """table(["word", "letters"], [[w, str(len(w))] for w in sorted(@words@, key=lambda w: (-len(w), w))[:5]])""",
     """knitr::kable(head(data.frame(word = @words@, letters = nchar(@words@)), 5))"""),
    ("@history@", "@history@", "@history@"),
]

ENGINE = [
    ("""let w = Scalar(@start@, name: "w")
let b = Scalar(@rate@, name: "b")
let x = Scalar(constant: @scale@, name: "x")
let distance = tanh(w * x + b) - @p@
let @loss@ = distance * distance
@loss@.value.formatted(8)""",
     """import math

class Value:
    def __init__(self, data, parents=()):
        self.data, self.grad, self.parents = data, 0.0, parents

    def __add__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data, ((self, 1.0), (other, 1.0)))

    def __mul__(self, other):
        return Value(self.data * other.data, ((self, other.data), (other, self.data)))

    def tanh(self):
        t = math.tanh(self.data)
        return Value(t, ((self, 1 - t * t),))

    def backward(self, seed=1.0):
        self.grad += seed
        for parent, factor in self.parents:
            parent.backward(seed * factor)

w, b, x = Value(@start@), Value(@rate@), Value(@scale@)
d = (w * x + b).tanh() + (-@p@)
@loss@ = d * d
print(f"{@loss@.data:.8f}")""",
     """w <- @start@; b <- @rate@; x <- @scale@
loss_of <- function(w, b) (tanh(w * x + b) - @p@)^2
cat(format(loss_of(w, b), digits = 8), "\\n")"""),
    ("""let gradient = @loss@.gradient()
print("dL/dw =", gradient[w].formatted(8))
print("dL/db =", gradient[b].formatted(8))""",
     """@loss@.backward()
print(f"dL/dw = {w.grad:.8f}")
print(f"dL/db = {b.grad:.8f}")""",
     """h <- 1e-6
cat("dL/dw =", (loss_of(w + h, b) - loss_of(w - h, b)) / (2 * h), "\\n")"""),
    ("""func @numeric@(_ f: (Double) -> Double, at x: Double, width h: Double = 1e-6) -> Double {
  (f(x + h) - f(x - h)) / (2 * h)
}

let slope = @numeric@({ w in
  let distance = tanh(Scalar(w) * @scale@ + @rate@) - @p@
  return (distance * distance).value
}, at: @start@)
print(slope.formatted(6))""",
     """def @numeric@(f, x, h=1e-6):
    return (f(x + h) - f(x - h)) / (2 * h)

print(f"{@numeric@(lambda w: (math.tanh(w * @scale@ + @rate@) - @p@) ** 2, @start@):.6f}")""",
     """@numeric@ <- function(f, x, h = 1e-6) (f(x + h) - f(x - h)) / (2 * h)
cat(format(@numeric@(function(w) loss_of(w, b), @start@), digits = 6), "\\n")"""),
    ("""var parameters = (w: @start@, b: @rate@)
var @history@: [Double] = []
for _ in 0..<@epochs@ {
  let w = Scalar(parameters.w, name: "w")
  let b = Scalar(parameters.b, name: "b")
  let distance = tanh(w * @scale@ + b) - @p@
  let loss = distance * distance
  let gradient = loss.gradient()
  parameters.w -= 0.05 * gradient[w]
  parameters.b -= 0.05 * gradient[b]
  @history@.append(loss.value)
}
print("w =", parameters.w.formatted(5), "b =", parameters.b.formatted(5))""",
     """parameters = [@start@, @rate@]
@history@ = []
for _ in range(@epochs@):
    w, b = Value(parameters[0]), Value(parameters[1])
    d = (w * Value(@scale@) + b).tanh() + (-@p@)
    loss = d * d
    loss.backward()
    parameters[0] -= 0.05 * w.grad
    parameters[1] -= 0.05 * b.grad
    @history@.append(loss.data)
print(f"w = {parameters[0]:.5f} b = {parameters[1]:.5f}")""",
     """@history@ <- c()
for (i in 1:@epochs@) {
  @history@ <- c(@history@, loss_of(w, b))
  dw <- @numeric@(function(v) loss_of(v, b), w)
  db <- @numeric@(function(v) loss_of(w, v), b)
  w <- w - 0.05 * dw
  b <- b - 0.05 * db
}
cat("w =", w, "b =", b, "\\n")"""),
    ("""Table(
  ["step", "loss"],
  @history@.enumerated().prefix(5).map { ["\\($0.offset)", $0.element.formatted(6)] })""",
     """table(["step", "loss"], [[str(i), f"{v:.6f}"] for i, v in enumerate(@history@[:5])])""",
     """knitr::kable(head(data.frame(step = seq_along(@history@) - 1, loss = @history@), 5))"""),
    ("@history@", "@history@", "@history@"),
]

SUBJECTS = {
    "neuron": NEURON, "root": ROOT, "walk": WALK, "markov": MARKOV, "words": WORDS,
    "engine": ENGINE,
}

# Words that a lesson may call its things by; the numbers are drawn in course.py.
NAMES = {
    "Example": ["Example", "Sample", "Observation", "Pair"],
    "examples": ["examples", "samples", "observations", "dataset"],
    "Model": ["Neuron", "Model", "Line", "Unit"],
    "model": ["neuron", "model", "line", "unit"],
    "loss": ["loss", "cost", "risk", "badness"],
    "history": ["history", "losses", "course", "trace"],
    "Polynomial": ["Polynomial", "Curve", "Poly", "Cubic"],
    "f": ["f", "curve", "p", "cubic"],
    "Failure": ["Failure", "Trouble", "NoRoot", "Stuck"],
    "solve": ["solve", "newton", "root", "descend"],
    "Generator": ["Generator", "Dice", "Source", "Congruence"],
    "generator": ["generator", "dice", "source", "randomness"],
    "Walker": ["Walker", "Moving", "Wanderer", "Mover"],
    "Steady": ["Steady", "Constant", "Even", "Brisk"],
    "Tired": ["Tired", "Fading", "Weary", "Slowing"],
    "wander": ["wander", "walk", "stroll", "roam"],
    "bins": ["bins", "places", "visits", "groups"],
    "Matrix": ["Matrix", "Chain", "Rows", "Transition"],
    "chain": ["chain", "matrix", "weather", "moves"],
    "times": ["times", "multiply", "product", "compose"],
    "power": ["power", "raise", "repeated", "iterate"],
    "Visitor": ["Visitor", "Guest", "Token", "Traveller"],
    "text": ["text", "sentence", "passage", "source"],
    "words": ["words", "terms", "tokens", "pieces"],
    "Cipher": ["Cipher", "Caesar", "Shift", "Code"],
    "cipher": ["cipher", "caesar", "secret", "code"],
    "counts": ["counts", "letters", "frequency", "tally"],
    "numeric": ["numeric", "difference", "slopeOf", "central"],
}
