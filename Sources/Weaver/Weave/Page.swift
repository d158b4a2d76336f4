/// A lesson's page, woven, and what its weaving found.
struct Page: Sendable {
  /// The name of the file in the site.
  var path: String
  var html: String
  /// Files below the lessons' folder that go to the same path below the site.
  var assets: Set<String>
  var problems: [Diagnostic]
}
