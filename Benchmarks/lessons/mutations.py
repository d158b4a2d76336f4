#!/usr/bin/env python3
"""How much the checks of the exercises notice: mutations of their solutions.

Usage: mutations.py [LESSON...]. In each solution of the lessons (all of them, or those with these
numbers) one operator, sign, constant or index at a time is changed. Each changed solution is put
into a copy of the lesson as a wrong answer, so that nabla itself tries it: one that the check
passes is a survivor, and is printed with its line. What no longer compiles is not counted.

Exits with 1 where fewer than 90 % are noticed.
"""

import difflib
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from measure import BUILD

ROOT = pathlib.Path(__file__).resolve().parents[2]
GOAL = 0.9

# What a piece of code becomes. A sign stands behind a blank or a parenthesis, an operator between
# blanks.
OPERATORS = {
    "+": ["-"], "-": ["+"], "*": ["/"], "/": ["*"], "<": ["<=", ">"], ">": [">=", "<"],
    "<=": ["<"], ">=": [">"], "==": ["!="], "!=": ["=="], "&&": ["||"], "||": ["&&"],
    "+=": ["-="], "-=": ["+="], "*=": ["/="], "/=": ["*="],
}
TOKEN = re.compile(
    r"""(?P<skip>//.*|"(?:\\.|[^"\\])*"|\$\d+|->)"""
    r"""|(?<=\s)(?P<operator>[-+*/<>=!&|]+)(?=\s)"""
    r"""|(?<=[\s(\[,])(?P<sign>-)(?=[\w(.])"""
    r"""|(?P<range>\.\.<|\.\.\.)"""
    r"""|(?P<order>\.reversed\(\))"""
    r"""|\[(?P<index>[a-z]\w*)\]"""
    r"""|(?<![\w.])(?P<number>\d[\d_]*(?:\.\d+)?(?:e-?\d+)?)(?!\w)""")


def changes(match):
    """The place and the replacements of a token."""
    kind = match.lastgroup
    text = match.group(kind)
    if kind == "operator":
        return kind, OPERATORS.get(text, [])
    if kind == "sign":
        return kind, [""]
    if kind == "range":
        return kind, ["..." if text == "..<" else "..<"]
    if kind == "order":
        return kind, [""]
    if kind == "index":
        return kind, [f"{text} + 1", f"{text} - 1"]
    if kind == "number":
        plain = text.replace("_", "")
        isWhole = plain.isdigit()
        value = int(plain) if isWhole else float(plain)
        return kind, [str(value + 1)] + ([str(value - 1)] if value else [])
    return kind, []


def mutants(code):
    """Each changed copy of the code once."""
    found = []
    for match in TOKEN.finditer(code):
        # The head of a function is what its callers and the check write.
        line = code[code.rfind("\n", 0, match.start()) + 1:code.find("\n", match.start())]
        if re.match(r"\s*(?:\w+ )*(?:func|struct|init)\b", line) and not line.rstrip().endswith("}"):
            continue
        kind, replacements = changes(match)
        for new in replacements:
            changed = code[:match.start(kind)] + new + code[match.end(kind):]
            if changed != code and changed not in found:
                found.append(changed)
    return found


BLOCK = re.compile(r"^```swift, (exercise|wrong|check|solution)[^\n]*\n(.*?)^```$", re.M | re.S)


def mutated(text):
    """The lesson with every mutant as a wrong answer, and each mutant by the line of its fence."""
    blocks = list(BLOCK.finditer(text))
    insertions = []
    for number, block in enumerate(blocks):
        if block.group(1) != "solution":
            continue
        check = next(one for one in reversed(blocks[:number]) if one.group(1) == "check")
        # The lesson's own wrong answers have been tried before.
        insertions.append((check.start(), block.group(2), mutants(block.group(2))))
    result, position, places = "", 0, {}
    for exercise, (place, solution, changed) in enumerate(insertions):
        result += text[position:place]
        position = place
        for code in changed:
            places[result.count("\n") + 1] = (exercise, solution, code)
            result += f"```swift, wrong\n{code}```\n\n"
    return result + text[position:], places


def try_lesson(path):
    """The mutants of a lesson: how many were noticed, and which survive."""
    text, places = mutated(path.read_text())
    with tempfile.TemporaryDirectory() as folder:
        lessons = pathlib.Path(folder) / "lessons"
        shutil.copytree(ROOT / "lessons", lessons)
        (lessons / path.name).write_text(text)
        # A translation takes the blocks of its original one by one, and would miss the new ones.
        for translation in lessons.glob("*.*.*"):
            translation.unlink()
        run = subprocess.run(
            [BUILD / "nabla", "verify", "--only", str(int(path.name[:2])), "--timeout", "5",
             "--format", "json"],
            cwd=folder, capture_output=True, text=True, check=False)
    report = json.loads(run.stdout)
    starts = sorted(places)
    broken, survivors = set(), []
    for problem in report["diagnostics"]:
        line = (problem.get("location") or problem).get("line") or 0
        start = max((one for one in starts if one <= line), default=None)
        if start is None or line > start + places[start][2].count("\n") + 1:
            raise SystemExit(f"{path.name}:{line}: {problem['message']}")
        if problem["message"].startswith("the check passes"):
            survivors.append(start)
        elif problem.get("severity", "error") == "error":
            broken.add(start)
    return places, broken, survivors


def main():
    wanted = sys.argv[1:]
    tried, noticed = 0, 0
    for path in sorted((ROOT / "lessons").glob("[0-9]*.md")):
        if path.name.count(".") > 1:
            continue
        if wanted and path.name[:2].lstrip("0") not in {one.lstrip("0") for one in wanted}:
            continue
        places, broken, survivors = try_lesson(path)
        count = len(places) - len(broken)
        tried += count
        noticed += count - len(survivors)
        print(f"{path.name}: {count - len(survivors)} of {count} noticed", flush=True)
        for start in survivors:
            exercise, solution, code = places[start]
            lines = difflib.unified_diff(solution.split("\n"), code.split("\n"), n=0, lineterm="")
            print(f"  exercise {exercise + 1}: "
                  + " → ".join(line[1:].strip() for line in list(lines)[3:]), flush=True)
    share = noticed / max(1, tried)
    print(f"{noticed} of {tried} noticed: {share:.1%}")
    sys.exit(0 if share >= GOAL else 1)


if __name__ == "__main__":
    main()
