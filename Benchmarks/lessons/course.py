#!/usr/bin/env python3
"""Makes a course for the benchmark, for nabla or for another tool.

Usage: course.py COUNT FOLDER [nabla|jupyter-book|mkdocs|rmarkdown]. Each lesson has six blocks, four
formulas, a table and a plot; no two lessons have the same program. What is drawn is drawn from the
lesson's number, so the same command writes the same bytes.
"""

import pathlib
import random
import re
import sys

from subjects import NAMES, SUBJECTS, TABLE

ADJECTIVES = ["small", "patient", "curious", "quiet", "plain", "stubborn", "careful", "early"]
NOUNS = ["gradient", "neuron", "matrix", "walker", "sentence", "slope", "network", "number"]
VERBS = ["finds", "loses", "repeats", "measures", "moves", "compares", "rounds", "follows"]
PLOTS = {
    "swift": 'Plot(x: "step", y: "value").line({0})',
    "python": "import io\nimport matplotlib\nmatplotlib.use(\"svg\")\n"
              "import matplotlib.pyplot as plt\nfigure, axes = plt.subplots()\n"
              "axes.plot({0})\naxes.set_xlabel(\"step\")\naxes.set_ylabel(\"value\")",
    "r": 'plot({0}, type = "l", xlab = "step", ylab = "value")',
}
LANGUAGES = {"nabla": "swift", "jupyter-book": "python", "mkdocs": "python", "rmarkdown": "r"}


class Lesson:
    """What is drawn for one lesson."""

    def __init__(self, number, same_names=False):
        """With same_names, every lesson of a subject calls its types and values alike."""
        self.number = number
        draw = random.Random(number)
        self.subject = list(SUBJECTS)[number % len(SUBJECTS)]
        taken = set()
        self.values = {}
        for key, words in NAMES.items():
            free = [word for word in words if word not in taken] or [f"{words[0]}{number}"]
            chosen = draw.choice(free)
            self.values[key] = free[0] if same_names else chosen
            taken.add(self.values[key])
        self.values.update(
            count=draw.randint(12, 40), scale=draw.randint(10, 30) / 10, slope=draw.randint(5, 40) / 10,
            offset=draw.randint(1, 20) / 10, start=draw.randint(2, 9) / 10,
            epochs=10 * draw.randint(3, 8), rate=draw.randint(1, 20) / 1000,
            p=draw.randint(10, 90) / 100, odd=2 * draw.randint(10**6, 10**9) + 1,
            shift=draw.randint(1, 25), few=draw.randint(3, 7), sentence=self.sentences(draw, 6))
        self.draw = draw

    @staticmethod
    def sentences(draw, count):
        return " ".join(
            f"The {draw.choice(ADJECTIVES)} {draw.choice(NOUNS)} {draw.choice(VERBS)} "
            f"{draw.randint(2, 99)} {draw.choice(ADJECTIVES)} {draw.choice(NOUNS)}s."
            for _ in range(count))

    def blocks(self, language):
        index = list(["swift", "python", "r"]).index(language)
        for step, block in enumerate(SUBJECTS[self.subject]):
            code = PLOTS[language].format(block[index]) if step == 5 else block[index]
            if language == "python" and step == 4:
                code = TABLE["python"] + code
            yield re.sub(r"@(\w+)@", lambda match: str(self.values[match.group(1)]), code)

    def formulas(self):
        v = self.values
        return [
            (True, rf"f_{{{self.number}}}(x) = {v['slope']}\,x^2 - \frac{{{v['offset']}}}{{1 + e^{{-x}}}}"),
            (True, r"\frac{\partial L}{\partial w_i} = \sum_{j=1}^{n} \delta_j\,x_{ij}"),
            (False, rf"x \leftarrow x - {v['rate']}\,\nabla L"),
            (False, rf"\sigma_{{{self.number}}}^2 \approx {v['p']}"),
        ]


def markdown(lesson, language, fence, math):
    """The lesson; `fence` makes a block of code, `math` a formula."""
    draw = random.Random(lesson.number + 10**6)
    parts = [f"# Lesson {lesson.number}: the {lesson.subject}", Lesson.sentences(draw, 3)]
    formulas = lesson.formulas()
    for step, code in enumerate(lesson.blocks(language)):
        if step in (0, 2, 4):
            parts.append(f"## Part {step // 2 + 1}")
        parts.append(Lesson.sentences(draw, 3))
        if step < 4:
            is_display, tex = formulas[step]
            parts.append(math(tex, is_display))
        parts.append(fence(step, code))
        parts.append(Lesson.sentences(draw, 2))
    return "\n\n".join(parts) + "\n"


