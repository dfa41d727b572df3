/// How charts look: classes for what is drawn, and the colours behind them in light, dark and print.
///
/// The colours of the sides are told apart with every common kind of colour blindness (after Okabe and Ito,
/// "Color Universal Design", 2008), darkened or lightened to a contrast of at least 4.5 with the page. A side has the
/// same colour in every chart; beyond six sides they repeat, and labels tell them apart.
enum ChartStyle {
  /// The number of different colours for sides.
  static let colourCount = 6

  /// The class of a side's colour.
  static func side(_ index: Int) -> String { "s\(index % colourCount)" }

  private static let light = ["#0067a5", "#b84300", "#00714f", "#8f3f78", "#7a5c00", "#4a4a9c"]
  private static let dark = ["#62b5ee", "#f29150", "#3fcf9f", "#e6a0cb", "#e3c04c", "#a9a9f5"]

  private static func variables(_ sides: [String], ink: String, soft: String, grid: String, paper: String)
    -> String
  {
    sides.enumerated().map { "--s\($0.offset):\($0.element);" }.joined()
      + "--ink:\(ink);--soft:\(soft);--grid:\(grid);--paper:\(paper);"
  }

  /// The colours as custom properties of the elements that `selector` picks, for light and dark.
  static func colours(_ selector: String) -> String {
    let day = variables(light, ink: "#1b1b1b", soft: "#595959", grid: "#d9d9d9", paper: "#ffffff")
    let night = variables(dark, ink: "#ececec", soft: "#b0b0b0", grid: "#444444", paper: "#161616")
    return "\(selector){\(day)}@media (prefers-color-scheme:dark){\(selector){\(night)}}"
      + "@media print{\(selector){\(day)}}"
  }

  /// What the classes of charts look like, given the colours.
  static var rules: String {
    let sides = (0..<colourCount).map { n in
      ".chart .s\(n){--c:var(--s\(n))}"
    }.joined()
    return sides
      + ".chart{font:13px system-ui,sans-serif}.chart text{fill:var(--ink)}.chart .soft{fill:var(--soft)}"
      + ".chart .paper{fill:var(--paper)}.chart .grid{stroke:var(--grid);stroke-width:1}"
      + ".chart .axis{stroke:var(--soft);stroke-width:1}"
      + ".chart .line{fill:none;stroke:var(--c);stroke-width:2;stroke-linejoin:round}"
      + ".chart .dashed{stroke-dasharray:6 4}.chart .band{fill:var(--c);opacity:.18}"
      + ".chart .fill{fill:var(--c)}.chart .edge{stroke:var(--paper);stroke-width:1}"
      + ".chart .whisker{stroke:var(--c);stroke-width:2}.chart text.name{fill:var(--c)}"
      + ".chart .mark{stroke:var(--soft);stroke-width:1;stroke-dasharray:2 3}"
      + ".chart .faint{fill:var(--soft);opacity:.35}.chart .strong{fill:var(--ink)}"
      + ".chart .path{fill:none;stroke:var(--ink);stroke-width:1.5}.chart .inverse{fill:var(--paper)}"
      + ".chart .halo{paint-order:stroke;stroke:var(--paper);stroke-width:3px;stroke-linejoin:round}"
  }
}
