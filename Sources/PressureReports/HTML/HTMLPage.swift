internal import FoundationEssentials
internal import PressureSyntax

/// A page that stands alone: style, script and data inside, nothing loaded from elsewhere.
///
/// Its Content-Security-Policy allows nothing but its own style and script, by their hashes.
struct HTMLPage {
  let title: String
  /// The lead, between the page's top and its main part, as HTML.
  var header = ""
  /// The main part, as HTML.
  var body = ""
  /// The last lines, as HTML.
  var footer = ""
  /// Data for the script, as JSON; without any, the page has no script.
  var model: String?

  /// A page whose main part is empty.
  init(title: String) { self.title = title }

  /// The page of `document`.
  init(_ document: Document) {
    title = document.name
    body = HTMLRenderer().render(document)
  }

  /// The whole page.
  var html: String {
    let style = ChartStyle.page + HTMLPage.text(PackageResources.page_css)
    let script = model == nil ? nil : HTMLPage.text(PackageResources.page_js)
    var policy =
      "default-src 'none'; style-src 'sha256-\(HTMLPage.hash(style))'; base-uri 'none'; form-action 'none'"
    if let script { policy += "; script-src 'sha256-\(HTMLPage.hash(script))'" }
    var html = """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="\(policy)">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <title>\(title.escapedForXML)</title>
      <style>\(style)</style>
      </head>
      <body>
      <a class="skip" href="#main">Skip to the result</a>
      <header>\(header)</header>
      <main id="main">\(body)</main>
      <footer>\(footer)</footer>

      """
    if let model, let script {
      // JSON ends no script element once its brackets are escaped.
      let data = model.split(separator: "<", omittingEmptySubsequences: false).joined(separator: "\\u003c")
      html += "<script type=\"application/json\" id=\"pressure-model\">\(data)</script>\n"
      html += "<script>\(script)</script>\n"
    }
    return html + "</body>\n</html>\n"
  }

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  /// The SHA-256 checksum of `text` in base 64, as a policy states it.
  private static func hash(_ text: String) -> String {
    let digits = Array(sha256(Array(text.utf8)).utf8)
    let bytes = stride(from: 0, to: digits.count, by: 2).map { i in
      UInt8(String(decoding: digits[i...i + 1], as: UTF8.self), radix: 16)!
    }
    return Data(bytes).base64EncodedString()
  }
}
