internal import PressureNumerics
internal import PressureSyntax

/// The values of a panel while they are prepared.
struct PreparedTable {
  let panel: Panel
  /// Rows × indicators; 0 where there is no value.
  private(set) var values: Matrix
  /// Rows × indicators, 0 or 1.
  private(set) var mask: Matrix
  /// Cells, counted row by row, whose value is not the panel's.
  private(set) var imputed: Set<Int> = []
  private var screened: Set<Int> = []

  init(_ panel: Panel) {
    self.panel = panel
    values = Matrix(repeating: 0, rows: panel.rowCount, columns: panel.specification.indicators.count)
    mask = values
    for row in 0..<values.rows {
      for column in 0..<values.columns {
        guard let value = panel.value(row: row, indicator: column) else { continue }
        values[row, column] = value
        mask[row, column] = 1
      }
    }
  }

  /// Leaves a row out if the screening says so, and returns why.
  mutating func screen(_ row: Int, _ screening: Screening) -> Gap? {
    guard screening != Screening() else { return nil }
    let columns = 0..<values.columns
    let count = columns.count { mask[row, $0] == 1 }
    let zeros = columns.count { panel.isZero(row: row, indicator: $0) }
    guard let gap = screening.verdict(values: count, zeros: zeros, of: columns.count) else { return nil }
    for column in columns {
      (values[row, column], mask[row, column]) = (0, 0)
    }
    screened.insert(row)
    return gap
  }

  /// Whether a row is left out.
  func isScreened(_ row: Int) -> Bool { screened.contains(row) }

  /// Fills a gap.
  mutating func fill(_ row: Int, _ column: Int, with value: Double) {
    values[row, column] = value
    mask[row, column] = 1
    imputed.insert(row * values.columns + column)
  }

  /// The rows of a date that are not left out.
  func rows(date: Int) -> [Int] {
    panel.specification.sides.indices.map { panel.row(side: $0, date: date) }.filter { !isScreened($0) }
  }

  /// As ``samples(_:_:_:_:_:of:date:)``.
  func samples(of indicator: Int, date: Int) -> SharedOrOwn<[Double]> {
    let left = Dictionary(uniqueKeysWithValues: screened.map { ($0, Gap.noData) })
    return PreparedTable.samples(panel, values, mask, imputed, left, of: indicator, date: date)
  }

  /// The values from which an indicator's treatment and normalization learn at a date: what was public of each side,
  /// and the imputed value of the date. Sides that are left out give none.
  static func samples(
    _ panel: Panel, _ values: Matrix, _ mask: Matrix, _ imputed: Set<Int>, _ screened: [Int: Gap],
    of indicator: Int, date: Int
  ) -> SharedOrOwn<[Double]> {
    func add(_ side: Int, to sample: inout [Double]) {
      let row = panel.row(side: side, date: date)
      if screened[row] != nil { return }
      panel.appendSample(row: row, indicator: indicator, to: &sample)
      // A value that is only too old is in the sample already.
      if imputed.contains(row * values.columns + indicator),
        panel.staleValue(row: row, indicator: indicator) != values[row, indicator]
      {
        sample.append(values[row, indicator])
      }
    }
    let sides = panel.specification.sides.indices
    if panel.specification.indicators[indicator].pool == .all {
      var sample: [Double] = []
      sample.reserveCapacity(sides.count)
      for side in sides { add(side, to: &sample) }
      return .shared(sample)
    }
    return .own(
      sides.map { side in
        var sample: [Double] = []
        add(side, to: &sample)
        return sample
      })
  }
}
