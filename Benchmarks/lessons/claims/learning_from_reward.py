"""Learning from reward: distances, greedy learners, and the exact return of a policy."""

from collections import deque

import numpy as np

from claims.digits import Adam
from claims.lesson import NUMBER
from claims.random_source import RandomSource
from claims.slopes import gradient

WORLD = ["....G", ".##.x", ".....", ".#.#.", "S...."]
TINY = ["..G", ".#x", "S.."]
REWARDS = {"G": 1, "g": 0.2, "x": -1}
MOVES = [(-1, 0), (1, 0), (0, -1), (0, 1)]


class World:
    """Cells row by row; where each move leads from each, and what it brings there."""

    def __init__(self, rows):
        width = len(rows[0])
        self.signs = "".join(rows)
        self.start = self.signs.index("S")
        self.reward = [REWARDS.get(sign, 0) for sign in self.signs]
        self.after = []
        for cell in range(len(self.signs)):
            places = []
            for down, right in MOVES:
                row, column = cell // width + down, cell % width + right
                inside = 0 <= row < len(rows) and 0 <= column < width
                free = inside and rows[row][column] != "#"
                places.append(row * width + column if free else cell)
            self.after.append(places)

    def distances(self, goal):
        """How many moves it is from each cell to the goal, by breadth; the episode ends in others."""
        found, queue = {goal: 0}, deque([goal])
        while queue:
            place = queue.popleft()
            for cell, places in enumerate(self.after):
                if place in places and cell not in found and not self.reward[cell]:
                    found[cell] = found[place] + 1
                    queue.append(cell)
        return found


class Learner:
    """Q-learning as Watkins and Dayan give it, with the rate 0.5 and the discount 0.9."""

    def __init__(self, world, exploration, seed, first=0.0):
        self.world, self.exploration, self.source = world, exploration, RandomSource(seed)
        self.q = [[first] * 4 for _ in world.signs]

    def episode(self):
        cell, worth = self.world.start, 1.0
        for _ in range(1000):
            guesses = self.q[cell]
            if self.source.uniform() < self.exploration:
                move = self.source.below(4)
            else:
                equals = [one for one in range(4) if guesses[one] == max(guesses)]
                move = equals[self.source.below(len(equals))]
            cell = self.world.after[cell][move]
            reward = self.world.reward[cell]
            target = reward if reward else 0.9 * max(self.q[cell])
            guesses[move] += 0.5 * (target - guesses[move])
            if reward:
                return worth * reward
            worth *= 0.9
        return 0.0


def choice(corridor, exploration, first=0.0):
    """How many of 200 learners choose the right side, and their mean return in 300 episodes."""
    world, large, total = World([corridor]), 0, 0.0
    for seed in range(1, 201):
        learner = Learner(world, exploration, seed, first)
        total += sum(learner.episode() for _ in range(300))
        large += learner.q[world.start][3] > learner.q[world.start][2]
    return [large, total / 60_000]


def mean_return(scores, world, moves):
    """By where one is after each move: the chances of all cells, carried forward."""
    shares = np.exp(scores)
    shares = shares / shares.sum(axis=1, keepdims=True)
    chances = np.zeros(len(world.signs), dtype=complex)
    chances[world.start] = 1
    result = 0
    for move in range(moves):
        following = np.zeros_like(chances)
        for cell in range(len(world.signs)):
            for way, place in enumerate(world.after[cell]):
                chance = chances[cell] * shares[cell][way]
                if world.reward[place]:
                    result = result + chance * world.reward[place] * 0.9 ** move
                else:
                    following[place] += chance
        chances = following
    return result


def claims(lesson):
    world = World(WORLD)
    worth = {cell: 0.9 ** (far - 1) for cell, far in world.distances(world.signs.index("G")).items()}
    learner = Learner(world, 0.2, 3)
    for _ in range(2000):
        learner.episode()
    recorded, computed = [], []
    for row in (0, 2, 4):
        recorded += next(NUMBER.findall(line)[1:]
                         for line in lesson.output("func best(_ table: [[Double]]")
                         if line.startswith(f"{row} "))
        for cell in range(5 * row, 5 * row + 5):
            computed.append(world.reward[cell] or max(learner.q[cell]))
    recorded += [lesson.value("(0..<7).reduce(1.0) { value, _ in 0.9 * value }.formatted(4)"),
                 lesson.value("values[1].formatted(2)")]
    computed += [worth[world.start], worth[1]]
    yield "the learnt table, and what the cells are worth (by distance)", recorded, computed

    recorded, computed = [], []
    corridors = ("g.S...G", "g.S.......G")
    for exploration in (0.0, 0.2):
        recorded += lesson.row("let explorations", f"{exploration:.2f}")
        computed += [one for corridor in corridors for one in choice(corridor, exploration)]
    hopeful = [choice(corridor, 0.0, 1.0) for corridor in corridors]
    recorded += [lesson.row("let hopeful", label)[0]
                 for label in ("four away:", "eight away:", "mean return, eight away:")]
    computed += [hopeful[0][0], hopeful[1][0], hopeful[1][1]]
    yield "greedy, exploring and hopeful learners in two corridors", recorded, computed

    def two_moves(theta):
        p = 1 / (1 + np.exp(-theta[0]))
        return p + (1 - p) * 0.2

    tiny = World(TINY)
    scores = RandomSource(1).normals((9, 4), 0.5)
    begin = mean_return(scores, tiny, 20).real
    # A bias for each move is learnt as well; it starts at 0.
    parameters, adam = [scores.copy(), np.zeros(4)], Adam(0.05)
    for _ in range(100):
        def risen(both):
            return mean_return(both[:9] + both[9], tiny, 20)
        slopes = gradient(risen, np.vstack([parameters[0], parameters[1]]))
        adam.move(parameters, [-slopes[:9], -slopes[9]])
    end = mean_return(parameters[0] + parameters[1], tiny, 20).real
    row = [line for line in lesson.output("let mean = (p * r1") if line.startswith("dJ/dθ")][0]
    yield ("the derivative of a mean return, and the exact return before and after training",
           [row.split()[-4], lesson.row("func scatter(_ policy", "untrained")[1],
            lesson.row("func scatter(_ policy", "trained")[1]],
           [gradient(two_moves, [0.3])[0], begin, end])
