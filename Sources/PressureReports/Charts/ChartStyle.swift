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

  /// The colours of one kind of display.
  private struct Palette {
    let sides: [String]
    let ink, soft, grid, paper: String

    static let light = Palette(
      sides: ["#0067a5", "#b84300", "#00714f", "#8f3f78", "#7a5c00", "#4a4a9c"], ink: "#1b1b1b",
      soft: "#595959",
      grid: "#d9d9d9", paper: "#ffffff")
    static let dark = Palette(
      sides: ["#62b5ee", "#f29150", "#3fcf9f", "#e6a0cb", "#e3c04c", "#a9a9f5"], ink: "#ececec",
      soft: "#b0b0b0",
      grid: "#444444", paper: "#161616")
    /// Those that a page defines.
    static let variables = Palette(
      sides: (0..<colourCount).map { "var(--s\($0))" }, ink: "var(--ink)", soft: "var(--soft)",
      grid: "var(--grid)",
      paper: "var(--paper)")

    /// The colours as custom properties.
    var properties: String {
      sides.enumerated().map { "--s\($0.offset):\($0.element);" }.joined()
        + "--ink:\(ink);--soft:\(soft);--grid:\(grid);--paper:\(paper);"
    }

    /// The classes of charts in these colours.
    var rules: String {
      let sides = self.sides.enumerated().map { n, colour in
        ".chart .s\(n).fill,.chart .s\(n).band{fill:\(colour)}"
          + ".chart .s\(n).line,.chart .s\(n).whisker{stroke:\(colour)}"
      }.joined()
      return sides
        + ".chart text{fill:\(ink)}.chart .soft{fill:\(soft)}.chart .paper,.chart .inverse{fill:\(paper)}"
        + ".chart .grid{stroke:\(grid)}.chart .axis,.chart .mark{stroke:\(soft)}.chart .edge{stroke:\(paper)}"
        + ".chart .faint{fill:\(soft)}.chart .strong{fill:\(ink)}.chart .path,.chart .hollow{stroke:\(ink)}.chart .hollow{fill:\(paper)}"
        + ".chart .neutral{fill:\(soft)}.chart .halo{stroke:\(paper)}"
    }
  }

  /// What the classes of charts look like apart from colours.
  private static let shapes =
    ".chart{font:13px system-ui,\"DejaVu Sans\",sans-serif}.chart .grid,.chart .axis,.chart .mark,.chart .edge{stroke-width:1}"
    + ".chart .line{fill:none;stroke-width:2;stroke-linejoin:round}.chart .dashed{stroke-dasharray:6 4}"
    + ".chart .band{opacity:.18}.chart .whisker{stroke-width:2}.chart .mark{stroke-dasharray:2 3}"
    + ".chart .faint{opacity:.4}.chart .path{fill:none;stroke-width:1.5}"
    + ".chart .title{font-weight:600}.chart .halo{paint-order:stroke;stroke-width:3px;stroke-linejoin:round}"

  /// The style of a drawing that stands alone. Its colours are written out, since many programs that show SVG know
  /// no custom properties; browsers take the dark ones on a dark display.
  static var standalone: String {
    shapes + Palette.light.rules + "@media (prefers-color-scheme:dark){\(Palette.dark.rules)}"
  }

  /// The style of the charts of a page, and the colours as properties of all its elements.
  static var page: String {
    ":root{\(Palette.light.properties)}@media (prefers-color-scheme:dark){:root{\(Palette.dark.properties)}}"
      + "@media print{:root{\(Palette.light.properties)}}" + shapes + Palette.variables.rules
  }
}
