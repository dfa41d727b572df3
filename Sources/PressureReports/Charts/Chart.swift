/// A picture of numbers that a table beside it also tells.
protocol Chart {
  /// What it shows, as a heading.
  var title: String { get }
  /// What is to be seen in it, in a sentence or two, for those who do not see it.
  var description: String { get }
  /// Where the figures come from, shown under the chart.
  var sources: String { get }
  /// The numbers, as a table.
  var table: Document.Table { get }
  /// Draws the chart without title and sources; the canvas starts empty at `width`.
  func draw(width: Double) -> Canvas
}

extension Chart {
  /// The chart as a file of its own, with its title above and its sources below.
  func standalone(width: Double = 720) -> String {
    Drawing(self, width: width, id: "chart", standsAlone: true).svg
  }

  /// The chart as part of a page that sets the colours; `id` is unique on the page.
  func inline(id: String, width: Double = 720) -> String {
    Drawing(self, width: width, id: id, standsAlone: false).svg
  }
}

/// A chart on its sheet.
private struct Drawing {
  let svg: String

  init(_ chart: some Chart, width: Double, id: String, standsAlone: Bool) {
    var canvas = chart.draw(width: width)
    if standsAlone {
      canvas.frame(
        heading: chart.title.wrapped(to: width - 24), footer: chart.sources.wrapped(to: width - 24))
    }
    svg = canvas.drawing(
      title: chart.title, description: chart.description, id: id, standsAlone: standsAlone)
  }
}
