#!/usr/bin/env python3
"""What the sandbox costs a lesson: one lesson of one block, run again and again by `nabla verify`,
by turns with the sandbox and without, after an edit each time, so that nothing is taken from the store.

    sandbox.py NABLA [PAIRS]
"""
import itertools
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def main() -> None:
    nabla = sys.argv[1]
    pairs = int(sys.argv[2]) if len(sys.argv) > 2 else 40
    with tempfile.TemporaryDirectory() as folder:
        course = Path(folder)
        (course / "lessons").mkdir()
        edits = itertools.count()

        def seconds(mode: str) -> float:
            (course / "lessons" / "01-a.md").write_text(
                f"```swift\n1 + 1 // => 2\nlet edit = {next(edits)}\n```\n")
            start = time.perf_counter()
            subprocess.run(
                [nabla, "verify", "--quiet", "--sandbox", mode, folder], check=True)
            return time.perf_counter() - start

        for mode in ("on", "off"):
            seconds(mode)
        times = {mode: [] for mode in ("on", "off")}
        for pair in range(pairs):
            for mode in ("on", "off") if pair % 2 else ("off", "on"):
                times[mode].append(seconds(mode))
        differences = [1000 * (a - b) for a, b in zip(times["on"], times["off"])]
        for mode, values in times.items():
            print(f"{mode:>3}  median {1000 * statistics.median(values):.1f} ms, "
                  f"least {1000 * min(values):.1f} ms")
        print(f"difference: median {statistics.median(differences):.1f} ms, "
              f"of the least {1000 * (min(times['on']) - min(times['off'])):.1f} ms")


main()
