#!/usr/bin/env python3
"""What exercises cost: a lesson with three of them, each with two wrong answers, beside the lesson
without.

Usage: exercises.py [--runs N]. Both are verified with an empty store, by turns, so that a machine's
moods hit both alike. What counts is the ratio of the medians; beyond 1.6 the exit status is 1.
"""

import argparse
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile

from measure import BUILD, Run

GOAL = 1.6

EXERCISE = """
## Exercise {n}

```swift, exercise
func slope{n}(_ w: Double) -> Double {{ 0 }}
```

> [!HINT]
> The slope of a square has a factor 2.

```swift, wrong, says="You forgot the factor 2"
func slope{n}(_ w: Double) -> Double {{ w - {n} }}
```

```swift, wrong
func slope{n}(_ w: Double) -> Double {{ 2 * (w + {n}) }}
```

```swift, check
expect(slope{n}(3), {at3}, "at w = 3")
expect(slope{n}({n}), 0, "at the bottom")
```

```swift, solution
func slope{n}(_ w: Double) -> Double {{ 2 * (w - {n}) }}
```
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=9)
    runs = parser.parse_args().runs
    times = {"without": [], "with": []}
    with tempfile.TemporaryDirectory() as folder:
        courses = {}
        for kind in times:
            courses[kind] = pathlib.Path(folder) / kind
            here = pathlib.Path(__file__).parent
            subprocess.run(
                [sys.executable, here / "course.py", "1", courses[kind]], check=True,
                stdout=subprocess.DEVNULL)
        lesson = next((courses["with"] / "lessons").glob("*.md"))
        exercises = [EXERCISE.format(n=n, at3=2 * (3 - n)) for n in (1, 2, 4)]
        lesson.write_text(lesson.read_text() + "".join(exercises))
        for kind in times:
            subprocess.run(
                [BUILD / "nabla", "verify", "--update", courses[kind], "--quiet"], check=True)
        for _ in range(runs):
            for kind, course in courses.items():
                shutil.rmtree(course / ".nabla", ignore_errors=True)
                run = Run([BUILD / "nabla", "verify", course, "--quiet", "--jobs", "1"])
                times[kind].append((run.wall, run.processor))
    ratios = []
    for number, what in enumerate(("wall", "processor")):
        median = {kind: statistics.median(one[number] for one in all_)
                  for kind, all_ in times.items()}
        ratios.append(median["with"] / median["without"])
        print(f"{what}: {median['without']:.3f} s without, {median['with']:.3f} s with, "
              f"ratio {ratios[-1]:.2f}")
    print(f"load {os.getloadavg()[0]:.1f}, {runs} runs, goal {GOAL}")
    sys.exit(0 if ratios[0] <= GOAL else 1)


if __name__ == "__main__":
    main()
