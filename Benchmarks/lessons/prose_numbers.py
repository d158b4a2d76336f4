#!/usr/bin/env python3
"""Every number that stands in the prose of the lessons, and why it is or is not recorded.

Usage: prose_numbers.py [--list KIND] [LESSON...]. Prints a row for each lesson (all, or those with
these numbers): how many numbers of its prose are recorded and therefore verified, and how many are
not, by kind. `--list KIND` prints those of a kind with their lines; `--list open` those of no kind.

Prose is what a reader sees of a lesson but its Swift, its outputs and its headings: paragraphs,
lists, quotes, tables, and what is said of wrong answers. Numbers are digits, not words. A number in
a formula belongs to the formula. Where rules cannot tell the kind, `prose_numbers.txt` does, a line
each: lesson, kind, the words around the number, with the number in brackets.

Exits with 1 where a number has no kind, or a line of that file fits nothing.
"""

import collections
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
LESSONS = HERE.parents[1] / "lessons"

KINDS = {
    "recorded": "a value in the sentence, verified",
    "formula": "part of a formula: an index, a factor, a constant of mathematics",
    "place": "names a lesson, a row, a layer, a sample, or counts the entries of a list",
    "source": "a year, a page, a volume or a section of what is cited",
    "published": "a figure of the article or of another publication",
    "given": "chosen by the lesson, and stands in its code: a rate, a size, a count, a start",
    "definition": "0, 1, −1, 2: a target, an answer, an end of a range, a factor that does nothing",
    "repeated": "a result, and stands as it is in an output that is recorded close by",
}
# What stands before a number that names a place.
PLACE = re.compile(
    r"(?:lessons?|layers?|samples?|row|column|start|step|image|exercise|equation|section|pixel"
    r"|epoch|Figure|line|example) \[?$", re.I)
DEFINITION = {"0", "1", "-1", "2"}
NUMBER = re.compile(r"(?<![\w.,])[−-]?\d+(?:[.,]\d+)*(?:e-?\d+)?(?![\w])(?![.,]\d)")
FENCE = re.compile(r"^(`{3,})([^\n]*)\n(.*?)^\1$\n?", re.M | re.S)


def blanked(text, start, end):
    """The text with a stretch of it blank, so that lines and columns stay."""
    return text[:start] + re.sub(r"[^\n]", " ", text[start:end]) + text[end:]


def prose(text):
    """What of a lesson is prose, in its places, and how many values in sentences are recorded."""
    matter = re.match(r"---\n.*?\n---\n", text, re.S)
    if matter:
        text = blanked(text, 0, matter.end())
    for fence in FENCE.finditer(text):
        words = fence.group(2)
        said = re.search(r'says="([^"]*)"', words)
        kept = (fence.start(2) + said.start(1), fence.start(2) + said.end(1)) if said else None
        if words == "csv":
            assert "{swift}" not in fence.group(3), "a value in a csv table is not computed"
            kept = (fence.start(3), fence.end(3))
        if kept:
            text = blanked(blanked(text, fence.start(), kept[0]), kept[1], fence.end())
        else:
            text = blanked(text, fence.start(), fence.end())
    recorded = re.findall(r"`\{swift[^}]*\}[^`]*// =>[^`]*`", text)
    shown = re.findall(r"`\{swift[^}]*\}[^`]*`", text)
    assert len(recorded) == len(shown), "a value in a sentence is not recorded"
    formulas = 0
    for pattern in (r"`[^`]*`", r"\$\$.*?\$\$", r"\$[^$\n][^$]*?\$", r"(?<=\])\([^)]*\)",
                    r"<!--.*?-->", r"^#[^\n]*$", r"https?://\S+", r"!\[[^\]]*\]"):
        for match in list(re.finditer(pattern, text, re.M | re.S)):
            if pattern.startswith(r"\$"):
                formulas += len(re.findall(r"\d+(?:\.\d+)?", match.group(0)))
            text = blanked(text, match.start(), match.end())
    return text, len(recorded), formulas


def plain(number):
    """A number as Swift writes it, but for the underscores."""
    return number.replace("−", "-").replace(",", "")


def literals(text):
    """The numbers in the Swift of a lesson, without what is recorded behind it."""
    found = set()
    for fence in FENCE.finditer(text):
        if re.match(r"swift\b", fence.group(2)):
            code = re.sub(r"// =>.*", "", fence.group(3)).replace("_", "")
            found.update(re.findall(r"-?\d+(?:\.\d+)?(?:e-?\d+)?", code))
    return found


def hand_sorted():
    """What prose_numbers.txt says: lesson, kind, words around the number."""
    lines = []
    path = HERE / "prose_numbers.txt"
    for line in path.read_text().splitlines() if path.exists() else []:
        if line and not line.startswith("#"):
            lesson, kind, words = line.split(maxsplit=2)
            before, number, after = re.fullmatch(r"(.*)\[(.*?)\](.*)", words).groups()
            lines.append((lesson, kind, before, number, after))
    return lines


def flat(text):
    """The text with single blanks, and quotes of callouts left out."""
    return re.sub(r"[\s>]+", " ", text)


def main():
    wanted = sys.argv[1:]
    listed = None
    if wanted[:1] == ["--list"]:
        listed, wanted = wanted[1], wanted[2:]
    byHand = hand_sorted()
    used = set()
    total = collections.Counter()
    isOpen = False
    columns = list(KINDS) + ["open"]
    print("lesson  " + "  ".join(columns))
    for path in sorted(LESSONS.glob("[0-9][0-9]-*.md")):
        lesson = path.name[:2]
        if path.name.count(".") > 1 or wanted and lesson not in {one.zfill(2) for one in wanted}:
            continue
        text = path.read_text()
        visible, recorded, formulas = prose(text)
        count = collections.Counter(recorded=recorded, formula=formulas)
        sources = text.find("\n## Sources")
        code = literals(text)
        for match in NUMBER.finditer(visible):
            before = flat(visible[max(0, match.start() - 120):match.start()])
            after = flat(visible[match.end():match.end() + 120])
            number = plain(match.group(0))
            kind = None
            for index, (where, sort, left, its, right) in enumerate(byHand):
                if (where == lesson and its == match.group(0) and before.endswith(left)
                        and after.startswith(right)):
                    kind = sort
                    used.add(index)
            startsLine = re.search(r"(?:^|\n)\s*(?:> )?$", visible[:match.start()])
            if kind:
                pass
            elif 0 <= sources < match.start():
                kind = "source"
            elif startsLine and after.startswith(". ") or PLACE.search(before):
                kind = "place"
            elif number in DEFINITION:
                kind = "definition"
            elif number in code:
                kind = "given"
            kind = kind or "open"
            count[kind] += 1
            if listed == kind:
                line = text.count("\n", 0, match.start()) + 1
                print(f"{path.name}:{line}: …{before[-45:]}[{match.group(0)}]{after[:30]}…")
        total.update(count)
        isOpen = isOpen or count["open"] > 0
        print(f"{lesson:6}  " + "  ".join(f"{count[kind]:{len(kind)}}" for kind in columns))
    print("all     " + "  ".join(f"{total[kind]:{len(kind)}}" for kind in columns))
    stale = [] if wanted else [one for index, one in enumerate(byHand) if index not in used]
    for lesson, kind, before, number, after in stale:
        print(f"prose_numbers.txt: nothing in lesson {lesson} reads '{before}[{number}]{after}'")
    sys.exit(1 if isOpen or stale else 0)


if __name__ == "__main__":
    main()
