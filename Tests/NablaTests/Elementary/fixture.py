#!/usr/bin/env python3
"""Writes CorrectlyRounded.swift: arguments and correctly rounded values of each function of
`Elementary`, computed with mpmath (tried with 1.3.0) at 2,400 bits and rounded here to the nearest
double, ties to even, subnormals included.

    python3 fixture.py
"""

import math
import os
import random
import struct

from mpmath import cos, exp, expm1, floor, inf, ldexp, log, log1p, mp, mpf, pi, sin, tanh

mp.prec = 2400
random.seed(1)


def bits(x):
    return struct.unpack("<Q", struct.pack("<d", x))[0]


def double(b):
    return struct.unpack("<d", struct.pack("<Q", b & (2**64 - 1)))[0]


def rounded(v):
    """The double nearest to v."""
    if v == 0:
        return 0.0
    sign = -1.0 if v < 0 else 1.0
    v = abs(v)
    _, exponent = mp.frexp(v)
    unit = max(exponent - 53, -1074)
    scaled = ldexp(v, -unit)
    whole = int(floor(scaled))
    rest = scaled - whole
    if rest > 0.5 or (rest == 0.5 and whole % 2 == 1):
        whole += 1
    try:
        return sign * math.ldexp(whole, unit)
    except OverflowError:
        return sign * math.inf


def beside(values):
    """Each value and a double near it."""
    for v in values:
        yield v
        yield double(bits(v) + random.choice([-3, -2, -1, 1, 2, 3]))


def uniform(a, b, n):
    return [random.uniform(a, b) for _ in range(n)]


def scattered(low, high, n, signs=(1, -1)):
    """Log-uniform over binary exponents."""
    return [random.choice(signs) * math.ldexp(1 + random.random(), random.randint(low, high - 1))
            for _ in range(n)]


ln2 = math.log(2)
steps = [(k + 0.5) * ln2 for k in (-700, -53, -10, -2, -1, 0, 1, 2, 10, 53, 700)]
roots = [math.sqrt(0.5) * 2.0**k for k in (-1000, -3, -1, 0, 1, 2, 10, 1000)]
turns = [k * math.pi / 4 for k in (1, 2, 3, 4, 5, 6, 7, 8, 15, 22, 355, 1000, 710, 104348 * 2)]
hard_turns = [6381956970095103.0 * 2.0**797, 1.7976931348623157e308, 1e22, 2.0**20, 2.0**1000]
rows = [2.0**-4 * (1 + j / 16) * 2**o for o in range(9) for j in (0, 1, 8, 15)]


def softplus(x):
    return log1p(exp(x)) if x < 0 else x + log1p(exp(-x))


FUNCTIONS = [
    ("exp", exp, uniform(-745, 709, 60) + uniform(-745.2, -700, 30) + uniform(-1, 1, 60)
     + scattered(-30, 9, 30) + list(beside(steps + [708.0, -708.0, 709.782712893384]))),
    ("expm1", expm1, uniform(-40, 40, 60) + uniform(-0.4, 0.4, 60) + scattered(-1022, 9, 60)
     + list(beside(steps + [37.0, -37.0, 60.0, -38.0]))),
    ("log", log, uniform(0, 2, 60) + uniform(0.9, 1.1, 60) + scattered(-1074, 1023, 60, (1,))
     + list(beside(roots)) + [double(1 + bits(1.0)), double(bits(1.0) - 1), 5e-324]),
    ("log1p", log1p, uniform(-1, 2, 60) + uniform(-0.3, 0.42, 60) + scattered(-1022, -1, 40)
     + scattered(0, 1023, 30, (1,)) + list(beside([r - 1 for r in roots if r - 1 > -0.99]))),
    ("tanh", tanh, uniform(-4, 4, 80) + uniform(-0.1, 0.1, 30) + scattered(-1022, 5, 40)
     + list(beside(rows))),
    ("sigmoid", lambda x: 1 / (1 + exp(-x)), uniform(-6, 6, 80) + uniform(-745, 40, 60)
     + scattered(-30, 9, 30) + list(beside([690.0, -690.0, 36.7, -708.4, 0.5, -0.5]))),
    ("softplus", softplus, uniform(-6, 6, 80) + uniform(-745, 40, 60)
     + scattered(-30, 9, 30) + list(beside([690.0, -690.0, 36.7, -708.4, -0.88, 1e-9]))),
    ("sin", sin, uniform(-10, 10, 60) + uniform(-(2.0**20), 2.0**20, 40)
     + scattered(-1000, 1023, 60) + list(beside(turns + hard_turns))),
    ("cos", cos, uniform(-10, 10, 60) + uniform(-(2.0**20), 2.0**20, 40)
     + scattered(-30, 1023, 60) + list(beside(turns + hard_turns))),
]


def powers():
    for x, y in zip(uniform(0, 3, 60), uniform(-300, 300, 60)):
        yield x, y
    for x, y in zip(scattered(-1070, 1023, 60, (1,)), uniform(-1, 1, 60)):
        yield x, y
    for x in uniform(0.99, 1.01, 40):
        yield x, random.uniform(-70000, 70000)
    for k in range(-8, 9):
        yield -random.uniform(0, 10), float(k)
    for x in beside(roots + [0.7109375, 1.421875, 1.0078125, 0.99609375]):
        yield x, random.uniform(-0.7, 0.7)
    for y in beside([1074.5, -1023.5, 1023.9, 0.5, 2.0, 3.0]):
        yield 2.0, -y


def table():
    for name, f, points in FUNCTIONS:
        for x in filter(math.isfinite, points):
            yield "%s %016X %016X" % (name, bits(x), bits(rounded(f(mpf(x)))))
    for x, y in powers():
        size = mpf(abs(x)) ** mpf(y)
        value = -size if x < 0 and y % 2 == 1 else size
        yield "pow %016X %016X %016X" % (bits(x), bits(y), bits(rounded(value)))


HEADER = '''/// Written by `fixture.py` with mpmath: a function, its arguments and its correctly rounded
/// value, as the bits of doubles.
let correctlyRounded = """
'''


def main():
    lines = list(table())
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "CorrectlyRounded.swift")
    with open(path, "w", encoding="utf-8") as file:
        file.write(HEADER)
        for line in lines:
            file.write("  " + line + "\n")
        file.write('  """\n')
    print(len(lines), "values")


main()
