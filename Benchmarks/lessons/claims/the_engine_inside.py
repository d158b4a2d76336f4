"""The engine inside: two examples, a fit that keeps one point of four, and ways that are counted."""

import math

import numpy as np

from claims.slopes import gradient

START = np.array([0.7, -0.2, 1.3])


def loss(w, x, target):
    return 0.5 * (w[2] * np.tanh(w[0] * x + w[1]) - target) ** 2


def claims(lesson):
    both = gradient(lambda w: loss(w, 0.5, 1) + loss(w, -2, 0.5), START)
    one = gradient(lambda w: loss(w, 0.5, 1), START)
    recorded, computed = [], []
    for place in range(3):
        recorded += lesson.row("let shared = start.map", f"w{place}")
        computed += [both[place], one[place], both[place]]
    yield "with two examples, += gives both and = the first alone", recorded, computed

    x, y = np.array([1.0, 2, 3, 4]), np.array([1.5, 1.9, 2.6, 3.2])
    fit = np.linalg.lstsq(x[:, None], y, rcond=None)[0][0]
    recorded = [lesson.value("fitted"), lesson.value("misled")]
    computed = [fit, y[0] / x[0]]
    for label, w in [("with +=", fit), ("with =", y[0] / x[0])]:
        recorded += lesson.row('("with +=", fitted)', label)
        computed += [w, 0.5 * ((w * x - y) ** 2).sum()]
    yield "the fit to four points (least squares), and to the first", recorded, computed

    # Each fork goes on by a factor 1, which is left out, or by a slope of tanh. A way with k slopes
    # has k + 2 factors, the error and the input with them, and takes k + 1 multiplications.
    recorded, computed = [], []
    for n in (1, 2, 3, 10, 30, 100):
        recorded += lesson.row("let rows = forks(n)", f"{n} ")
        ways = [math.comb(n, k) for k in range(n + 1)]
        computed += [sum(ways), sum(count * (k + 1) for k, count in enumerate(ways)), n + 1]
    yield "ways through forks, and their multiplications", recorded, computed
