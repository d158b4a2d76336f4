"""Is it right? The V of the errors, twelve faults by their formulas, and a start close by."""

import numpy as np

from claims.chain import FIRST, arrival, published, true
from claims.slopes import gradient

NET = np.array([0.8, -0.3, -1.2, 0.5, 1.5])
SAMPLES = [(-2, 0.7), (0.6, -1), (1.7, 0.4)]


def loss(net, x, target):
    w1, b1, w2, b2, w3 = net
    return 0.5 * (w3 * np.tanh(w2 * np.tanh(w1 * x + b1) + b2) - target) ** 2


def right(net, x, target):
    return gradient(lambda moved: loss(moved, x, target), net)


def faulty(name, net, x, target):
    """The right derivatives with what each mistake does to them; in the order w1, b1, w2, b2, w3."""
    w1, b1, w2, b2, w3 = net
    a = w1 * x + b1
    h1 = np.tanh(a)
    h2 = np.tanh(w2 * h1 + b2)
    slopes = right(net, x, target)
    behind = np.array([1, 1, 1, 1, 0])
    first = np.array([1, 1, 0, 0, 0])
    if name == "B":
        return slopes / (1 - h2 * h2) ** behind
    if name == "C":
        return slopes * [1, 0, 1, 1, 1]
    if name == "D":
        return -slopes
    if name == "E":
        return slopes * [1 / x, 1, 1, 1, 1]
    if name == "F":
        return slopes * ((w3 - 0.1 * slopes[4]) / w3) ** behind
    if name == "G":
        return 2 * slopes
    if name == "I":
        return slopes * [1, 1, w2, 1, 1]
    if name == "J":
        return slopes * ((1 - a * a) / (1 - h1 * h1)) ** first
    if name == "L":
        return slopes[[0, 1, 3, 2, 4]]
    return slopes


def mean_of(name, net, samples):
    all_ = np.array([faulty(name, net, *sample) for sample in samples])
    if name == "H":
        return all_[-1]
    return all_.sum(axis=0) / (1 if name == "K" else len(samples))


def quotients(name, samples):
    found = mean_of(name, NET, samples)
    place = NET - 0.1 * found if name == "A" else NET
    return found / np.mean([right(place, *sample) for sample in samples], axis=0)


def claims(lesson):
    # In numbers of 64 bits behind the point, so that what is left is the error of the method.
    w, chain = np.longdouble(0.2333), np.longdouble("0.52133") * np.longdouble("0.233")
    plain = lambda w: 0.5 * (chain * w + 1) ** 2
    curved = lambda w: 0.5 * (np.tanh(chain * w) + 1) ** 2
    slope = (chain * w + 1) * chain
    bent = (np.tanh(chain * w) + 1) * (1 - np.tanh(chain * w) ** 2) * chain
    table = "let errors = SlopeErrors(epsilon)"
    recorded, computed = [], []
    for label, epsilon in [("1e+04", 1e4), ("1e+00", 1), ("1e-02", 1e-2), ("1e-04", 1e-4)]:
        row = lesson.row(table, label)
        e = np.longdouble(epsilon)
        recorded.append(row[0])
        computed.append(abs((plain(w + e) - plain(w)) / e - slope))
        if epsilon > 1e-3:
            recorded.append(row[2])
            computed.append(abs((curved(w + e) - curved(w - e)) / (2 * e) - bent))
    yield "how the errors of a measured slope fall", recorded, computed

    recorded, computed = [], []
    for name in "ABCDEFGHIJKL":
        recorded += lesson.row("quotientTable(Fault.allCases, on: [sample])", name)
        computed += list(quotients(name, SAMPLES[:1]))
    for name in "HK":
        recorded += lesson.row("quotientTable([.h, .k], on: three)", name)
        computed += list(quotients(name, SAMPLES))
    falling = 0
    for name in "ABCDEFGHIJKL":
        net = NET.copy()
        with np.errstate(all="ignore"):  # One runs away.
            for _ in range(500):
                net -= 0.05 * mean_of(name, net, SAMPLES)
            before, after = (
                np.mean([loss(one, *sample) for sample in SAMPLES]) for one in (NET, net))
        falling += bool(after < 0.5 * before)
    yield ("the quotients of twelve programs, and how many train", recorded + [
        lesson.value("falling")], computed + [falling])

    near = np.array([0.2333, -0.238, -0.52133])
    late = true(FIRST, 240)
    yield ("from a start close by the true derivatives arrive first",
           lesson.row("let nearby = Chain", "published:") + lesson.row("let nearby = Chain", "true:")
           + [lesson.value("-5 * together[100].w3"), lesson.value("arrival(together)")],
           [arrival(published(near, 240)), arrival(true(near, 240)), -5 * late[100][2],
            arrival(late)])
