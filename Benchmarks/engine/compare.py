"""Times this engine beside micrograd, NumPy, JAX and PyTorch, and prints one table.

    python3 -m venv environment && . environment/bin/activate
    pip install -r requirements.txt
    python3 compare.py

All work in double precision on the CPU, with one thread and, where it applies, with two. The
8×8 digits come from scikit-learn. Each engine runs in a process of its own, one after the other,
and all of them again in every round, so that a busy minute of the machine doesn't fall on one
engine alone. A time is the median of repeated calls over about a second, in seconds per step,
epoch or check, and of these the median of the rounds. `--rows chain,mlp` times some rows only.
"""

import argparse
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROWS = {
    "chain": "chain of three weights, per step",
    "replay": "the same, recorded or compiled once",
    "mlp": "MLP 64-32-10, per epoch",
    "cnn": "CNN, per epoch",
    "rnn": "Elman RNN, per step",
    "lstm": "LSTM, per step",
    "gru": "GRU, per step",
    "attention": "attention head, per step",
    "vae": "VAE, per step",
    "matmul": "32 products of 64 × 64, both derivatives",
    "check": "gradient check, 2,410 derivatives",
}
SIDES = ["micrograd", "numpy", "jax", "torch"]


def run(command, threads):
    environment = dict(os.environ)
    for name in ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        environment[name] = str(threads)
    if threads == 1:
        # XLA takes its threads from the processors it may use.
        command = ["taskset", "-c", "0", *command]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)} failed:\n{done.stderr}")
    times = {}
    for line in done.stdout.splitlines():
        row, seconds = line.split()
        times[row] = float(seconds)
    return times


def show(seconds):
    if seconds is None:
        return "–"
    for unit, size in (("s", 1), ("ms", 1e-3), ("µs", 1e-6)):
        if seconds >= size:
            break
    return f"{seconds / size:.3g} {unit}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", default=",".join(ROWS))
    parser.add_argument("--threads", default="1,2")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--engine", help="time this executable, without building")
    options = parser.parse_args()
    rows = options.rows.split(",")
    engine = options.engine
    if engine is None:
        build = ["swift", "build", "-c", "release", "--package-path", str(HERE)]
        subprocess.run(build, check=True, stdout=sys.stderr)
        path = subprocess.run(
            build + ["--show-bin-path"], check=True, capture_output=True, text=True
        ).stdout.strip()
        engine = os.path.join(path, "EngineBenchmark")
    with tempfile.TemporaryDirectory() as folder:
        digits = os.path.join(folder, "digits")
        import numpy
        from sklearn.datasets import load_digits

        data = load_digits()
        numpy.hstack([data.data, data.target[:, None]]).astype("<f8").tofile(digits)
        rounds = {}
        for _ in range(options.rounds):
            for threads in map(int, options.threads.split(",")):
                commands = {"engine": [engine]}
                for side in SIDES:
                    if threads == 1 or side not in ("micrograd", "numpy"):
                        script = str(HERE / "sides" / f"with_{side}.py")
                        commands[side] = [sys.executable, script]
                for side, command in commands.items():
                    times = run([*command, digits, str(threads), *rows], threads)
                    rounds.setdefault(f"{side}, {threads}", []).append(times)
    columns = {
        name: {row: statistics.median(times[row] for times in several) for row in several[0]}
        for name, several in rounds.items()
    }
    for times in columns.values():
        # What others have of the chain stands beside both ways of the engine.
        if "chain" in times:
            times.setdefault("replay", times["chain"])
    print("| row | " + " | ".join(columns) + " | best other / engine |")
    print("| --- " * (len(columns) + 2) + "|")
    for row in rows:
        own = min(t[row] for name, t in columns.items() if name.startswith("engine"))
        first = columns["engine, 1"][row] if "engine, 1" in columns else own
        others = [
            t[row]
            for name, t in columns.items()
            if row in t and not name.startswith("engine") and name.endswith(", 1")
        ] or [
            t[row] for name, t in columns.items() if row in t and not name.startswith("engine")
        ]
        cells = [show(t.get(row)) for t in columns.values()]
        ratio = f"{min(others) / first:.2f}"
        print(f"| {ROWS[row]} | " + " | ".join(cells) + f" | {ratio} |")
    print("\nThe ratio is that of one thread: above 1, the engine is ahead of the fastest other.")


main()
