"""The handwritten digits of the lessons' file, as arrays."""

import pathlib

import numpy as np

FILE = pathlib.Path(__file__).resolve().parents[3] / "lessons" / "data" / "digits.txt"
LEVELS = "0123456789abcdefg"


def read():
    """The pictures, of shape [1797, 8, 8] with ink from 0 to 1, and the digits that were meant."""
    lines = FILE.read_text().split()
    labels = np.array([int(line) for line in lines[0::2]])
    ink = np.array([[LEVELS.index(one) for one in line] for line in lines[1::2]])
    return ink.reshape(-1, 8, 8) / 16, labels


def moved(pictures, right, down):
    """Moved by whole pixels; white comes in."""
    result = np.roll(pictures, (down, right), axis=(1, 2))
    if right:
        result[:, :, 0 if right > 0 else -1] = 0
    if down:
        result[:, 0 if down > 0 else -1, :] = 0
    return result


def softmax(scores):
    shares = np.exp(scores - scores.max(axis=1, keepdims=True))
    return shares / shares.sum(axis=1, keepdims=True)


class Adam:
    """Kingma and Ba, 2015, algorithm 1; a schedule gives the factor of a step."""

    def __init__(self, rate, schedule=lambda step: 1.0):
        self.rate, self.schedule, self.step = rate, schedule, 0
        self.means, self.squares = None, None

    def move(self, parameters, slopes):
        if self.means is None:
            self.means = [np.zeros_like(one) for one in parameters]
            self.squares = [np.zeros_like(one) for one in parameters]
        rate = self.rate * self.schedule(self.step)
        self.step += 1
        for place, slope in enumerate(slopes):
            self.means[place] = 0.9 * self.means[place] + 0.1 * slope
            self.squares[place] = 0.999 * self.squares[place] + 0.001 * slope ** 2
            mean = self.means[place] / (1 - 0.9 ** self.step)
            size = np.sqrt(self.squares[place] / (1 - 0.999 ** self.step)) + 1e-8
            parameters[place] -= rate * mean / size
