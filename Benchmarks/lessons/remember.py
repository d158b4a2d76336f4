#!/usr/bin/env python3
"""What an edit below a training costs, with `remember` and without.

Usage: remember.py [EPOCHS [TURNS]]

A lesson trains a network for so many epochs (400,000 by default) and plots what it learned. It is built,
its last block is edited, and it is built again, so many times (3) in turn with `remember` and without.
"""

import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

NABLA = pathlib.Path(__file__).resolve().parents[2] / ".build/release/nabla"

LESSON = """---
timeout: 600
---

# A training

```swift
var source = RandomSource(seed: 1)
var network = Network {
  Dense(inputs: 2, outputs: 16, using: &source)
  Activation.tanh
  Dense(inputs: 16, outputs: 1, using: &source)
}
let samples = Samples(
  Tensor([[0, 0], [0, 1], [1, 0], [1, 1]]), values: Tensor([[0], [1], [1], [0]]))
func train(_ network: inout Network) throws -> Training.History {
  var optimizer = Adam(learningRate: 0.001)
  return try Training(epochs: EPOCHS, batchSize: 2, seed: 1)
    .run(&network, on: samples, with: &optimizer)
}
```

```swift
let history = CALL
```

```swift
Plot("Loss") { Line(history.epochs.map { $0.loss }) }
```

```swift
print("EDIT", network(samples.inputs).values)
```
"""

CALLS = {
    "with remember": "try remember(&network) { network in try train(&network) }",
    "without": "try train(&network)",
}


def main():
    epochs = sys.argv[1] if len(sys.argv) > 1 else "400000"
    turns = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    times = {(name, kind): [] for name in CALLS for kind in ("first", "edited")}
    said = {}
    for _ in range(turns):
        for name, call in CALLS.items():
            with tempfile.TemporaryDirectory() as folder:
                path = pathlib.Path(folder) / "lessons/01-training.md"
                path.parent.mkdir()
                for kind in ("first", "edited"):
                    text = LESSON.replace("EPOCHS", epochs).replace("CALL", call)
                    path.write_text(text.replace("EDIT", kind))
                    start = time.perf_counter()
                    run = subprocess.run(
                        [NABLA, "build", "--verbose"], cwd=folder, check=True, capture_output=True)
                    times[name, kind].append(time.perf_counter() - start)
                    said[name, kind] = run.stderr.decode().strip()
    for key, values in times.items():
        print(
            f"{key[0]:14} {key[1]:7} min {min(values):6.2f} s, median "
            f"{statistics.median(values):6.2f} s, max {max(values):6.2f} s   {said[key]}")


main()
