#!/usr/bin/env python3
"""Claims of the lessons that one could doubt, computed once more, by other means.

Usage: numpy_claims.py [PAGE...]. For each lesson three claims are taken from its Markdown, as it
records them, and computed from the mathematics with NumPy: derivatives by complex steps, fits by
least squares, ways by counting, training over arrays. Nothing of the engine is called, and no code of
a lesson is translated. Where a lesson draws random numbers, claims/random_source.py draws the same.

A record agrees where it is the computed number rounded to its digits, or, where a claim says so and
why, within so much of it. The exit status is 1 where one does not. It needs NumPy (Debian:
python3-numpy) and takes three minutes, most of them for `seeing`.
"""

import importlib
import pathlib
import sys
import time

from claims.lesson import Lesson, agrees

LESSONS = pathlib.Path(__file__).resolve().parents[2] / "lessons"
WIDTH = 34


def shortened(texts):
    """As many of the numbers as a column holds."""
    whole = ", ".join(texts)
    if len(whole) <= WIDTH:
        return whole
    shown = texts[0]
    for text in texts[1:]:
        if len(shown) + len(text) + 12 > WIDTH:
            break
        shown += ", " + text
    return f"{shown}, … ({len(texts)})"


def like(recorded, value):
    """A computed number with as many digits as the record has."""
    mantissa, _, power = recorded.lower().partition("e")
    decimals = len(mantissa.partition(".")[2])
    return f"{value:.{decimals}{'e' if power else 'f'}}"


def main():
    wanted = sys.argv[1:]
    files = sorted(LESSONS.glob("[0-9]*.md"))
    files = [file for file in files if ".zh-" not in file.name]
    pages = [file.stem.partition("-")[2] for file in files]
    unknown = [page for page in wanted if page not in pages]
    if unknown:
        sys.exit(f"no lesson has the page {unknown[0]}; there are: {', '.join(pages)}")
    wrong = 0
    for file, page in zip(files, pages):
        if wanted and page not in wanted:
            continue
        module = importlib.import_module("claims." + page.replace("-", "_"))
        begun = time.monotonic()
        count = 0
        print(f"{page}")
        for claim, recorded, computed, *slack in module.claims(Lesson(file)):
            count += 1
            differing = [pair for pair in zip(recorded, computed) if not agrees(*pair, *slack)]
            isSame = len(recorded) == len(computed) and not differing
            wrong += not isSame
            print(f"  {'same' if isSame else 'DIFFERENT'}: {claim}"
                  + (f", within {slack[0]}" if slack else ""))
            print(f"    recorded  {shortened(recorded)}")
            print(f"    NumPy     {shortened(list(map(like, recorded, computed)))}", flush=True)
            for one, other in differing:
                print(f"    not the same: recorded {one}, NumPy {float(other)!r}")
        if count < 3:
            sys.exit(f"{page}: {count} claims, and three are wanted")
        print(f"  {time.monotonic() - begun:.1f} s")
    print("all agree" if not wrong else f"{wrong} claims differ")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
