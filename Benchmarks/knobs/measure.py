"""How fast a page follows its knobs, and what it weighs: measure.py NABLA

Builds the course beside it with that executable, opens its pages in Chromium with the processor slowed
four times, and moves a slider two hundred times.
"""

import gzip
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

from browser import Browser

MOVES = 200

# From the event of the slider to the frame in which everything is drawn.
MOVE = """
(async () => {
  const slider = document.querySelector(".knob input[type=range]");
  const times = [];
  for (let move = 0; move < %d; move++) {
    await new Promise(requestAnimationFrame);
    const low = Number(slider.min), high = Number(slider.max);
    slider.value = String(low + (high - low) * ((move * 37) %% 200) / 200);
    const began = performance.now();
    slider.dispatchEvent(new Event("input"));
    // The script draws in the next frame; what it costs is measured there, with style and layout.
    await new Promise((done) => requestAnimationFrame(() => {
      document.body.getBoundingClientRect();
      const channel = new MessageChannel();
      channel.port1.onmessage = done;
      channel.port2.postMessage(0);
    }));
    times.push(performance.now() - began);
  }
  return times;
})()
"""

# What the script and the layout take, without waiting for a frame.
WORK = """
(async () => {
  const slider = document.querySelector(".knob input[type=range]");
  const times = [];
  const frames = [];
  globalThis.requestAnimationFrame = (action) => frames.push(action);
  for (let move = 0; move < %d; move++) {
    const low = Number(slider.min), high = Number(slider.max);
    slider.value = String(low + (high - low) * ((move * 37) %% 200) / 200);
    const began = performance.now();
    slider.dispatchEvent(new Event("input"));
    while (frames.length > 0) frames.shift()(began);
    document.body.getBoundingClientRect();
    times.push(performance.now() - began);
  }
  return times;
})()
"""

START = """
(async () => {
  const began = performance.now();
  const bytes = Uint8Array.from(atob(nablaEngine), (letter) => letter.charCodeAt(0));
  await WebAssembly.instantiate(bytes, {});
  return performance.now() - began;
})()
"""


def percentile(times, part):
    return sorted(times)[min(len(times) - 1, int(len(times) * part))]


def main():
    nabla = os.path.abspath(sys.argv[1])
    here = pathlib.Path(__file__).parent
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(here / "lessons", f"{folder}/lessons")
        for name in ["as new", "again"]:
            began = time.monotonic()
            subprocess.run([nabla, "build", "--quiet"], cwd=folder, check=True)
            print(f"build, {name}: {time.monotonic() - began:.2f} s")
        site = pathlib.Path(folder) / "site"
        for file in ["engine.js", "knobs.js", "chain.html", "network.html", "plain.html",
                     "style.css", "script.js"]:
            data = (site / file).read_bytes()
            print(f"{file}: {len(data)} bytes, {len(gzip.compress(data, 9))} compressed")
        browser = Browser()
        try:
            for page in ["chain", "network"]:
                browser.slower(1)
                browser.open((site / f"{page}.html").as_uri())
                browser.evaluate(
                    "new Promise((done) => { const look = () => document.querySelector('.live')"
                    " ? done() : setTimeout(look, 5); look(); })")
                browser.slower(4)
                starts = [browser.evaluate(START) for _ in range(5)]
                print(f"{page}: engine started in {min(starts):.1f} to {max(starts):.1f} ms")
                # Code that was not run before is compiled first.
                for what, script in [("work of a move", WORK)]:
                    browser.evaluate(script % 20)
                    times = browser.evaluate(script % MOVES)
                    print(f"{page}: {what}: p50 {percentile(times, 0.5):.1f} ms, "
                          f"p95 {percentile(times, 0.95):.1f} ms, most {max(times):.1f} ms")
        finally:
            browser.close()


if __name__ == "__main__":
    main()
