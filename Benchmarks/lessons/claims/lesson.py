"""What a lesson records, found in its Markdown."""

import re
from decimal import Decimal

NUMBER = re.compile(r"(?<![\w.])[-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?(?!\w)")


class Lesson:
    """A lesson's text; what is looked for must be there once."""

    def __init__(self, file):
        self.name = file.name
        self.text = file.read_text()

    def value(self, code):
        """The record behind `code // =>`, in a sentence or a block."""
        pattern = re.escape(code) + r"\s*// => ([^\n`]+)"
        found = set(re.findall(pattern, self.text))
        if len(found) != 1:
            raise SystemExit(f"{self.name}: {len(found)} records of '{code}'")
        return found.pop().strip()

    def output(self, snippet):
        """The lines that are recorded below the Swift block that holds the snippet."""
        blocks = re.findall(r"^```swift[^\n]*\n.*?^```\n\n```output\n(?:.*?\n)?```$", self.text,
                            re.M | re.S)
        found = []
        for block in blocks:
            # A match may begin at an earlier block that shows nothing.
            code, _, output = block.rpartition("\n```output\n")
            code = code[code.rfind("\n```swift") + 1:]
            if snippet in code:
                found.append(output.removesuffix("```").split("\n"))
        if len(found) != 1:
            raise SystemExit(f"{self.name}: {len(found)} recorded blocks hold '{snippet}'")
        return found[0]

    def row(self, snippet, label):
        """The numbers behind a label, in the one line of an output that begins with it."""
        rows = [line.strip()[len(label):] for line in self.output(snippet)
                if line.strip().startswith(label)]
        if len(rows) != 1:
            raise SystemExit(f"{self.name}: {len(rows)} rows '{label}' below '{snippet}'")
        return NUMBER.findall(rows[0])


def plotted(texts):
    """The same numbers as a plot records them, with four digits: 318200000 says 3.182e+08."""
    return [f"{float(text):.3e}" for text in texts]


def agrees(recorded, computed, slack=0):
    """Whether the record is the number rounded to its digits; a Double's own rounding is forgiven."""
    exact = Decimal(recorded)
    isWhole = "." not in recorded and "e" not in recorded.lower()
    if isWhole and isinstance(computed, int):
        return abs(int(exact) - computed) <= slack
    half = 0.5 * 10.0 ** exact.as_tuple().exponent
    allowed = half * (1 + 1e-6) + 2.0 ** -52 * abs(float(exact)) + slack
    return abs(float(exact) - float(computed)) <= allowed
