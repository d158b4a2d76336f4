#!/usr/bin/env python3
"""Computes every constant of Sources/Nabla/Elementary with mpmath (tried with 1.3.0).

    python3 tables.py           prints them
    python3 tables.py --check   says which of them the sources do not contain

The polynomials are the best in relative error on their interval, found by Remez's exchange at 400
bits; their coefficients are then rounded to doubles.
"""

import os
import struct
import sys

from mpmath import (
    cos, expm1, floor, log, log1p, lu_solve, matrix, mp, mpf, pi, polyval, sin, sqrt, tanh)

mp.prec = 400


def remez(f, a, b, degree):
    """The polynomial p that makes the largest |p/f - 1| on [a, b] least, and that error."""
    n = degree + 2
    xs = [(a + b) / 2 + (b - a) / 2 * cos(pi * (2 * i + 1) / (2 * n)) for i in range(n)]
    for _ in range(8):
        rows, ones = matrix(n, n), matrix(n, 1)
        for i, x in enumerate(xs):
            fx = f(x)
            for j in range(degree + 1):
                rows[i, j] = x**j / fx
            rows[i, degree + 1] = (-1) ** i
            ones[i] = 1
        solved = lu_solve(rows, ones)
        p = [solved[j] for j in range(degree + 1)]
        grid = [(a + b) / 2 + (b - a) / 2 * cos(pi * i / mpf(600)) for i in range(601)]
        errors = [polyval(p[::-1], x) / f(x) - 1 for x in grid]
        peaks = []
        for i, e in enumerate(errors):
            beside = [errors[k] for k in (i - 1, i + 1) if 0 <= k < len(errors)]
            if all(abs(e) >= abs(o) or o * e < 0 for o in beside):
                if peaks and errors[peaks[-1]] * e > 0:
                    if abs(e) > abs(errors[peaks[-1]]):
                        peaks[-1] = i
                else:
                    peaks.append(i)
        if len(peaks) != n:
            break
        xs = [grid[i] for i in peaks]
    return p, max(abs(e) for e in errors)


def near(f, limit):
    """f, with its limit at zero."""
    return lambda x: limit if abs(x) < mpf(10) ** -40 else f(x)


def of_square(f, limit):
    """f as a function of the square of its argument."""
    return near(lambda z: f(sqrt(z)), limit)


def cut(x, bits):
    """The leading bits of x."""
    unit = mpf(2) ** (int(floor(log(abs(x), 2))) + 1 - bits)
    return floor(x / unit) * unit


def double(bits):
    return struct.unpack("<d", struct.pack("<Q", bits))[0]


half_ln2 = log(2) / 2 * mpf("1.0001")
root = (sqrt(mpf(2)) - 1) / (sqrt(mpf(2)) + 1) * mpf("1.0001")
quarter = pi / 4 * mpf("1.0001")
step = mpf(2) ** -7 * mpf("1.001")
third = mpf(1) / 3

POLYNOMIALS = [
    ("Exponential", "(exp r - 1 - r - r^2/2) / r^3",
     near(lambda r: (expm1(r) - r - r * r / 2) / r**3, mpf(1) / 6), -half_ln2, half_ln2, 9),
    ("Logarithm", "(log((1 + s)/(1 - s)) - 2 s) / s^3 in s^2",
     of_square(lambda s: (log((1 + s) / (1 - s)) - 2 * s) / s**3, 2 * third), mpf(0), root**2, 7),
    ("Trigonometric", "(sin x - x + x^3/6) / x^5 in x^2",
     of_square(lambda x: (sin(x) - x + x**3 / 6) / x**5, mpf(1) / 120), mpf(0), quarter**2, 5),
    ("Trigonometric", "(cos x - 1 + x^2/2) / x^4 in x^2",
     of_square(lambda x: (cos(x) - 1 + x * x / 2) / x**4, mpf(1) / 24), mpf(0), quarter**2, 5),
    ("HyperbolicTangent", "(tanh x - x) / x^3 in x^2",
     of_square(lambda x: (tanh(x) - x) / x**3, -third), mpf(0), mpf(1) / 256, 5),
    ("Power", "(log(1 + r) - r + r^2/2) / r^3",
     near(lambda r: (log1p(r) - r + r * r / 2) / r**3, third), -step, step, 6),
]


