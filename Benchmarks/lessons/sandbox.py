#!/usr/bin/env python3
"""What the sandbox costs a lesson: one lesson of one block, run again and again by `nabla verify`,
by turns with the sandbox and without, after an edit each time, so that nothing is taken from the store.
Prints the time on the clock, and that of the processor in all processes that took part.

    sandbox.py NABLA [PAIRS]
"""
import itertools
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

MODES = ("on", "off")


def processor() -> float:
    """Seconds that all processes that have ended have taken."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def main() -> None:
    nabla = sys.argv[1]
    pairs = int(sys.argv[2]) if len(sys.argv) > 2 else 40
    with tempfile.TemporaryDirectory() as folder:
        course = Path(folder)
        (course / "lessons").mkdir()
        edits = itertools.count()

        def run(mode: str) -> dict[str, float]:
            """Milliseconds on the clock and of the processor."""
            (course / "lessons" / "01-a.md").write_text(
                f"```swift\n1 + 1 // => 2\nlet edit = {next(edits)}\n```\n")
            before, start = processor(), time.perf_counter()
            subprocess.run(
                [nabla, "verify", "--quiet", "--sandbox", mode, folder], check=True)
            clock = time.perf_counter() - start
            return {"clock": 1000 * clock, "processor": 1000 * (processor() - before)}

        for mode in MODES:
            run(mode)
        results = {mode: [] for mode in MODES}
        for pair in range(pairs):
            for mode in MODES if pair % 2 else MODES[::-1]:
                results[mode].append(run(mode))
        for kind in ("clock", "processor"):
            times = {mode: [result[kind] for result in results[mode]] for mode in MODES}
            for mode, values in times.items():
                print(f"{kind:>9} {mode:>3}  median {statistics.median(values):.1f} ms, "
                      f"mean {statistics.mean(values):.1f} ms, least {min(values):.1f} ms")
            differences = [on - off for on, off in zip(times["on"], times["off"])]
            error = statistics.stdev(differences) / len(differences) ** 0.5
            print(f"{kind:>9} difference: median {statistics.median(differences):.1f} ms, "
                  f"mean {statistics.mean(differences):.1f} ± {error:.1f} ms")


main()
