"""Getting there faster: steps in a valley, ten steps of Adam, and the fair race."""

import numpy as np

from claims.digits import Adam, read, softmax
from claims.random_source import RandomSource

LADDER = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3)


def steps_needed(kappa, rate, momentum):
    """From (−1, 0.4), by the matrix of one step for each direction."""
    steepness = np.array([1, kappa])
    matrix = np.array([[[1 - rate * c, -rate * momentum], [c, momentum]] for c in steepness])
    state = np.array([[[-1.0], [0]], [[0.4], [0]]])
    last = 0
    for step in range(100_000):
        if np.hypot(*state[:, 0, 0]) >= 0.001:
            last = step + 1
        elif step > 4 * last + 100:
            break
        state = matrix @ state
    return last


class Descent:
    def __init__(self, rate, momentum=0.0):
        self.rate, self.momentum, self.velocity = rate, momentum, None

    def move(self, parameters, slopes):
        if self.velocity is None:
            self.velocity = [np.zeros_like(one) for one in parameters]
        for place, slope in enumerate(slopes):
            self.velocity[place] = self.momentum * self.velocity[place] + slope
            parameters[place] -= self.rate * self.velocity[place]


class RMSProp:
    def __init__(self, rate):
        self.rate, self.squares = rate, None

    def move(self, parameters, slopes):
        if self.squares is None:
            self.squares = [np.zeros_like(one) for one in parameters]
        for place, slope in enumerate(slopes):
            self.squares[place] = 0.9 * self.squares[place] + (1 - 0.9) * slope ** 2
            parameters[place] -= self.rate * slope / (np.sqrt(self.squares[place]) + 1e-8)


RACERS = {"plain": Descent, "momentum": lambda rate: Descent(rate, 0.9), "RMSProp": RMSProp,
          "Adam": Adam}


def race(optimizer, start, pictures, labels):
    """The loss on all digits after 200 steps on 32 of them each."""
    source = RandomSource(start)
    w = []
    for inputs, outputs in [(64, 24), (24, 24), (24, 10)]:
        w += [source.glorot(inputs, outputs), np.zeros(outputs)]

    def forward(x):
        h1 = np.tanh(x @ w[0] + w[1])
        h2 = np.tanh(h1 @ w[2] + w[3])
        return h1, h2, h2 @ w[4] + w[5]

    for _ in range(200):
        batch = [source.below(len(pictures)) for _ in range(32)]
        x, wanted = pictures[batch], labels[batch]
        h1, h2, scores = forward(x)
        d3 = softmax(scores)
        d3[np.arange(32), wanted] -= 1
        d3 /= 32
        d2 = d3 @ w[4].T * (1 - h2 ** 2)
        d1 = d2 @ w[2].T * (1 - h1 ** 2)
        optimizer.move(w, [x.T @ d1, d1.sum(axis=0), h1.T @ d2, d2.sum(axis=0), h2.T @ d3,
                           d3.sum(axis=0)])
    scores = forward(pictures)[2]
    most = scores.max(axis=1)
    logs = most + np.log(np.exp(scores - most[:, None]).sum(axis=1))
    return np.mean(logs - scores[np.arange(len(labels)), labels])


def claims(lesson):
    recorded, computed = [], []
    for kappa in (1, 10, 100, 1000, 10000):
        root = np.sqrt(kappa)
        recorded += lesson.row("func stepsNeeded", f"{kappa} ")
        computed += [steps_needed(kappa, 2 / (1 + kappa), 0),
                     steps_needed(kappa, 4 / (1 + root) ** 2, ((root - 1) / (root + 1)) ** 2)]
    yield "steps to the bottom of a valley, plain and with momentum", recorded, computed

    w, adam = [np.array(1.0)], Adam(0.01)
    for slope in RandomSource(1).normals(10):
        adam.move(w, [slope])
    yield ("ten steps of Adam, to twelve digits",
           lesson.row("var adam = Adam", "ours:") + lesson.row("var adam = Adam", "engine:"),
           [w[0], w[0]])

    pictures, labels = read()
    pictures, labels = pictures[:898].reshape(-1, 64), labels[:898]
    recorded, computed, finals = [], [], {}
    for name, make in RACERS.items():
        tried = [np.median([race(make(rate), start, pictures, labels) for start in range(1, 6)])
                 for rate in LADDER]
        rate = LADDER[int(np.argmin(tried))]
        finals[name] = np.array(
            [race(make(rate), start, pictures, labels) for start in range(101, 121)])
        recorded += lesson.row("let rates = tried.map(best)", name)
        computed += [rate, finals[name].min(), np.median(finals[name]), finals[name].max()]
    for name in ("plain", "momentum", "RMSProp"):
        recorded += lesson.row("func wins(", f"{name} beats Adam in")
        computed.append(100 * np.mean(finals[name][:, None] < finals["Adam"]))
    yield ("the fair race: the best rate, the losses of twenty starts, and who beats Adam", recorded,
           computed)
