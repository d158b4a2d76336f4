"""Bending the line: what a linear fit of XOR comes to, and a hundred starts for each small network."""

import numpy as np

from claims.random_source import RandomSource

CORNERS = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=float)
XOR = np.array([-1, 1, 1, -1], dtype=float)
LEAK = {"ReLU": 0.0, "leaky ReLU": 0.1}


def starts(count):
    """A hundred networks at once: weights of He for the hidden layer, of Glorot behind it."""
    first, second = [], []
    for seed in range(1, 101):
        source = RandomSource(seed)
        first.append(source.he(2, (2, count)))
        second.append(source.glorot(count, 1)[:, 0])
    return [np.array(first), np.zeros((100, count)), np.array(second), np.zeros((100, 1))]


def hidden(network, name):
    a = CORNERS @ network[0] + network[1][:, None, :]
    if name == "tanh":
        h = np.tanh(a)
        return a, h, 1 - h * h
    return a, np.where(a > 0, a, LEAK[name] * a), np.where(a > 0, 1, LEAK[name])


def trained(count, name):
    """After 1,000 steps of descent on the mean squared error, at the rate 0.1."""
    network = starts(count)
    for _ in range(1000):
        _, h, slope = hidden(network, name)
        byOutput = ((h @ network[2][:, :, None])[..., 0] + network[3] - XOR) * 2 / 4
        byHidden = byOutput[..., None] * network[2][:, None, :] * slope
        moves = [CORNERS.T @ byHidden, byHidden.sum(axis=1),
                 (byOutput[..., None] * h).sum(axis=1), byOutput.sum(axis=1, keepdims=True)]
        network = [one - 0.1 * move for one, move in zip(network, moves)]
    return network


def learnt(network, name):
    output = (hidden(network, name)[1] @ network[2][:, :, None])[..., 0] + network[3]
    return (np.abs(output - XOR) < 0.5).all(axis=1)


def dead(network):
    return (hidden(network, "ReLU")[0] <= 0).all(axis=1).sum(axis=1)


def claims(lesson):
    inputs = np.hstack([CORNERS, np.ones((4, 1))])
    best, rest, _, _ = np.linalg.lstsq(inputs, XOR, rcond=None)
    yield ("the best that one neuron can do for XOR (least squares)",
           lesson.row("report(neuron)", "largest output:") + lesson.row("report(neuron)", "loss:"),
           [np.abs(inputs @ best).max(), rest[0] / 4])

    recorded, computed = [], []
    for count in (2, 3, 4, 8):
        recorded += lesson.row('Column("tanh", tanhSuccesses)', f"{count} ")
        recorded += lesson.row('Column("leaky ReLU", leakySuccesses)', f"{count} ")[1:]
        computed += [int(learnt(trained(count, name), name).sum())
                     for name in ("tanh", "ReLU", "leaky ReLU")]
    yield "of 100 starts, those that learn XOR", recorded, computed

    before, end = dead(starts(2)), trained(2, "ReLU")
    recorded, computed = [], []
    for count in (0, 1, 2):
        recorded += lesson.row("struct Fate", f"{count} of 2")
        group = before == count
        computed += [int(group.sum()), int(learnt(end, "ReLU")[group].sum()),
                     int(dead(end)[group].sum())]
    failed = ~learnt(end, "ReLU") & (dead(end) == 0)
    yield ("networks with dead neurons, at the start and at the end",
           recorded + [lesson.value("failedAlive.count")], computed + [int(failed.sum())])
