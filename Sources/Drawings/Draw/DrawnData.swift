import Markup
import Text
import Wire

/// What a drawing needs to know of the page around it.
struct DrawingContext {
  /// How the page's language says what drawings say.
  var say: Wording
  /// Whether this is one of many frames, whose tables of data are kept short.
  var isFrame = false
  /// Keeps the display's data as files beside the page: links to them, or nothing where there are
  /// no files.
  package var links: () -> [Node] = { [] }
}

/// The numbers of a drawing, as tables.
struct DrawnData {
  package var html: [Node] = []
  /// Whether every number is in the tables.
  var isWhole = true

  /// Adds a table; of a long one so many rows, the first and the last among them.
  package mutating func add(_ table: Table, limit: Int, _ say: Wording) {
    var shown = table
    var note: [Node] = []
    if table.rows.count > limit {
      let count = table.rows.count
      let kept = (0..<limit).map { $0 * (count - 1) / max(1, limit - 1) }
      shown.rows = kept.map { table.rows[$0] }
      note = [Drawing.note(say(.rowsShown(limit, of: count)))]
      isWhole = false
    }
    html += [DisplayHTML.table(shown, label: say(.data))] + note
  }
}
