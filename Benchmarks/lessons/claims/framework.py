"""A small framework: its quotients, and what 2,000 random starts come to."""

import numpy as np

from claims.chain import FIRST, RATE
from claims.random_source import RandomSource
from claims.slopes import gradient


def starts():
    return RandomSource(1).uniforms(6000, -0.5, 0.5).reshape(2000, 3)


def published_slopes(w, x, error):
    """What the loop from front to back comes to: w3 once, then w1, w2 and w3, each before its input."""
    shared = error * w[:, 2]
    inputs = [x + 0 * w[:, 0], x * w[:, 0], x * w[:, 0] * w[:, 1]]
    slopes = []
    for place in range(3):
        shared = shared * w[:, place]
        slopes.append(shared * inputs[place])
    return np.array(slopes).T


def true_slopes(w, x, error):
    others = [w[:, 1] * w[:, 2], w[:, 0] * w[:, 2], w[:, 0] * w[:, 1]]
    return np.array([error * x * other for other in others]).T


def trained(w, slopes, epochs):
    w = w.copy()
    with np.errstate(all="ignore"):
        for _ in range(epochs):
            for x in (1, -1):
                w -= RATE * slopes(w, x, w.prod(axis=1) * x + x)
    return w.prod(axis=1)


def claims(lesson):
    slopes = gradient(lambda w: 0.5 * (np.prod(w) + 1) ** 2, FIRST)
    one = FIRST[None]
    found = published_slopes(one, 1, np.prod(FIRST) + 1)[0]
    recorded = [lesson.row("table(check(start, on: samples[0], asPublished))", name)[2]
                for name in ("w1", "w2", "w3")]
    yield "the quotients of the published framework", recorded, found / slopes

    begin = starts()
    before = begin.prod(axis=1)
    recorded, computed = [], []
    for name, way in [("as published", published_slopes), ("all mended", true_slopes)]:
        right, percent, kept, away = lesson.row("func tally(", name)
        end = trained(begin, way, 160)
        isAway = ~(np.abs(end) < 1e6)
        recorded += [right, percent, kept, away]
        computed += [int((end < 0).sum()), (end < 0).sum() / 20,
                     int(((end < 0) == (before < 0))[~isAway].sum()), int(isAway.sum())]
    recorded.append(lesson.value("negative"))
    yield ("2,000 starts, published and mended: right, sign kept, ran away", recorded,
           computed + [int((before < 0).sum())])

    recorded, computed = [], []
    for epochs in (160, 200, 300, 400):
        recorded += lesson.row("func stillWrong", f"{epochs} ")
        computed.append(int((trained(begin, true_slopes, epochs) >= 0).sum()))
    yield "starts that are late, not lost", recorded, computed
