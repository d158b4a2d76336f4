#!/usr/bin/env python3
"""How long `nabla build` takes, beside the bare compiler on the same programs.

Usage: compare.py [COURSE] [RUNS]. Builds COURSE (default: this repository) from an empty store and
again with nothing changed, and runs the programs of its lessons through `swiftc -frontend
-interpret` with as many side by side as there are cores. The three take turns, so that a machine's
moods hit them alike; what counts are the ratios.
"""

import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = ROOT / ".build/debug"


def timed(action):
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def main():
    course = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ROOT).resolve()
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    work = pathlib.Path(tempfile.mkdtemp(prefix="nabla-benchmark-"))
    copy = work / "course"
    shutil.copytree(course / "lessons", copy / "lessons")
    programs = work / "programs"
    nabla = [BUILD / "nabla", "build", copy, "--quiet"]

    # The programs, and a warm cache of modules for both.
    environment = dict(os.environ, NABLA_KEEP_PROGRAMS=str(programs))
    subprocess.run(nabla, check=True, env=environment)
    sources = sorted(programs.glob("*.swift"))
    modules = copy / ".nabla/modules"
    optimized = {
        path.stem for path in (copy / "lessons").glob("*.md")
        if "\noptimize: true" in path.read_text(encoding="utf-8").split("\n---", 1)[0]
    }

    def bare_one(source):
        flags = ["-O"] if source.stem.rsplit("-", 1)[0] in optimized else []
        subprocess.run(
            ["swiftc", "-frontend", "-interpret", source, "-module-name", "Lesson",
             "-swift-version", "5", "-I", BUILD / "Modules", "-L", BUILD, "-lNablaLessons",
             "-module-cache-path", modules, *flags],
            check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def bare():
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            list(pool.map(bare_one, sources))

    def cold():
        subprocess.run(nabla, check=True)

    figures = {"bare compiler": [], "cold build": [], "no-change build": []}
    for _ in range(runs):
        figures["bare compiler"].append(timed(bare))
        shutil.rmtree(copy / ".nabla/store")
        shutil.rmtree(copy / "site")
        figures["cold build"].append(timed(cold))
        figures["no-change build"].append(timed(cold))

    lessons = len(list((copy / "lessons").glob("*.md")))
    print(f"{lessons} lessons, {len(sources)} programs, {os.cpu_count()} cores, {runs} runs each")
    print(f"{'':18}{'min':>9}{'median':>9}{'max':>9}   of the bare compiler")
    base = statistics.median(figures["bare compiler"])
    for name, seconds in figures.items():
        median = statistics.median(seconds)
        print(f"{name:18}{min(seconds):8.3f}s{median:8.3f}s{max(seconds):8.3f}s{median / base:10.2f}")
    shutil.rmtree(work)


main()
