/// Sets a document as HTML: the parts between a page's tags.
struct HTMLRenderer {
  /// What the ids of the charts begin with, so that several documents fit on one page.
  var prefix = "chart"

  func render(_ document: Document) -> String {
    document.blocks.enumerated().map { n, block in
      switch block {
      case .title(let text): "<h1>\(text.escapedForXML)</h1>"
      case .heading(let text): "<h2>\(text.escapedForXML)</h2>"
      case .subheading(let text): "<h3>\(text.escapedForXML)</h3>"
      case .code(let text, _): "<pre><code>\(text.linesEscapedForXML)</code></pre>"
      case .paragraph(let text): "<p>\(text.escapedForXML)</p>"
      case .list(let items): "<ul>\(items.map { "<li>\($0.escapedForXML)</li>" }.joined())</ul>"
      case .table(let table): HTMLRenderer.set(table)
      case .figure(let chart): HTMLRenderer.figure(chart, id: "\(prefix)-\(n)")
      }
    }.joined(separator: "\n")
  }

  /// A table that scrolls sideways by itself where the page is too narrow for it.
  static func set(_ table: Document.Table, caption: String? = nil) -> String {
    let classes = table.columns.map { $0.alignment == .right ? " class=\"right\"" : "" }
    let hasHead = table.columns.contains { !$0.header.isEmpty }
    var html = "<div class=\"scroll\" tabindex=\"0\"><table>"
    if let caption { html += "<caption class=\"soft\">\(caption.escapedForXML)</caption>" }
    if hasHead {
      let cells = zip(table.columns, classes).map { column, style in
        column.header.isEmpty
          ? "<td\(style)></td>" : "<th scope=\"col\"\(style)>\(column.header.escapedForXML)</th>"
      }
      html += "<thead><tr>\(cells.joined())</tr></thead>"
    }
    html += "<tbody>"
    for row in table.rows {
      html += "<tr>"
      for (n, cell) in row.enumerated() {
        let indent = cell.prefix { $0 == " " }.count
        let text = String(cell.dropFirst(indent)).escapedForXML
        if n == 0 {
          html +=
            indent > 0 ? "<td class=\"indent\">\(text)</td>" : "<th scope=\"row\"\(classes[n])>\(text)</th>"
        } else {
          html += "<td\(classes[n])>\(text)</td>"
        }
      }
      html += "</tr>"
    }
    return html + "</tbody></table></div>"
  }

  /// The width of the drawing that narrow windows show, in pixels: that of a telephone less the margins.
  private static let narrow = 343.0

  /// A chart with its sources and, folded, its numbers: a wide drawing, and a narrow one whose text can be read on a
  /// telephone.
  static func figure(_ chart: any Chart, id: String) -> String {
    """
    <figure><h3>\(chart.title.escapedForXML)</h3>\
    <div class="wide">\(chart.inline(id: id))</div>\
    <div class="narrow">\(chart.inline(id: "\(id)-narrow", width: narrow))</div>\
    <figcaption>\((chart.description + " " + chart.sources).escapedForXML)</figcaption>\
    <details><summary>The numbers of this chart</summary>\(set(chart.table))</details></figure>
    """
  }
}
