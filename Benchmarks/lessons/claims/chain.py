"""The chain of three weights that learns e = −x, and its two kinds of step, over arrays."""

import numpy as np

FIRST = np.array([0.2333, -0.233, -0.52133])
RATE = 0.05


def true_slopes(w, x):
    """(e + x)·x times the product of the other weights."""
    others = np.array([np.prod(np.delete(w, place)) for place in range(len(w))])
    return (np.prod(w) * x + x) * x * others


def published_step(w, x):
    """From the back: each weight moves before the one in front of it gets its factors."""
    w = w.copy()
    inputs = x * np.concatenate([[1], np.cumprod(w[:-1])])
    shared = np.prod(w) * x + x
    slopes = np.zeros(3)
    for place in (2, 1, 0):
        slopes[place] = shared * inputs[place]
        w[place] -= RATE * slopes[place]
        shared *= w[place]
    return w, slopes


def true_step(w, x):
    slopes = true_slopes(w, x)
    return w - RATE * slopes, slopes


def way(w, epochs, step):
    """The weights after every epoch."""
    stages = [w]
    for _ in range(epochs):
        for x in (1, -1):
            w, _ = step(w, x)
        stages.append(w)
    return np.array(stages)


def published(w, epochs):
    return way(w, epochs, published_step)


def true(w, epochs):
    return way(w, epochs, true_step)


def arrival(stages):
    """The first epoch within 0.001 of −1."""
    return int(np.argmax(np.abs(np.prod(stages, axis=1) + 1) < 0.001))
