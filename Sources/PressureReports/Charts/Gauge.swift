/// A score between 0 and 1 on a bar, with the band of its doubt and a mark at one half.
struct Gauge {
  let name: String
  let side: Int
  let value: Double
  let band: ClosedRange<Double>?
  /// Whether one half is a threshold worth a mark.
  let marksHalf: Bool
  /// Whether a script moves the needle, which leaves a thin mark where it was.
  var isLive = false

  /// The bar as part of a page; `id` is unique on it.
  func inline(id: String) -> String {
    let width = 320.0
    var canvas = Canvas(width: width, height: 40)
    let x = Scale(domain: 0...1, start: 6, end: width - 6)
    let style = ChartStyle.side(side)
    canvas.rectangle(x(0), 6, x(1) - x(0), 14, "faint", opacity: 0.5)
    if let band {
      canvas.rectangle(
        x(band.lowerBound), 6, x(band.upperBound) - x(band.lowerBound), 14, "fill doubt \(style)",
        opacity: 0.45)
    }
    if isLive { canvas.line(x(value), 2, x(value), 24, "line \(style)") }
    canvas.rectangle(x(value) - 2, 2, 4, 22, "fill needle \(style)")
    if marksHalf { canvas.line(x(0.5), 2, x(0.5), 24, "axis") }
    for (value, label) in [(0.0, "0"), (0.5, "½"), (1.0, "1")] {
      canvas.text(label, x(value), 36, value == 0 ? .start : value == 1 ? .end : .middle, "soft")
    }
    let range = band.map { ", between \(score($0.lowerBound)) and \(score($0.upperBound))" } ?? ""
    return canvas.drawing(
      title: name, description: "\(name): \(score(value))\(range), on a scale from 0 to 1.", id: id,
      standsAlone: false)
  }
}
