"""What the sides of the comparison share: the data, the clock, and the arguments."""

import sys
import time

import numpy


def digits():
    """56 batches of 32 digits: images [56, 32, 64] between 0 and 1, and classes [56, 32]."""
    rows = numpy.fromfile(sys.argv[1], dtype="<f8").reshape(-1, 65)[: 56 * 32]
    return rows[:, :64].reshape(56, 32, 64) / 16, rows[:, 64].astype(int).reshape(56, 32)


def threads():
    return int(sys.argv[2])


def median(body):
    """The median time of a call, of calls over about a second.

    It is the processor's time on one thread, which other work on the machine doesn't change, and
    the clock's on several.
    """
    now = time.process_time if threads() == 1 else time.perf_counter
    body()
    times = []
    start = now()
    while len(times) < 5 or now() - start < 1:
        before = now()
        body()
        times.append(now() - before)
    return sorted(times)[len(times) // 2]


def report(rows):
    """Times the rows that are asked for and that this side has."""
    for row in sys.argv[3:]:
        if row in rows:
            print(row, rows[row](), flush=True)
