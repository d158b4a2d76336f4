"""How fast and how right `nabla lsp` answers, over the real lessons.

    python3 Benchmarks/editor/measure.py [NABLA]

At 100 places of the course's lessons, names that Swift knows, spread evenly over all of them, it asks for a hover
twice (the first warms the compiler's server up, the second is timed) and checks that the answer is about that
name: its range begins and ends at the name's UTF-16 columns, and its text names it. Then completion at the ends
of those names (at how many the name is among the items: where one is declared, there is nothing to complete), and diagnostics: a character typed into a fence, until the
message at that very place has come back. Prints p50 and p95 in milliseconds.
"""

import json
import pathlib
import re
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
KEYWORDS = set(
    "let var func for in if else while return import struct class enum protocol extension guard switch "
    "case default do try throw throws where repeat break continue defer mutating static private public "
    "inout some any as is true false nil self init print".split()
)


class Editor:
    def __init__(self, nabla):
        self.process = subprocess.Popen(
            [nabla, "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self.next = 0
        self.messages = {}
        self.ask("initialize", {"capabilities": {}, "initializationOptions": {"runOnSave": False}})
        self.tell("initialized", {})

    def send(self, message):
        content = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(content) + content)
        self.process.stdin.flush()

    def tell(self, method, params):
        self.send({"method": method, "params": params})

    def receive(self):
        length = 0
        while line := self.process.stdout.readline().strip():
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        if not length:
            raise SystemExit("nabla lsp has ended")
        message = json.loads(self.process.stdout.read(length))
        if message.get("method") == "textDocument/publishDiagnostics":
            self.messages[message["params"]["uri"]] = message["params"]["diagnostics"]
        return message

    def ask(self, method, params):
        self.next += 1
        self.send({"id": self.next, "method": method, "params": params})
        while True:
            message = self.receive()
            if message.get("id") == self.next and "method" not in message:
                return message.get("result")


def units(text):
    return len(text.encode("utf-16-le")) // 2


def names(text):
    """The names in the lesson's Swift: line, column in UTF-16 units, and the name."""
    found = []
    is_code = False
    for number, line in enumerate(text.split("\n")):
        if line.startswith("```"):
            words = line[3:].split(",")
            is_code = not is_code and words[0].strip() == "swift" and not any(
                word.strip() in ("ignore", "compile-fail") for word in words)
            continue
        if not is_code:
            continue
        code = line.split("//")[0]
        # What stands in a string is no name.
        code = re.sub(r'"(?:\\.|[^"\\])*"', lambda m: " " * len(m.group()), code)
        for match in re.finditer(r"(?<![\w$#@.])[A-Za-z_]\w*(?!\w*:)", code):
            if match.group() not in KEYWORDS:
                found.append((number, units(line[: match.start()]), match.group()))
    return found


def quantiles(seconds):
    ordered = sorted(seconds)
    at = lambda part: ordered[min(len(ordered) - 1, int(part * len(ordered)))] * 1000
    return f"p50 {at(0.5):.1f} ms, p95 {at(0.95):.1f} ms, worst {ordered[-1] * 1000:.1f} ms"


def main():
    nabla = sys.argv[1] if len(sys.argv) > 1 else str(ROOT / ".build/release/nabla")
    editor = Editor(nabla)
    lessons = sorted((ROOT / "lessons").glob("[0-9]*.md"))
    places = []
    for path in lessons:
        text = path.read_text()
        if ".zh-" in path.name:
            continue
        places += [(path, text, *name) for name in names(text)]
    chosen = [places[int(k * len(places) / 100)] for k in range(100)]
    opened = set()
    hovers, completions, firsts, wrong = [], [], [], []
    offered = 0
    for path, text, line, column, name in chosen:
        uri = path.as_uri()
        if uri not in opened:
            opened.add(uri)
            editor.tell("textDocument/didOpen", {"textDocument": {
                "uri": uri, "languageId": "markdown", "version": 1, "text": text}})
            start = time.perf_counter()
            editor.ask("textDocument/hover", place(uri, line, column))
            firsts.append(time.perf_counter() - start)
        editor.ask("textDocument/hover", place(uri, line, column))
        start = time.perf_counter()
        answer = editor.ask("textDocument/hover", place(uri, line, column))
        hovers.append(time.perf_counter() - start)
        expected = {"start": {"line": line, "character": column},
                    "end": {"line": line, "character": column + units(name)}}
        if not answer or name not in answer["contents"]["value"] or (
                answer.get("range") != expected):
            wrong.append(f"hover {path.name}:{line + 1}:{column + 1} {name}: {str(answer)[:100]}")
        start = time.perf_counter()
        answer = editor.ask("textDocument/completion", place(uri, line, column + units(name)))
        completions.append(time.perf_counter() - start)
        items = (answer or {}).get("items", []) if isinstance(answer, dict) else answer or []
        offered += any(item["label"].split("(")[0].strip("`") == name for item in items)
    times = []
    for path in [p for p in lessons if ".zh-" not in p.name]:
        uri, text = path.as_uri(), path.read_text()
        if uri not in opened:
            opened.add(uri)
            editor.tell("textDocument/didOpen", {"textDocument": {
                "uri": uri, "languageId": "markdown", "version": 1, "text": text}})
        fences = [k for k, line in enumerate(text.split("\n")) if line.startswith("```swift")]
        for version, line in enumerate(fences[:10], start=2):
            for typed, gone in ((", hiden", 0), ("", 7)):
                change = {"text": typed, "range": {
                    "start": {"line": line, "character": 8},
                    "end": {"line": line, "character": 8 + gone}}}
                start = time.perf_counter()
                editor.tell("textDocument/didChange", {
                    "textDocument": {"uri": uri, "version": version}, "contentChanges": [change]})
                while True:
                    message = editor.receive()
                    if message.get("method") != "textDocument/publishDiagnostics" or (
                            message["params"]["uri"] != uri):
                        continue
                    here = [d for d in message["params"]["diagnostics"]
                            if d["message"].startswith("unknown fence word")
                            and d["range"]["start"] == {"line": line, "character": 10}]
                    if bool(here) == bool(typed):
                        break
                times.append(time.perf_counter() - start)
    print(f"{len(places)} names in {len(opened)} lessons; {len(chosen)} asked for")
    print(f"first hover in a lesson: {quantiles(firsts)}")
    print(f"hover, warm: {quantiles(hovers)}")
    print(f"completion, the name offered at {offered}: {quantiles(completions)}")
    print(f"from a key to its message, {len(times)} times: {quantiles(times)}")
    print(f"wrong: {len(wrong)}")
    for line in wrong:
        print(f"  {line}")
    editor.ask("shutdown", None)
    editor.tell("exit", None)
    sys.exit(editor.process.wait() or bool(wrong))


def place(uri, line, column):
    return {"textDocument": {"uri": uri}, "position": {"line": line, "character": column}}


main()
