#!/usr/bin/env python3
"""What the pages of the lessons weigh, with what they load.

Usage: weights.py [SITE]. Prints for each lesson's page of a built site (site/ of the repository, or
SITE) the page alone and the page with its stylesheet, its script and its drawings, in kB, and in
brackets as gzip makes it. What only pages with knobs load is told apart: it is the same file for
all of them, and a browser fetches it once.

Exits with 1 where a page weighs more than 200 kB without it.
"""

import gzip
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
GOAL = 200_000
KNOBS = {"engine.js", "knobs.js"}


def weigh(parts):
    """Bytes as they are, and as gzip makes them file by file."""
    return sum(map(len, parts)), sum(len(gzip.compress(part, 9)) for part in parts)


def shown(bytes_, zipped):
    return f"{bytes_ / 1000:7.1f} ({zipped / 1000:4.1f})"


def main():
    site = pathlib.Path(sys.argv[1]) if sys.argv[1:] else ROOT / "site"
    isOver = False
    print(f"{'page':34} {'alone':>14} {'whole':>14} {'knobs':>14}")
    for lesson in sorted((ROOT / "lessons").glob("[0-9]*.md")):
        name, _, language = lesson.stem.partition("-")[2].partition(".")
        page = site / language / f"{name}.html"
        if not page.exists():
            continue
        text = page.read_bytes()
        found = re.findall(r'(?:src|href)="([^"#?]+\.(?:css|js|svg|png))', text.decode())
        files = {page.parent / one for one in found}
        files = sorted(file for file in files if file.exists() and file.name != "favicon.svg")
        knobs = [file.read_bytes() for file in files if file.name in KNOBS]
        whole = weigh([text] + [file.read_bytes() for file in files if file.name not in KNOBS])
        isOver = isOver or whole[0] > GOAL
        print(f"{(language + '/' if language else '') + name:34} {shown(*weigh([text]))} "
              f"{shown(*whole)} {shown(*weigh(knobs))}")
    sys.exit(1 if isOver else 0)


if __name__ == "__main__":
    main()
