"""Remembering: derivatives through time, how far they reach, and what twenty memories learn."""

import numpy as np

from claims.digits import Adam, softmax
from claims.lesson import plotted
from claims.random_source import RandomSource
from claims.slopes import gradient


def last_state(weights):
    h = 0
    for x in (1, -0.5, 0.25):
        h = np.tanh(weights[0] * x + weights[1] * h)
    return h


def sigmoid(a):
    return 1 / (1 + np.exp(-a))


def plain_reach(source, scale):
    """Lengths of the derivative by the input, 0, 1, 2, … moments back, by products of Jacobians."""
    W = source.glorot(16, 16)
    source.glorot(16, 16)
    U = source.normals((16, 16), scale / 4)
    inputs, way = source.normals((50, 16), 0.2), source.normals(16)
    states = [np.zeros(16)]
    for x in inputs:
        states.append(np.tanh(x @ W + states[-1] @ U))
    lengths = []
    for state in states[:0:-1]:
        byInside = way * (1 - state ** 2)
        lengths.append(np.linalg.norm(W @ byInside))
        way = U @ byInside
    return lengths


def gated_reach(source):
    Wk, Uk, Wn, Un = (source.glorot(16, 16) for _ in range(4))
    inputs, way = source.normals((50, 16), 0.2), source.normals(16)
    h, moments = np.zeros(16), []
    for x in inputs:
        keep, new = sigmoid(x @ Wk + h @ Uk + 3), np.tanh(x @ Wn + h @ Un)
        moments.append((h, keep, new))
        h = keep * h + (1 - keep) * new
    lengths = []
    for h, keep, new in reversed(moments):
        byGate, byNew = (h - new) * keep * (1 - keep), (1 - keep) * (1 - new ** 2)
        lengths.append(np.linalg.norm(Wk @ (way * byGate) + Wn @ (way * byNew)))
        way = way * keep + Uk @ (way * byGate) + Un @ (way * byNew)
    return lengths


def mean_reach(one):
    """The geometric mean of twenty networks, drawn one after the other."""
    source = RandomSource(1)
    return np.exp(np.mean(np.log([one(source) for _ in range(20)]), axis=0))


def sequences(source, count, length):
    signs = np.array([2.0 * source.below(2) - 1 for _ in range(count * length)])
    signs = signs.reshape(count, length)
    return signs, (signs[:, 0] > 0).astype(int)


class Memory:
    """A plain recurrent layer of eight neurons and two that read its last state."""

    def __init__(self, seed):
        source = RandomSource(seed)
        self.signs, self.classes = sequences(source, 500, 30)
        self.parameters = [source.glorot(1, 8), source.glorot(8, 8), np.zeros(8),
                           source.glorot(8, 2), np.zeros(2)]

    def states(self, signs):
        W, U, b = self.parameters[:3]
        states = [np.zeros((len(signs), 8))]
        for x in signs.T:
            states.append(np.tanh(x[:, None] @ W + states[-1] @ U + b))
        return states

    def slopes(self, signs, classes):
        _, U, _, V, c = self.parameters
        states = self.states(signs)
        byScores = softmax(states[-1] @ V + c)
        byScores[np.arange(len(signs)), classes] -= 1
        byScores /= len(signs)
        dW, dU, db = np.zeros((1, 8)), np.zeros((8, 8)), np.zeros(8)
        back = byScores @ V.T
        for t in range(signs.shape[1] - 1, -1, -1):
            inside = back * (1 - states[t + 1] ** 2)
            dW += signs[:, t][None] @ inside
            dU += states[t].T @ inside
            db += inside.sum(axis=0)
            back = inside @ U.T
        return [dW, dU, db, states[-1].T @ byScores, byScores.sum(axis=0)]

    def train(self):
        optimizer = Adam(0.01)
        for epoch in range(1, 41):
            order = np.array(RandomSource(epoch).permutation(500))
            for start in range(0, 500, 50):
                batch = order[start:start + 50]
                slopes = self.slopes(self.signs[batch], self.classes[batch])
                length = np.sqrt(sum((one ** 2).sum() for one in slopes))
                slopes = [one * min(1, 1 / length) for one in slopes]
                optimizer.move(self.parameters, slopes)

    def accuracies(self, signs, classes):
        """The share of right answers after each moment."""
        V, c = self.parameters[3:]
        return np.array([np.mean((state @ V + c).argmax(axis=1) == classes)
                         for state in self.states(signs)[1:]])


def claims(lesson):
    byW, byU = gradient(lambda w: 0.5 * (last_state(w) - 1) ** 2, [0.8, 0.6])
    yield ("the derivatives through three moments (by complex steps)",
           [lesson.row("let byHand = gradient(", name)[0] for name in ("dL/du", "dL/dw")],
           [byU, byW])

    recorded, computed = [], []
    for scale in (0.5, 1.0, 2.0):
        recorded += plotted(lesson.row("for (scale, lengths) in reaches", f"s = {scale}")[1:])
        lengths = mean_reach(lambda source: plain_reach(source, scale))
        computed += [lengths[0], lengths[-1], lengths.min(), lengths.max()]
    lengths = mean_reach(gated_reach)
    recorded += plotted(lesson.row("let gateReach", "gate")[1:])
    computed += [lengths[0], lengths[-1], lengths.min(), lengths.max()]
    yield "how far a derivative reaches, without a gate and with one", recorded, computed

    signs, classes = sequences(RandomSource(100), 500, 60)
    memories = [Memory(seed) for seed in range(1, 21)]
    for memory in memories:
        memory.train()
    shares = np.array([memory.accuracies(signs, classes) for memory in memories])
    good = [start for start in range(20) if shares[start][29] > 0.9]
    recorded = [lesson.value("learnt(plain)")]
    computed = [len(good)]
    for start in good:
        row = lesson.row("let good = plain.indices", f"{start + 1} ")
        found = 100 * np.array([shares[start][29], shares[start][30], shares[start][59],
                                shares[start][30:].min()])
        # What start 19 says after 31 symbols turns on the last bit of its first weights.
        compared = [place for place in range(4) if (start, place) != (18, 1)]
        recorded += [row[place] for place in compared]
        computed += [found[place] for place in compared]
    yield "of twenty plain memories, those that learn, and what they say later", recorded, computed
