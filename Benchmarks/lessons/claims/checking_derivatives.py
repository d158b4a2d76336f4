"""Checking derivatives: the published figures, four programs, and when each arrives."""

import numpy as np

from claims.chain import FIRST, arrival, published, published_step, true, true_slopes, true_step
from claims.lesson import NUMBER


def pairs(step, isAfter):
    """For all 320 samples: backpropagated and true derivatives, the last weight first."""
    w, found = FIRST, []
    for number in range(320):
        x = (1, -1)[number % 2]
        moved, slopes = step(w, x)
        # The loss is quadratic in each weight, so a central difference is the true slope.
        found.append(np.array([slopes, true_slopes(moved if isAfter else w, x)]).T[::-1])
        w = moved
    return np.array(found)


def claims(lesson):
    figures = [NUMBER.findall(line[3:]) for line in lesson.output("printLine(\"dw3\"")
               if line.startswith("dw")]
    flat = pairs(published_step, True).reshape(960, 2)
    yield ("the twenty published figures", [one for row in figures for one in row],
           flat[464:474].ravel())

    recorded, computed = [], []
    for name, step, isAfter in [
        ("as published", published_step, True), ("check moved", published_step, False),
        ("order mended", true_step, True),
    ]:
        all_ = pairs(step, isAfter)
        recorded += lesson.row("compare(\"as published\"", name)
        computed += [*all_[155].ravel(), np.abs(all_[..., 0] - all_[..., 1]).max()]
    yield "three of the four programs, and the worst of 960", recorded, computed

    late, early = true(FIRST, 240), published(FIRST, 240)
    equal = published(np.full(3, 0.2333), 3000)
    yield ("where both kinds of step are, and when",
           [lesson.value("published[160].product"), lesson.value("together[160].product"),
            lesson.value("arrival(published)"), lesson.value("arrival(together)"),
            lesson.value("firstEpoch(equalPublished) { $0.product < 0 }!"),
            lesson.value("arrival(equalPublished)"), lesson.value("equalTogether[3000].w1")],
           [np.prod(early[160]), np.prod(late[160]), arrival(early), arrival(late),
            int(np.argmax(np.prod(equal, axis=1) < 0)), arrival(equal),
            true(np.full(3, 0.2333), 3000)[3000][0]])
