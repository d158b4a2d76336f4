import Testing

@testable import Lessons

@Suite("limits") struct LimitsTests {
  /// Texts, and what they are; `nil` where they are an error.
  static let values: [(Limits.Name, String, Int?)] = [
    (.memory, "2 GB", 2 << 30), (.memory, "64MB", 64 << 20), (.memory, "63 MB", nil),
    (.memory, "1024 GB", 1 << 40), (.memory, "1025 GB", nil), (.memory, "9999999999999 GB", nil),
    (.memory, "2", nil), (.memory, "2 gb", nil), (.memory, "-2 GB", nil), (.memory, "", nil),
    (.memory, "1e3 MB", nil), (.memory, "nan", nil), (.memory, "٣ GB", nil),
    (.processor, "1", 1), (.processor, "604800", 604_800), (.processor, "604801", nil),
    (.processor, "0", nil), (.processor, "1.5", nil), (.processor, "1e300", nil),
    (.processor, "99999999999999999999999", nil), (.files, "31", nil), (.files, "32", 32)
  ]

  @Test(arguments: values) func `a text is a limit, or none`(
    name: Limits.Name, text: String, value: Int?
  ) {
    #expect(name.value(text) == value)
  }

  @Test func `what a lesson says goes before what its course says`() {
    let course = Limits([.memory: 1 << 30, .processes: 3])
    let lesson = Limits([.memory: 2 << 30])
    let both = lesson.over(course)
    #expect(both[.memory] == 2 << 30)
    #expect(both[.processes] == 3)
    #expect(both[.files] == Limits.Name.files.standard)
  }

  @Test func `every standard can be said`() {
    for name in Limits.Name.allCases {
      #expect(name.value(name.shown(name.standard)) == name.standard, "\(name)")
    }
  }
}
