#!/usr/bin/env python3
"""What nabla costs, beside the bare compiler and beside other tools.

Usage: measure.py [SIZES] [--runs N] [--same-names] [--tools] [--jobs N]

SIZES is a list such as 1,10,100 (default), 1000 being worth a pot of tea. For each size a course is
made (course.py) and built: cold (empty store), with nothing changed, after an edit of prose, after an
edit of code. Beside them the same programs go through the bare compiler with as many jobs. The
kinds take turns, so that a machine's moods hit all alike; what counts are the ratios. Every figure is
the minimum, median and maximum of N runs (5; one where a course has 1,000 lessons). With
--same-names, the lessons declare types of the same names again and again, as real courses do.

With --tools, equivalent lessons in Python or R go through Jupyter Book 1, MkDocs with markdown-exec,
and R Markdown, those that are on PATH, on up to 100 lessons.
"""

import argparse
import math
import os
import pathlib
import shutil
import statistics
import subprocess
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor

import course

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = ROOT / ".build/release"


class Run:
    """Wall time, processor time, and peak memory of a process, with its children's time."""

    def __init__(self, command, **options):
        start = time.perf_counter()
        process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, **options)
        errors = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        self.wall = time.perf_counter() - start
        self.processor = usage.ru_utime + usage.ru_stime
        self.memory = usage.ru_maxrss / 1024
        if process.returncode != 0:
            raise SystemExit(f"{command} failed:\n{errors.decode()[-2000:]}")


def bare(programs, modules, jobs):
    """The programs through the compiler alone."""
    def one(source):
        subprocess.run(
            ["swiftc", "-frontend", "-interpret", source, "-module-name", "Lesson",
             "-swift-version", "5", "-I", BUILD / "Modules", "-L", BUILD, "-lNablaLessons",
             "-module-cache-path", modules],
            check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    before = os.times()
    start = time.perf_counter()
    with ThreadPoolExecutor(jobs) as pool:
        list(pool.map(one, programs))
    wall = time.perf_counter() - start
    after = os.times()
    return wall, (after.children_user + after.children_system
                  - before.children_user - before.children_system)


def edit(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text, (path, old)
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def peak_memory(command):
    """The most that nabla itself held, without its children, in megabytes."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    peak = 0
    while process.poll() is None:
        try:
            for line in open(f"/proc/{process.pid}/status", encoding="ascii"):
                if line.startswith("VmHWM"):
                    peak = max(peak, int(line.split()[1]) / 1024)
        except OSError:
            pass
        time.sleep(0.002)
    return peak


def measure(size, runs, jobs, work, same_names):
    folder = work / f"course-{size}"
    course.make(size, folder, same_names=same_names)
    nabla = [BUILD / "nabla", "build", folder, "--quiet", "--jobs", str(jobs)]
    programs = work / f"programs-{size}"
    # Records what the lessons compute, and keeps the programs for the bare compiler.
    subprocess.run(
        [BUILD / "nabla", "verify", "--update", folder, "--quiet"], check=True,
        stdout=subprocess.DEVNULL, env=dict(os.environ, NABLA_KEEP_PROGRAMS=str(programs)))
    sources = sorted(programs.glob("*.swift"))
    lesson = sorted((folder / "lessons").glob("*.md"))[size // 2]
    edited = sorted(programs.glob(lesson.stem + "-*.swift"))
    modules = folder / ".nabla/modules"
    figures = {}

    def note(name, wall, processor):
        figures.setdefault(name, []).append((wall, processor))

    def build(name):
        run = Run(nabla)
        note(name, run.wall, run.processor)

    for number in range(runs):
        note("bare compiler", *bare(sources, modules, jobs))
        shutil.rmtree(folder / ".nabla/store", ignore_errors=True)
        shutil.rmtree(folder / "site", ignore_errors=True)
        build("cold build")
        time.sleep(0.05)
        build("no change")
        build("no change")
        edit(lesson, "\n\n## Part 2", f"\n\nA sentence that is new, number {number}.\n\n## Part 2")
        time.sleep(0.05)
        build("prose edit")
        note("bare compiler, 1 lesson", *bare(edited, modules, 1))
        edit(lesson, "```swift\n", f"```swift\nlet unused{number} = {number}\n")
        time.sleep(0.05)
        build("code edit")
    shutil.rmtree(folder / ".nabla/store")
    memory = peak_memory(nabla)
    return figures, memory


def report(size, figures, memory):
    def medians(name):
        return [statistics.median(kind) for kind in zip(*figures[name])]
    base, one = medians("bare compiler"), medians("bare compiler, 1 lesson")
    print(f"\n{size} lessons; peak memory of nabla {memory:.0f} MB")
    print(f"{'':24}{'min':>9}{'median':>9}{'max':>9}{'processor':>11}   ratio of wall, of processor time")
    for name, values in figures.items():
        walls = [wall for wall, _ in values]
        wall, processor = medians(name)
        is_one = name in ("code edit", "prose edit", "bare compiler, 1 lesson")
        to = one if is_one else base
        print(f"{name:24}{min(walls):8.3f}s{wall:8.3f}s{max(walls):8.3f}s{processor:10.2f}s"
              f"{wall / to[0]:8.2f}{processor / to[1]:8.2f}  {'one lesson' if is_one else 'all'}, bare")


def tools(size, work):
    """Seconds that other tools take for `size` equivalent lessons, from nothing."""
    commands = {
        "jupyter-book": ("jupyter-book", ["jupyter-book", "build", "."]),
        "mkdocs": ("mkdocs", ["mkdocs", "build", "--quiet"]),
        "rmarkdown": ("Rscript", ["Rscript", "-e", "rmarkdown::render_site(quiet = TRUE)"]),
    }
    for name, (program, command) in commands.items():
        if shutil.which(program) is None:
            print(f"{name:24} is not installed")
            continue
        folder = work / f"{name}-{size}"
        course.make(size, folder, name)
        run = Run(command, cwd=folder)
        print(f"{name:24}{run.wall:8.1f}s wall {run.processor:8.1f}s processor, {size} lessons")


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="?", default="1,10,100")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--same-names", action="store_true")
    parser.add_argument("--tools", action="store_true")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    arguments = parser.parse_args()
    sizes = [int(size) for size in arguments.sizes.split(",")]
    work = pathlib.Path(tempfile.mkdtemp(prefix="nabla-benchmark-"))
    medians = {}
    try:
        for size in sizes:
            runs = arguments.runs if size < 1000 else 1
            figures, memory = measure(
                size, runs, arguments.jobs, work, arguments.same_names)
            report(size, figures, memory)
            for name, values in figures.items():
                medians.setdefault(name, []).append(statistics.median(w for w, _ in values))
            medians.setdefault("peak memory", []).append(memory)
        if len(sizes) > 1:
            print("\ngrowth: the exponent of the size, from each course to the next")
            for name in ("cold build", "no change", "prose edit", "peak memory"):
                values = medians[name]
                exponents = [math.log(values[i + 1] / values[i]) / math.log(sizes[i + 1] / sizes[i])
                             for i in range(len(sizes) - 1)]
                print(f"{name:24}" + "".join(f"{exponent:9.2f}" for exponent in exponents))
        if arguments.tools:
            print("\nother tools, equivalent lessons, from nothing, once")
            tools(min(100, max(sizes)), work)
    finally:
        shutil.rmtree(work)


if __name__ == "__main__":
    main()
