#!/usr/bin/env python3
"""Instructions that nabla itself executes, for the parts that run no compiler.

Usage: instructions.py [LESSONS]. Counted by valgrind's callgrind, they are the same on a busy
machine and on an idle one, so a regression shows. A build with nothing changed, `verify` with
nothing changed (every lesson is read, compared, and taken from the store), a build after an edit
of prose, and one that weaves everything from a kept run, with formulas and highlighting anew.
"""

import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

import course
from measure import BUILD, edit


def count(command):
    run = subprocess.run(
        ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *command],
        capture_output=True, text=True, check=True)
    return int(re.search(r"Collected : (\d+)", run.stderr).group(1)) / 1e6


def stripped(folder):
    """A copy of the executable without what valgrind cannot read, beside what lessons load."""
    folder.mkdir()
    for name in ("libNablaLessons.so", "Modules"):
        (folder / name).symlink_to(BUILD / name)
    subprocess.run(["objcopy", "--strip-debug", BUILD / "nabla", folder / "nabla"], check=True)
    return folder / "nabla"


def main():
    lessons = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    work = pathlib.Path(tempfile.mkdtemp(prefix="nabla-instructions-"))
    try:
        course.make(lessons, work)
        nabla = stripped(work / "bin")
        subprocess.run([nabla, "verify", "--update", work, "--quiet"], check=True)
        subprocess.run([nabla, "build", work, "--quiet"], check=True)
        time.sleep(0.1)
        subprocess.run([nabla, "build", work, "--quiet"], check=True)
        build = [nabla, "build", work, "--quiet", "--jobs", "1"]
        # Under valgrind the environment is another, which the first build there finds out.
        count(build)
        figures = {
            "start (nabla --version)": count([nabla, "--version"]),
            "build, no change": count(build),
            "verify, no change": count([nabla, "verify", work, "--quiet", "--jobs", "1"]),
        }
        edit(sorted((work / "lessons").glob("*.md"))[0], "\n\n## Part 2", "\n\nNew.\n\n## Part 2")
        figures["build, prose edit"] = count(build)
        shutil.rmtree(work / "site")
        figures["build, site removed"] = count(build)
        print(f"{lessons} lessons, millions of instructions")
        for name, millions in figures.items():
            print(f"{name:28}{millions:12.1f}")
    finally:
        shutil.rmtree(work)


if __name__ == "__main__":
    main()
