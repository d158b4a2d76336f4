"""Seeing: the nearest neighbour, moved digits, and a network of filters trained anew in NumPy."""

import math

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from claims.digits import Adam, moved, read, softmax
from claims.random_source import RandomSource

SIDES = [(0, 0), (1, 0), (-1, 0), (0, 1), (0, -1)]


def nearest(known, labels, pictures):
    """The label of the picture with the least |a − b|² = |a|² − 2ab + |b|²; of equals the first."""
    a, b = pictures.reshape(-1, 64), known.reshape(-1, 64)
    # In whole levels of ink, so that equal distances are equal.
    a, b = np.rint(16 * a).astype(int), np.rint(16 * b).astype(int)
    distances = (b ** 2).sum(axis=1) - 2 * a @ b.T
    return labels[distances.argmin(axis=1)]


def windows(x):
    """The 3 × 3 windows of padded maps: [count, channels, 8, 8, 3, 3]."""
    return sliding_window_view(np.pad(x, ((0, 0), (0, 0), (1, 1), (1, 1))), (3, 3), axis=(2, 3))


def convolved(x, weight, bias):
    return np.einsum("ncyxij,fcij->nfyx", windows(x), weight, optimize=True) + bias[:, None, None]


class Filters:
    """Two layers of filters, pooling, dropout and ten scores."""

    def __init__(self, seed):
        source = RandomSource(seed)
        self.parameters = [source.he(9, (8, 1, 3, 3)), np.zeros(8),
                           source.he(72, (16, 8, 3, 3)), np.zeros(16),
                           source.glorot(256, 10), np.zeros(10)]

    def forward(self, x, mask=None):
        w1, b1, w2, b2, w3, b3 = self.parameters
        a1 = convolved(x, w1, b1)
        h1 = np.maximum(a1, 0)
        a2 = convolved(h1, w2, b2)
        h2 = np.maximum(a2, 0)
        count = len(x)
        quarters = h2.reshape(count, 16, 4, 2, 4, 2).transpose(0, 1, 2, 4, 3, 5)
        quarters = quarters.reshape(count, 16, 4, 4, 4)
        largest = quarters.argmax(axis=-1)
        pooled = quarters.max(axis=-1).reshape(count, 256)
        kept = pooled if mask is None else pooled * mask
        return a1, h1, a2, largest, kept, kept @ w3 + b3

    def slopes(self, x, labels, mask):
        """The derivatives of the mean cross-entropy."""
        _, _, w2, _, w3, _ = self.parameters
        a1, h1, a2, largest, kept, scores = self.forward(x, mask)
        count = len(x)
        byScores = softmax(scores)
        byScores[np.arange(count), labels] -= 1
        byScores /= count
        byPooled = (byScores @ w3.T * mask).reshape(count, 16, 4, 4, 1)
        spread = byPooled * (np.arange(4) == largest[..., None])
        byA2 = spread.reshape(count, 16, 4, 4, 2, 2).transpose(0, 1, 2, 4, 3, 5)
        byA2 = byA2.reshape(count, 16, 8, 8) * (a2 > 0)
        turned = w2[:, :, ::-1, ::-1].transpose(1, 0, 2, 3)
        byA1 = convolved(byA2, turned, np.zeros(8)) * (a1 > 0)
        return [np.einsum("ncyxij,nfyx->fcij", windows(x), byA1, optimize=True),
                byA1.sum(axis=(0, 2, 3)),
                np.einsum("ncyxij,nfyx->fcij", windows(h1), byA2, optimize=True),
                byA2.sum(axis=(0, 2, 3)), kept.T @ byScores, byScores.sum(axis=0)]

    def answers(self, pictures):
        return self.forward(pictures[:, None])[-1].argmax(axis=1)


def trained(pictures, labels, epochs, seed):
    network = Filters(seed)
    steps = epochs * ((len(pictures) + 31) // 32)

    def cosine(step):
        return 0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * min(step, steps) / steps))

    optimizer = Adam(0.005, cosine)
    for epoch in range(1, epochs + 1):
        source = RandomSource(1000 * seed + epoch)
        order = np.array(source.permutation(len(pictures)))
        for start in range(0, len(order), 32):
            batch = order[start:start + 32]
            draws = source.uniforms(len(batch) * 256).reshape(len(batch), 256)
            mask = np.where(draws < 0.3, 0, 1 / 0.7)
            slopes = network.slopes(pictures[batch][:, None], labels[batch], mask)
            optimizer.move(network.parameters, slopes)
    return network


def claims(lesson):
    pictures, labels = read()
    known, knownLabels = pictures[:898], labels[:898]
    held, heldLabels = pictures[898:], labels[898:]
    every = np.concatenate([moved(known, *side) for side in SIDES])
    everyLabels = np.tile(knownLabels, 5)

    def percents(read):
        return [100 * np.mean(read(moved(held, *side)) == heldLabels) for side in SIDES]

    table = "let readers: [(String"
    yield ("the nearest neighbour: held-out digits as written and moved, in per cent",
           lesson.row(table, "nearest neighbour  ")
           + lesson.row(table, "nearest neighbour, moved examples too"),
           percents(lambda p: nearest(known, knownLabels, p))
           + percents(lambda p: nearest(every, everyLabels, p)))

    ink = [100 * (1 - moved(held, *side).sum() / held.sum()) for side in (SIDES[1], SIDES[4])]
    yield ("the ink that is lost, in per cent",
           lesson.row("func inkLost", "moved right:") + lesson.row("func inkLost", "moved up:"), ink)

    plain = trained(known, knownLabels, 40, 1)
    moving = trained(every, everyLabels, 8, 1)
    wrong = int((moving.answers(held) != heldLabels).sum())
    yield ("the network, trained without and with moved examples, in per cent; its mistakes",
           lesson.row(table, "network  ") + lesson.row(table, "network, moved examples too")
           + [lesson.value("wrong.count")],
           percents(plain.answers) + percents(moving.answers) + [wrong])
