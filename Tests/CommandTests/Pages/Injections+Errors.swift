/// What pages of a preview say is wrong.
extension Injections {
  /// Addresses that run a script, as browsers read them.
  static let addresses = [
    "javascript:hit(1)", "JavaScript:hit(1)", "JAVASCRIPT:hit(1)", "javascript://x%0Ahit(1)",
    "javascript:/*--></title>*/hit(1)", "&#106;avascript:hit(1)", "&#x6A;avascript:hit(1)",
    "java&Tab;script:hit(1)", "java&#9;script:hit(1)", "java&NewLine;script:hit(1)",
    "java&#10;script:hit(1)", "java&#13;script:hit(1)", "javascript&colon;hit(1)",
    "javascript&#58;hit(1)", "javascript&#x3a;hit(1)", "&#1;javascript:hit(1)",
    "&#32;javascript:hit(1)", "&#31;javascript:hit(1)", "vbscript:hit(1)", "livescript:hit(1)",
    "data:text/html,<script>hit(1)</script>",
    "data:text/html;base64,PHNjcmlwdD5oaXQoMSk8L3NjcmlwdD4=",
    "data:image/svg+xml,<svg onload=hit(1)>", "DATA:text/html,hit", "blob:null/hit",
    "file:///etc/passwd",
    "filesystem:x", "view-source:x", "about:blank", "ws://canary.example/", "ftp://canary.example/",
    "javascript%3Ahit(1)", "java\\script:hit(1)", "javascript\\:hit(1)", "jav%61script:hit(1)"
  ]

  /// The files of a course that is wrong in each way that pages of a preview tell.
  mutating func wrongCourse() -> [String: String] {
    counts.append(("schemes of links", Self.addresses.count))
    counts.append(("schemes of references", Self.addresses.count))
    counts.append(("schemes of pictures", Self.addresses.count))
    let links = Self.addresses.map { address in
      "[a](<\(address.replacing("<", with: "\\<").replacing(">", with: "\\>"))>)\n"
    }.joined(separator: "\n")
    let references = Self.addresses.enumerated().map { number, address in
      "[r\(number)]\n\n[r\(number)]: <\(address.replacing("<", with: "\\<").replacing(">", with: "\\>"))>\n"
    }.joined(separator: "\n")
    let pictures = Self.addresses.map { address in
      "![a](<\(address.replacing("<", with: "\\<").replacing(">", with: "\\>"))>)\n"
    }.joined(separator: "\n")
    counts.append(("autolinks", 2))
    let autolinks = "<javascript:hit(1)>\n\n<data:text/html,hit(1)>\n"
    let commands = [
      #"\href{javascript:hit(1)}{x}"#, #"\url{javascript:hit(1)}"#,
      #"\htmlClass{x onload=hit(1)}{x}"#,
      #"\htmlId{x}{y}"#, #"\htmlStyle{background:url(https://canary.example/)}{y}"#,
      #"\htmlData{x=y}{z}"#, #"\includegraphics{https://canary.example/a.png}"#,
      #"\textcolor{<img src=x onerror=hit(1)>}{b}"#, #"\unknown<img src=x onerror=hit(1)>"#
    ]
    counts.append(("commands of formulas", commands.count))
    let formulas = commands.map { "Text $\($0)$ text.\n" }.joined(separator: "\n")
    return [
      "course.yml": "html: escape\n",
      "01-links.md": "# Links\n\n\(links)\n\(references)\n\(pictures)\n\(autolinks)\n\(formulas)",
      "02-fails.md": """
      # Fails

      ```swift
      struct Wrong: Error, CustomStringConvertible { var description: String }
      print(\(swift(text("printed before an error"))))
      throw Wrong(description: \(swift(text("error"))))
      ```

      """,
      "03-compiler.md": """
      # Compiler

      ```swift
      let \(text("code that does not compile").filter { $0 != "`" }) = 1
      ```

      """
    ]
  }
}
