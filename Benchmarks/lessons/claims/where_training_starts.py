"""Where training starts: chains of random weights, typical products, and fifty wide layers."""

import numpy as np

from claims.lesson import plotted
from claims.random_source import RandomSource


def chains(depth, limit):
    """Of 500 chains, how many are near −1 after 160 epochs, and how many ran away."""
    w = RandomSource(7).uniforms(500 * depth, -limit, limit).reshape(500, depth)
    with np.errstate(all="ignore"):
        for _ in range(160):
            for x in (1, -1):
                left = np.cumprod(np.hstack([np.ones((500, 1)), w[:, :-1]]), axis=1)
                right = np.cumprod(np.hstack([np.ones((500, 1)), w[:, :0:-1]]), axis=1)[:, ::-1]
                error = w.prod(axis=1) * x + x
                w = w - 0.05 * (error * x)[:, None] * left * right
        product = w.prod(axis=1)
        return int((np.abs(product + 1) < 0.5).sum()), int((~np.isfinite(product)).sum())


def claims(lesson):
    recorded, computed = [], []
    limits = (0.5, 1, 2, 3)
    for depth in (3, 5, 10, 20):
        found = [chains(depth, limit) for limit in limits]
        recorded += lesson.row("func success(depth: Int", f"{depth} ")
        # A number in brackets stands where some ran away.
        computed += [one for right, lost in found for one in ([right, lost] if lost else [right])]
    # A chain on the edge of running away multiplies its rounding with every step: one of 500 ends
    # otherwise when the factors are multiplied in another order.
    yield "of 500 chains, those that learn and those that run away", recorded, computed, 1

    recorded, computed = [], []
    for label, limit in [("±0.5", 0.5), ("±1", 1), ("±√3", 3 ** 0.5), ("±2.718", np.e), ("±4", 4)]:
        draws = np.abs(RandomSource(11).uniforms(50 * 1001, -limit, limit).reshape(50, 1001))
        typical = np.median(np.cumprod(draws, axis=0), axis=1)
        row = lesson.row('Plot("Typical size after so many layers"', label + " ")
        recorded += plotted(row[1:3])
        computed += [typical[0], typical[-1]]
    yield "the typical product of a chain, after 1 and 50 layers", recorded, computed

    recorded, computed = [], []
    noise = RandomSource(1).normals(100)
    for deviation in (0.05, 0.1, 0.2):
        source, signal = RandomSource(2), noise
        for _ in range(50):
            signal = signal @ source.normals((100, 100), deviation)
        recorded += lesson.row("let linearSizes = deviations", f"{deviation:.2f}")
        computed += [10 * deviation, np.sqrt(np.mean(signal ** 2)), (10 * deviation) ** 50]
    yield "the size of a signal behind fifty layers of 100", recorded, computed
