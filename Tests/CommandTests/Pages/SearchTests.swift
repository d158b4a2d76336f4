import Foundation
import TestSupport
import Testing

extension BrowserTests {
  /// Search over all lessons, from the disk and from the web, in English and Chinese.
  @Suite("Search finds")
  struct SearchTests {
    private struct Result: Decodable {
      var text: String
      var url: String
    }

    /// What the list of results holds once it does not change any more.
    private func results(_ tab: Tab) async throws -> [Result] {
      try await tab.evaluate(
        """
        (async () => {
          for (let wait = 0; wait < 100; wait++) {
            await new Promise(resolve => setTimeout(resolve, 50));
            if (document.querySelector(".search-status").textContent) break;
          }
          return [...document.querySelectorAll(".search-results li")].map(item => ({
            text: item.innerText, url: item.querySelector("a").href
          }));
        })()
        """)
    }

    @Test(arguments: [true, false])
    func fromAnyPageWithTheSlashKey(onDisk: Bool) async throws {
      let web = WebAddress(.course)
      try await Tab.with { tab in
        if !onDisk { try await tab.serve(web) }
        let page = Specimen.course.last?.path ?? ""
        try await tab.open(onDisk ? SiteFolder.course.file(page) : web.page(page))
        try await tab.press(.character("/"))
        try await tab.type("central difference")
        let found = try await results(tab)
        #expect(found.count > 1)
        #expect(found.allSatisfy { $0.text.lowercased().contains("difference") })
        // The first result is one key away, and leads to where its words stand.
        try await tab.follow { try await tab.press(.enter) }
        let address: String = try await tab.evaluate("location.href")
        #expect(address == found.first?.url)
        let isThere: Bool = try await tab.evaluate(
          """
          !location.hash
            || document.getElementById(decodeURIComponent(location.hash.slice(1))) !== null
          """)
        #expect(isThere)
        #expect(tab.complaints == [])
      }
    }

    @Test func escapeClosesIt() async throws {
      try await Tab.with { tab in
        try await tab.open(Specimen.lessons[0].file)
        try await tab.click(".search-link")
        let isOpen = "document.querySelector(\"dialog.search\").open"
        #expect(try await tab.evaluate(isOpen) == true)
        try await tab.press(.escape)
        #expect(try await tab.evaluate(isOpen) == false)
      }
    }

    @Test func nothingFoundIsSaid() async throws {
      try await Tab.with { tab in
        try await tab.open(Specimen.lessons[0].file)
        try await tab.press(.character("/"))
        try await tab.type("xyzzyx")
        #expect(try await results(tab).isEmpty)
        let words: String = try await tab.evaluate(
          "document.querySelector(\".search-status\").textContent")
        #expect(!words.isEmpty)
      }
    }

    /// Words stand in Chinese without blanks between them; a part of a sentence is found.
    @Test(
      arguments: [
        ("梯度", "下降"), ("反向传播", "反向传播"), ("损失函数", "损失函数"), ("Softmax", "归一化")
      ])
    func chinese(_ query: String, _ expected: String) async throws {
      let course = try makeCourse([
        "course.yml": "title: 从零开始的神经网络\nlanguage: zh-Hans\n",
        "01-descent.md": "# 梯度下降\n\n沿着梯度的反方向走一小步，损失函数就会变小。\n",
        "02-backpropagation.md": "# 反向传播\n\n## 链式法则\n\n误差经过每一层，用反向传播算法往回传。\n",
        "03-softmax.md": "# 归一化\n\n用 Softmax 把分数变成概率。\n"
      ])
      let build = try nabla("build", in: course.url)
      #expect(build.status == 0, "\(build.errors)")
      let site = SiteFolder(url: course.url.appendingPathComponent("site"))
      try await Tab.with { tab in
        try await tab.open(site.file("index.html"))
        try await tab.press(.character("/"))
        try await tab.type(query)
        let found = try await results(tab)
        #expect(found.first?.text.contains(expected) == true, "\(found)")
        #expect(found.count < 3)
        #expect(tab.complaints == [])
      }
    }
  }
}
