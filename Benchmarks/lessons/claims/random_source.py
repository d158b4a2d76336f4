"""The random numbers of the lessons, from the published descriptions of the generators.

xoshiro256** 1.0, seeded by SplitMix64 (Blackman and Vigna, ACM TOMS 47, 2021); doubles from the upper
53 bits; whole numbers by rejection of the smallest values; normal numbers by the polar method
(Marsaglia and Bray, 1964), two at a time; permutations from the end (Durstenfeld, 1964).
"""

import math

import numpy as np

ALL = (1 << 64) - 1


def rotated(bits, by):
    return ((bits << by) | (bits >> (64 - by))) & ALL


class RandomSource:
    def __init__(self, seed):
        self.state = []
        self.spare = None
        for _ in range(4):
            seed = (seed + 0x9E3779B97F4A7C15) & ALL
            bits = (seed ^ (seed >> 30)) * 0xBF58476D1CE4E5B9 & ALL
            bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB & ALL
            self.state.append(bits ^ (bits >> 31))

    def bits(self):
        a, b, c, d = self.state
        result = rotated(b * 5 & ALL, 7) * 9 & ALL
        c ^= a
        d ^= b
        self.state = [a ^ d, b ^ c, c ^ (b << 17 & ALL), rotated(d, 45)]
        return result

    def uniform(self, low=0.0, high=1.0):
        return low + (high - low) * ((self.bits() >> 11) * 2.0 ** -53)

    def uniforms(self, count, low=0.0, high=1.0):
        bits = np.array([self.bits() >> 11 for _ in range(count)], dtype=np.float64)
        return low + (high - low) * (bits * 2.0 ** -53)

    def below(self, bound):
        rejected = (1 << 64) % bound
        while True:
            bits = self.bits()
            if bits >= rejected:
                return bits % bound

    def normal(self, deviation=1.0):
        if self.spare is not None:
            number, self.spare = self.spare, None
            return deviation * number
        while True:
            u = self.uniform(-1, 1)
            v = self.uniform(-1, 1)
            square = u * u + v * v
            if 0 < square < 1:
                factor = math.sqrt(-2 * math.log(square) / square)
                self.spare = v * factor
                return deviation * (u * factor)

    def normals(self, shape, deviation=1.0):
        count = int(np.prod(shape))
        return np.array([self.normal(deviation) for _ in range(count)]).reshape(shape)

    def glorot(self, inputs, outputs):
        """A matrix of weights, uniform in ±√(6 / (inputs + outputs))."""
        limit = math.sqrt(6 / (inputs + outputs))
        return self.uniforms(inputs * outputs, -limit, limit).reshape(inputs, outputs)

    def he(self, inputs, shape):
        """Weights of the deviation √(2 / inputs)."""
        return self.normals(shape, math.sqrt(2 / inputs))

    def permutation(self, count):
        order = list(range(count))
        for last in range(count - 1, 0, -1):
            other = self.below(last + 1)
            order[last], order[other] = order[other], order[last]
        return order
