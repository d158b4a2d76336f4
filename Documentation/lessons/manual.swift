// How the manual shows what nabla does. A fence `markdown, file=lessons/01-a.md` on a page is a file of
// an example course, and `session("nabla verify")` below it runs these words in that course's folder,
// with the very nabla that is verifying the manual. A fence `markdown, live` stands on the page a second
// time, as itself.

import Glibc

/// A fence of this page that begins at the left margin.
struct PageFence {
  var words: [Substring]
  var text: String
  /// The lines of its two fences, from 1.
  var lines: ClosedRange<Int>

  /// The file of the example course that it is.
  var file: String? { words.first { $0.hasPrefix("file=") }.map { String($0.dropFirst(5)) } }
}

func contents(ofFile path: String) -> String {
  guard let file = fopen(path, "r") else { fatalError("cannot read \(path)") }
  defer { fclose(file) }
  return contents(of: file)
}

func contents(of file: UnsafeMutablePointer<FILE>) -> String {
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 1 << 14)
  while true {
    let count = fread(&buffer, 1, buffer.count, file)
    if count == 0 { return String(decoding: bytes, as: UTF8.self) }
    bytes += buffer[..<count]
  }
}

/// Runs words of the shell, in which `nabla` is the executable that runs this page.
func shell(_ words: String) -> (text: String, status: Int32) {
  let script = "export XDG_STATE_HOME=\"$PWD/state\"\nnabla() { \"$NABLA_EXECUTABLE\" \"$@\"; }\nexec 2>&1\n\(words)"
  guard let pipe = popen(script, "r") else { fatalError("cannot run \(words)") }
  let text = contents(of: pipe)
  let status = pclose(pipe)
  return (text, status & 0x7F == 0 ? status >> 8 & 0xFF : -(status & 0x7F))
}

// MARK: This page

let pageName = shell("ls *.md").text.dropLast()
let pageLines = contents(ofFile: String(pageName)).split(
  separator: "\n", omittingEmptySubsequences: false)
let pageFences = fences(in: pageLines)
checkPage()

func fences(in lines: [Substring]) -> [PageFence] {
  var found: [PageFence] = []
  var number = 0
  while number < lines.count {
    let marks = lines[number].prefix { $0 == "`" || $0 == "~" }
    let first = number
    number += 1
    guard marks.count >= 3 else { continue }
    while number < lines.count, !lines[number].hasPrefix(marks) { number += 1 }
    number += 1
    let words = lines[first].dropFirst(marks.count).split { $0 == "," || $0 == " " }
    let text = lines[(first + 1)..<(number - 1)].map { "\($0)\n" }.joined()
    found.append(PageFence(words: words, text: text, lines: (first + 1)...number))
  }
  return found
}

/// No example may stand on the page unused, and what is shown alive has to be what is shown.
func checkPage() {
  for (index, fence) in pageFences.enumerated() {
    if fence.file != nil {
      let isUsed = pageFences[index...].contains {
        $0.words.first == "swift" && $0.text.contains("session(")
      }
      if !isUsed { fatalError("\(pageName):\(fence.lines.lowerBound): no session uses this file") }
    }
    if fence.words.contains("live") {
      let text = pageLines[fence.lines.upperBound...].drop { $0.isEmpty }
      let alive = text.prefix(fence.lines.count - 2).map { "\($0)\n" }.joined()
      if alive != fence.text {
        fatalError("\(pageName):\(fence.lines.lowerBound): what follows is not this example")
      }
    }
  }
}

// MARK: Sessions

/// The line of the last session, above which all files are in their course.
var lastSession = 0

/// Runs commands, one a line, in the folder of the example course, and prints what a terminal would
/// show. The files that stand on the page above this session and below the last one are written first;
/// where there are some, they are the whole course, unless `keeping` is said.
func session(_ commands: String, keeping: Bool = false, line: Int = #line) {
  let files = pageFences.filter {
    $0.file != nil && $0.lines.lowerBound > lastSession && $0.lines.upperBound < line
  }
  lastSession = line
  if !files.isEmpty, !keeping {
    _ = shell("mkdir -p course && cd course && find . -mindepth 1 -maxdepth 1 ! -name .nabla -exec rm -r {} +")
  }
  _ = shell("mkdir -p course")
  for fence in files { write(fence.text, to: "course/\(fence.file!)") }
  for command in commands.split(separator: "\n") {
    print("$ \(command)")
    let (text, status) = shell("cd course\n\(command)")
    print(text, terminator: text.isEmpty || text.hasSuffix("\n") ? "" : "\n")
    if status != 0 { print("[exit status \(status)]") }
  }
}

func write(_ text: String, to path: String) {
  let folder = path.split(separator: "/").dropLast().joined(separator: "/")
  _ = shell("mkdir -p '\(folder)'")
  guard let file = fopen(path, "w") else { fatalError("cannot write \(path)") }
  fputs(text, file)
  fclose(file)
}

// MARK: The rule of comparison

/// What `nabla verify` says of computed texts beside recorded ones, all in one lesson.
func verdicts(_ pairs: [(recorded: String, computed: String)], tolerance: String? = nil) -> Table {
  let words = tolerance.map { ", tolerance=\($0)" } ?? ""
  var lines: [String] = []
  // The recorded line of each pair, by which its message is known.
  var places: [Int] = []
  for pair in pairs {
    lines += ["```swift\(words)", "\"\(pair.computed)\"", "```", "", "```output"]
    places.append(lines.count + 1)
    lines += [pair.recorded, "```", ""]
  }
  _ = shell("rm -rf course/lessons course/site")
  write(lines.map { "\($0)\n" }.joined(), to: "course/lessons/01-pairs.md")
  let (said, status) = shell("cd course\nnabla verify --format github")
  let wrong = said.split(separator: "\n").compactMap { message -> Int? in
    let line = message.split(separator: ",").first { $0.hasPrefix("line=") }
    return line.flatMap { Int($0.dropFirst(5)) }
  }
  guard status <= 1, wrong.allSatisfy(places.contains) else { fatalError(said) }
  let rows = zip(pairs, places).map { pair, place in
    [pair.recorded, pair.computed, wrong.contains(place) ? "no" : "yes"]
  }
  return Table(["recorded", "computed", "agrees"], rows)
}
