// Compares every function of `Elementary` with MPFR and prints the worst error, and the time it
// takes beside the C library's.
//
//     swift run -c release --package-path Benchmarks/elementary measure [points] [name …]
import Glibc

let arguments = CommandLine.arguments.dropFirst()
let count = arguments.first.flatMap { Int($0) } ?? 10_000_000
let names = Set(arguments.filter { Int($0) == nil })

/// Text in a column so wide, to the left or to the right.
func column(_ text: String, _ width: Int, right: Bool = false) -> String {
  let blanks = String(repeating: " ", count: max(0, width - text.count))
  return right ? blanks + text : text + blanks
}

func rounded(_ x: Double, _ digits: Int) -> String {
  let unit = pow(10, Double(digits))
  return "\((x * unit).rounded() / unit)"
}

print("\(count) points a function; errors in ulps against MPFR at 160 bits; times in ns a number")
print(
  column("", 9) + column("worst", 8) + column("at", 50) + column("one", 7, right: true)
    + column("many", 7, right: true) + column("libm", 7, right: true))
for item in Case.all where names.isEmpty || names.contains(item.name) {
  let worst = await worstError(of: item, points: count)
  let place = item.second == nil ? "\(worst.x)" : "\(worst.x), \(worst.y)"
  let time = measureTime(of: item)
  print(
    column(item.name, 9) + column(rounded(worst.error, 4), 8) + column(place, 50)
      + column(rounded(time.one, 1), 7, right: true)
      + column(rounded(time.many, 1), 7, right: true)
      + column(rounded(time.platform, 1), 7, right: true))
  fflush(nil)
}
