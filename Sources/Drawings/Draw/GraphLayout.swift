import Foundation
import Text

/// Where the nodes and arrows of a graph stand.
package struct GraphLayout: Codable, Equatable {
  struct Point: Codable, Equatable {
    var x: Double
    var y: Double
  }

  var width: Double
  var height: Double
  /// The middles of the nodes.
  var nodes: [Point]
  /// For each arrow the places of its curve: a start, then two handles and a place for each piece.
  var edges: [[Point]]
  /// The middles of what stands beside the arrows.
  var labels: [Point?]

  /// What is laid out: boxes joined by arrows. Sizes are in points, whole numbers.
  package struct Request {
    struct Box {
      var width: Int
      var height: Int
    }

    struct Arrow {
      var from: Int
      var to: Int
      package var label: Box?
    }

    var boxes: [Box]
    var arrows: [Arrow]
    var leadsDown: Bool

    /// The graph in Graphviz's language. No text is in it, so that no font has a say: a label is an
    /// empty table of a fixed size.
    var dot: String {
      func inches(_ points: Int) -> String { "\(Double(points) / 72)" }
      var text =
        "digraph {\ngraph [rankdir=\(leadsDown ? "TB" : "LR"), nodesep=0.25, ranksep=0.3];\n"
      text += "node [shape=box, fixedsize=true, label=\"\"];\nedge [arrowhead=none];\n"
      for (index, box) in boxes.enumerated() {
        text += "n\(index) [width=\(inches(box.width)), height=\(inches(box.height))];\n"
      }
      for arrow in arrows {
        text += "n\(arrow.from) -> n\(arrow.to)"
        if let label = arrow.label {
          text +=
            " [label=<<TABLE FIXEDSIZE=\"TRUE\" WIDTH=\"\(label.width)\" HEIGHT=\"\(label.height)\" "
            + "BORDER=\"0\" CELLBORDER=\"0\" CELLPADDING=\"0\" CELLSPACING=\"0\">"
            + "<TR><TD></TD></TR></TABLE>>]"
        }
        text += ";\n"
      }
      return text + "}\n"
    }
  }
}

extension GraphLayout {
  /// What `dot -Tjson0` says of a request.
  init?(_ request: Request, json: String) {
    guard let answer = try? JSONDecoder().decode(Answer.self, from: Data(json.utf8)) else {
      return nil
    }
    let box = Self.numbers(answer.bb)
    guard box.count == 4 else { return nil }
    width = box[2]
    height = box[3]
    let height = height
    // Graphviz counts upwards.
    func points(_ text: String) -> [Point] {
      let numbers = Self.numbers(text)
      return stride(from: 0, to: numbers.count - 1, by: 2).map {
        Point(x: numbers[$0], y: height - numbers[$0 + 1])
      }
    }
    var nodes = [Point?](repeating: nil, count: request.boxes.count)
    for object in answer.objects ?? [] {
      guard let index = Int(object.name.dropFirst()), nodes.indices.contains(index) else {
        return nil
      }
      nodes[index] = points(object.pos).first
    }
    guard nodes.allSatisfy({ $0 != nil }) else { return nil }
    self.nodes = nodes.compactMap(\.self)
    let lines = (answer.edges ?? []).sorted { $0._gvid < $1._gvid }
    guard lines.count == request.arrows.count else { return nil }
    // Arrows are numbered by where they start, not in the order of the request.
    var open: [[Int]: [(curve: [Point], label: Point?)]] = [:]
    let objects = answer.objects ?? []
    for line in lines {
      guard objects.indices.contains(line.tail), objects.indices.contains(line.head),
        let from = Int(objects[line.tail].name.dropFirst()),
        let to = Int(objects[line.head].name.dropFirst())
      else { return nil }
      open[[from, to], default: []].append(
        (points(line.pos), line.lp.flatMap { points($0).first }))
    }
    var edges: [[Point]] = []
    var labels: [Point?] = []
    for arrow in request.arrows {
      guard let (curve, label) = open[[arrow.from, arrow.to]]?.first, curve.count >= 4 else {
        return nil
      }
      open[[arrow.from, arrow.to]]?.removeFirst()
      edges.append(curve)
      labels.append(label)
    }
    self.edges = edges
    self.labels = labels
  }

  private static func numbers(_ text: String) -> [Double] {
    text.split { $0 == "," || $0 == " " }.compactMap { Double($0) }
  }

  private struct Answer: Decodable {
    struct Object: Decodable {
      package var name: String
      var pos: String
    }

    struct Edge: Decodable {
      var _gvid: Int
      package var tail: Int
      package var head: Int
      var pos: String
      var lp: String?
    }

    var bb: String
    var objects: [Object]?
    var edges: [Edge]?
  }
}
