import Foundation
import Testing

@testable import PressureReports

@Suite("Pages that stand alone") struct HTMLPageTests {
  @Test("The policy allows the page's own style and script and nothing else")
  func policy() throws {
    var page = HTMLPage(title: "A")
    page.model = "{}"
    let html = page.html
    let content = try #require(html.firstMatch(of: /Content-Security-Policy" content="([^"]*)"/)).1
    #expect(content.hasPrefix("default-src 'none';"))
    #expect(content.matches(of: /'sha256-[A-Za-z0-9+\/]{43}='/).count == 2)
    #expect(!content.contains("unsafe") && !content.contains("http"))
    // Nothing inline that the policy would stop, and nothing from elsewhere.
    #expect(!html.contains(" style=\"") && html.firstMatch(of: /<[^>]* on[a-z]+="/) == nil)
    #expect(html.firstMatch(of: /(src|href)="(https?:)?\/\//) == nil)
  }

  @Test("Without data there is no script")
  func plain() {
    let html = HTMLPage(title: "A").html
    #expect(!html.contains("<script") && !html.contains("script-src"))
  }

  @Test("Markup in texts, cells and data stays text")
  func escapes() {
    let hostile = "<script>alert(1)</script>"
    var document = Document()
    document.title(hostile)
    document.heading(hostile)
    document.paragraph(hostile)
    document.list([hostile])
    document.code(hostile + "\n  " + hostile, language: "yaml")
    var table = Document.Table([(hostile, .left), ("", .right)])
    table.add([hostile, hostile])
    document.table(table)
    var page = HTMLPage(document)
    page.model = "{\"name\":\"</script>\(hostile)\"}"
    let html = page.html
    #expect(html.ranges(of: "<script>").count == 1, "its own")
    #expect(html.ranges(of: "alert(1)").count == 11)
    #expect(html.ranges(of: "\\u003c/script>").count == 2)
  }
}
