"""Backpropagation: derivatives, multiplications, and the start that does not work."""

import numpy as np

from claims.chain import FIRST, published
from claims.slopes import gradient


def claims(lesson):
    slopes = gradient(lambda w: 0.5 * (np.prod(w) + 1) ** 2, FIRST)
    table = "derivations(of: loss, for: [w3, w2, w1])"
    recorded = []
    for name in ("dL/dw3", "dL/dw2", "dL/dw1"):
        row = [line for line in lesson.output(table) if line.startswith(name)][0]
        recorded.append(row.split()[-4])
    yield "the three derivatives (by complex steps)", recorded, slopes[::-1]

    # Of n weights, the derivative of the k-th from the end is a product of k + 1 numbers. With what
    # the row above ends with, each takes one product of its own and, but for the last, one more.
    recorded, computed = [], []
    for n in (1, 2, 3, 10, 30, 100):
        recorded += lesson.row("derivationsOfChain(layers: layers)", f"{n} ")
        factors = np.arange(1, n + 1) + 1
        computed += [int((factors - 1).sum()), n + (n - 1)]
    recorded.append(lesson.value("derivationsOfChain(layers: 50).multiplications"))
    yield "multiplications without and with sharing", recorded, computed + [50 + 49]

    way = published(np.full(3, 0.2333), 160)
    recorded, computed = [], []
    for epoch in (0, 10, 40, 80, 160):
        recorded += lesson.row("let net = stuck[epoch]", f"{epoch} ")
        computed += [*way[epoch], np.prod(way[epoch])]
    recorded += lesson.row("let stuck = train", "answers:")
    computed += [int(np.sign(np.prod(way[160]))), int(-np.sign(np.prod(way[160])))]
    yield "three equal weights, moved as published", recorded, computed