def constants():
    ln2, half_turn = log(2), pi / 2
    high = cut(ln2, 40)
    yield "Exponential", "1 / ln 2", 1 / ln2
    for file in ("Exponential", "Logarithm", "Power"):
        yield file, "ln 2, 40 bits", high
        yield file, "ln 2, the rest", ln2 - high
    first = cut(half_turn, 33)
    second = cut(half_turn - first, 33)
    yield "Trigonometric", "2 / pi", 2 / pi
    yield "Trigonometric", "pi/2, 33 bits", first
    yield "Trigonometric", "pi/2, the next 33", second
    yield "Trigonometric", "pi/2, the rest", half_turn - first - second
    yield "Trigonometric", "1/6, what its double lacks", mpf(1) / 6 - mpf(1 / 6)
    nearest = mpf(float(half_turn))
    yield "Turn", "pi/2, its double", nearest
    yield "Turn", "pi/2, 26 bits", cut(nearest, 26)
    yield "Turn", "pi/2, what its double lacks", half_turn - nearest


def tanh_table():
    """tanh a in two parts and 1 - tanh^2 a in the middle of 16 intervals an octave from 1/16."""
    yield 0.0, 0.0, 1.0
    for octave in range(-4, 5):
        for j in range(16):
            t = tanh(mpf(2) ** octave * (1 + (mpf(j) + mpf("0.5")) / 16))
            yield float(t), float(t - mpf(float(t))), float(1 - t * t)


def log_table():
    """c = 1/m in 20 bits and -log c, the first part of it a multiple of 2^-42."""
    for i in range(128):
        start = 0x3FE6_C000_0000_0000
        a, b = (mpf(double(start + (k << 45))) for k in (i, i + 1))
        c = mpf(1) if 1 in (a, b) else floor(2 / (a + b) * 2**20 + mpf("0.5")) / 2**20
        value = -log(c)
        high = floor(value * 2**42 + mpf("0.5")) / 2**42
        yield float(c), float(high), float(value - high)


def two_over_pi():
    """A word of zeros and the first 1,280 bits, in words of 64."""
    mp.prec = 1500
    digits = int(floor(2 / pi * mpf(2) ** 1280))
    for i in range(21):
        word = (digits >> (64 * (20 - i))) & (2**64 - 1)
        text = "%016X" % word
        yield "0x" + "_".join(text[k : k + 4] for k in range(0, 16, 4))


def literals():
    """The file, the meaning, and the numbers as the source writes them."""
    for file, name, f, a, b, degree in POLYNOMIALS:
        p, error = remez(f, a, b, degree)
        yield file, "%s, within 2^%.1f" % (name, log(error, 2)), [repr(float(c)) for c in p]
    for file, name, value in constants():
        yield file, name, [repr(float(value))]
    for file, rows in (("HyperbolicTangent", tanh_table()), ("Power", log_table())):
        yield file, "table", [", ".join(map(repr, row)) for row in rows]
    yield "Turn", "2/pi", list(two_over_pi())


def main():
    check = "--check" in sys.argv
    here = os.path.dirname(os.path.abspath(__file__))
    missing = 0
    for file, name, numbers in literals():
        if not check:
            print("%s: %s" % (file, name), *numbers, sep="\n  ")
            continue
        path = os.path.join(here, "../../../Sources/Nabla/Elementary", file + ".swift")
        source = open(path, encoding="utf-8").read()
        for number in numbers:
            # A minus may be an operator in the source.
            if number not in source and number.lstrip("-") not in source:
                print("%s.swift lacks %s of %s" % (file, number, name))
                missing += 1
    sys.exit(1 if missing else 0)


main()