def dollars(tex, is_display):
    return f"$${tex}$$" if is_display else f"Inside a sentence it is ${tex}$, which is shorter."


def write_nabla(lessons, folder):
    for lesson in lessons:
        def fence(step, code):
            # Recorded as empty: `nabla verify --update` writes what comes out.
            return f"```swift\n{code}\n```" + ("" if step == 5 else "\n\n```output\n```")
        path = folder / "lessons" / f"{lesson.number + 1:04}-lesson-{lesson.number + 1}.md"
        path.write_text(markdown(lesson, "swift", fence, dollars), encoding="utf-8")


def write_jupyter_book(lessons, folder):
    head = ("---\njupytext:\n  text_representation:\n    extension: .md\n    format_name: myst\n"
            "kernelspec:\n  display_name: Python 3\n  language: python\n  name: python3\n---\n\n")
    (folder / "_config.yml").write_text(
        "title: Benchmark\nexecute:\n  execute_notebooks: cache\n  timeout: 120\n"
        "parse:\n  myst_enable_extensions: [dollarmath]\n")
    names = [f"lesson-{lesson.number + 1:04}" for lesson in lessons]
    (folder / "_toc.yml").write_text(
        "format: jb-book\nroot: intro\nchapters:\n" + "".join(f"- file: {name}\n" for name in names))
    (folder / "intro.md").write_text("# Benchmark\n")
    for lesson, name in zip(lessons, names):
        def fence(step, code):
            if step == 4:
                code = "from IPython.display import HTML\n" + code.replace("\ntable(", "\nHTML(table(", 1) + ")"
            return f"```{{code-cell}}\n{code}\n```"
        (folder / f"{name}.md").write_text(head + markdown(lesson, "python", fence, dollars))


def write_mkdocs(lessons, folder):
    (folder / "mkdocs.yml").write_text(
        "site_name: Benchmark\nplugins:\n- markdown-exec\nmarkdown_extensions:\n"
        "- pymdownx.superfences\n- pymdownx.arithmatex:\n    generic: true\n")
    docs = folder / "docs"
    docs.mkdir(exist_ok=True)
    (docs / "index.md").write_text("# Benchmark\n")
    for lesson in lessons:
        def fence(step, code):
            if step == 4:
                code = code.replace("\ntable(", "\nprint(table(", 1) + ")"
            if step == 5:
                code += ("\nbuffer = io.StringIO()\nfigure.savefig(buffer, format=\"svg\")\n"
                         "plt.close(figure)\nprint(buffer.getvalue()[buffer.getvalue().index(\"<svg\"):])")
            return f"```python exec=\"1\" source=\"above\" session=\"l{lesson.number}\"" + (
                " html=\"1\"" if step >= 4 else "") + f"\n{code}\n```"
        (docs / f"lesson-{lesson.number + 1:04}.md").write_text(
            markdown(lesson, "python", fence, dollars))


def write_rmarkdown(lessons, folder):
    (folder / "_site.yml").write_text("name: benchmark\noutput_dir: _site\n")
    (folder / "index.Rmd").write_text("---\ntitle: Benchmark\n---\n")
    for lesson in lessons:
        def fence(step, code):
            return f"```{{r}}\n{code}\n```"
        (folder / f"lesson-{lesson.number + 1:04}.Rmd").write_text(
            f"---\ntitle: Lesson {lesson.number + 1}\noutput: html_document\n---\n\n"
            + markdown(lesson, "r", fence, dollars))


WRITERS = {"nabla": write_nabla, "jupyter-book": write_jupyter_book, "mkdocs": write_mkdocs,
           "rmarkdown": write_rmarkdown}


def make(count, folder, tool="nabla", same_names=False):
    """Writes `count` lessons for a tool below `folder`."""
    folder = pathlib.Path(folder)
    (folder / "lessons" if tool == "nabla" else folder).mkdir(parents=True, exist_ok=True)
    WRITERS[tool]([Lesson(number, same_names) for number in range(count)], folder)


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4) or not sys.argv[1].isdigit():
        sys.exit(__doc__)
    make(int(sys.argv[1]), sys.argv[2], *sys.argv[3:])
