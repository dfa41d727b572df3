internal import PressureNumerics
internal import PressureSyntax

extension PreparedTable {
  /// What was filled at a date, and what could not be.
  struct ImputationOutcome {
    var changes: [PreparationChange] = []
    var problems: [Diagnostic] = []
  }

  /// Fills the gaps of a date, one way after the other; within one pass every gap is filled from what was there
  /// before it, so that the order of indicators and sides does not matter.
  mutating func impute(date: Int) -> ImputationOutcome {
    let indicators = panel.specification.indicators
    var outcome = ImputationOutcome()
    // What the members of a group share is computed once for all their gaps.
    for pass in 0..<(indicators.map(\.imputation.count).max() ?? 0) {
      var fills: [(row: Int, column: Int, fill: Fill)] = []
      var em: [Int: Result<[Int: [Int: Double]], Fill.Failure>] = [:]
      let needsRanges = indicators.contains { pass < $0.imputation.count && $0.imputation[pass] == .rowMean }
      let ranges = needsRanges ? indicators.indices.map { range(of: $0, date: date) } : []
      for (column, indicator) in indicators.enumerated() where pass < indicator.imputation.count {
        let method = indicator.imputation[pass]
        let gaps = rows(date: date).filter { mask[$0, column] == 0 }
        if gaps.isEmpty { continue }
        let parent = panel.specification.hierarchy.parent(ofIndicator: column)
        var centers: [String: Result<Fill?, Fill.Failure>] = [:]
        if method == .em, em[parent] == nil { em[parent] = conditionalMeans(group: parent, date: date) }
        let isLast = pass == indicator.imputation.count - 1
        for row in gaps {
          switch fill(row, column, by: method, date: date, em[parent], ranges, &centers) {
          case .success(let fill?): fills.append((row, column, fill))
          case .success(nil): break
          case .failure(let failure):
            // What a later way may fill is no mistake yet.
            guard isLast else { continue }
            let diagnostic = self.diagnostic(failure, method, column, row)
            if !outcome.problems.contains(diagnostic) { outcome.problems.append(diagnostic) }
          }
        }
      }
      for (row, column, fill) in fills {
        self.fill(row, column, with: fill.value)
        outcome.changes.append(
          PreparationChange(
            .imputed, side: row % panel.specification.sides.count, indicator: column, period: fill.period,
            from: nil, to: fill.value, reason: fill.reason))
      }
    }
    return outcome
  }

  /// A value for a gap, and where it comes from.
  struct Fill {
    let value: Double
    let reason: String
    var period: Period?

    /// Why a gap cannot be filled.
    enum Failure: Error, Hashable {
      case noValues(group: String?)
      case noOwnValues
      case constantColumn(Int)
      case dependentColumn(Int)
      case notConverged
    }
  }

  /// The fill of one gap; `nil` where the method has nothing to say of it.
  private func fill(
    _ row: Int, _ column: Int, by method: Imputation, date: Int,
    _ em: Result<[Int: [Int: Double]], Fill.Failure>?, _ ranges: [ClosedRange<Double>?],
    _ centers: inout [String: Result<Fill?, Fill.Failure>]
  ) -> Result<Fill?, Fill.Failure> {
    let sides = panel.specification.sides
    let own = sides[row % sides.count]
    switch method {
    case .interpolate: return .success(nil)
    case .constant(let value):
      return .success(Fill(value: value, reason: "the constant that the model states"))
    case .last:
      guard let reading = panel.staleReading(row: row, indicator: column) else { return .success(nil) }
      return .success(
        Fill(
          value: reading.value, reason: "the latest value, older than its maximum age", period: reading.period
        ))
    case .mean, .median:
      if let known = centers[""] { return known }
      centers[""] = center(column, date: date, isMean: method == .mean, in: nil) { _ in true }
      return centers[""]!
    case .groupMean(let by), .groupMedian(let by):
      guard let group = own.groups[by] else { preconditionFailure("checked when the model was read") }
      if let known = centers[group] { return known }
      centers[group] = center(column, date: date, isMean: method == .groupMean(by: by), in: "\(by) \(group)")
      {
        sides[$0 % sides.count].groups[by] == group
      }
      return centers[group]!
    case .rowMean: return rowMean(row, column, ranges)
    case .em:
      return em!.map { values in
        values[row]?[column].map { Fill(value: $0, reason: "the mean given the side's other values (EM)") }
      }
    }
  }

  /// The mean or median of the values of a date in the rows that count.
  private func center(
    _ column: Int, date: Int, isMean: Bool, in group: String?, where counts: (Int) -> Bool
  ) -> Result<Fill?, Fill.Failure> {
    let values = rows(date: date).filter { mask[$0, column] == 1 && counts($0) }.map {
      self.values[$0, column]
    }
    guard !values.isEmpty else { return .failure(.noValues(group: group)) }
    return .success(
      Fill(
        value: isMean ? Statistics.mean(values) : Statistics.median(values),
        reason: "\(isMean ? "mean" : "median") of \(values.count) side\(values.count == 1 ? "" : "s")"
          + (group.map { " of \($0)" } ?? "")))
  }

  /// The ends of an indicator's values at a date, in its own unit.
  private func range(of column: Int, date: Int) -> ClosedRange<Double>? {
    Statistics.range(rows(date: date).lazy.filter { mask[$0, column] == 1 }.map { values[$0, column] })
  }

  /// The mean of the side's own min-max scores in the indicator's group, mapped back to the indicator's unit.
  private func rowMean(
    _ row: Int, _ column: Int, _ ranges: [ClosedRange<Double>?]
  ) -> Result<Fill?, Fill.Failure> {
    let hierarchy = panel.specification.hierarchy
    let side = row % panel.specification.sides.count
    func raises(_ member: Int) -> Bool {
      panel.specification.indicators[member].measure(side).direction == .raises
    }
    let members = hierarchy.members(of: hierarchy.parent(ofIndicator: column))
    let shares = members.compactMap { member -> Double? in
      guard member != column, mask[row, member] == 1, let ends = ranges[member],
        ends.upperBound > ends.lowerBound
      else { return nil }
      let span = ends.upperBound - ends.lowerBound
      let distance =
        raises(member) ? values[row, member] - ends.lowerBound : ends.upperBound - values[row, member]
      return distance / span
    }
    guard !shares.isEmpty else { return .failure(.noOwnValues) }
    guard let own = ranges[column] else { return .failure(.noValues(group: nil)) }
    let distance = Statistics.mean(shares) * (own.upperBound - own.lowerBound)
    let value = raises(column) ? own.lowerBound + distance : own.upperBound - distance
    return .success(
      Fill(value: value, reason: "mean of the side's scores of \(shares.count) indicators of its group"))
  }

  /// The conditional means of the gaps of a group's members, by row and column.
  private func conditionalMeans(
    group: Int, date: Int
  ) -> Result<[Int: [Int: Double]], Fill.Failure> {
    let members = panel.specification.hierarchy.members(of: group)
    let rows = rows(date: date)
    var sample = Matrix(repeating: 0, rows: rows.count, columns: members.count)
    var seen = sample
    for (j, column) in members.enumerated() {
      for (i, row) in rows.enumerated() {
        (sample[i, j], seen[i, j]) = (values[row, column], mask[row, column])
      }
    }
    do {
      let fit = try NormalEM(sample, mask: seen)
      var result: [Int: [Int: Double]] = [:]
      for (i, row) in rows.enumerated() {
        for (j, column) in members.enumerated() where seen[i, j] == 0 {
          result[row, default: [:]][column] = fit.completed[i, j]
        }
      }
      return .success(result)
    } catch {
      switch error {
      case .constant(let column): return .failure(.constantColumn(members[column]))
      case .singular(let column): return .failure(.dependentColumn(members[column]))
      case .notConverged: return .failure(.notConverged)
      }
    }
  }

  private func diagnostic(_ failure: Fill.Failure, _ method: Imputation, _ column: Int, _ row: Int)
    -> Diagnostic
  {
    let indicators = panel.specification.indicators
    let id = indicators[column].id.quoted
    let side = panel.specification.sides[row % panel.specification.sides.count].id.quoted
    let asOf = panel.dates[0].map { " as of \($0)" } ?? ""
    let subject = "\(id) of \(side) cannot be imputed by \(method.name.rawValue)\(asOf)"
    switch failure {
    case .noValues(let group):
      return Diagnostic(
        "\(id) cannot be imputed by \(method.name.rawValue)\(asOf): no side"
          + (group.map { " of \($0)" } ?? "") + " has a value",
        help:
          "let a wider way follow, such as 'impute: [\(method.name.rawValue), mean]', or leave the gaps: 'impute: none'"
      )
    case .noOwnValues:
      return Diagnostic(
        "\(subject): the side has no other value in its group",
        help: "let another way follow, such as 'impute: [row-mean, mean]', or screen sides without data")
    case .constantColumn(let other):
      return Diagnostic(
        "\(id) cannot be imputed by em\(asOf): \(indicators[other].id.quoted) of its group has fewer than two different values",
        help: "let another way follow, such as 'impute: [em, mean]'")
    case .dependentColumn(let other):
      return Diagnostic(
        "\(id) cannot be imputed by em\(asOf): \(indicators[other].id.quoted) follows from the others of its group, "
          + "or there are too few sides to tell",
        help: "let another way follow, such as 'impute: [em, mean]', or take an indicator out of the group")
    case .notConverged:
      return Diagnostic(
        "\(id) cannot be imputed by em\(asOf): its estimates do not settle",
        help: "let another way follow, such as 'impute: [em, mean]'")
    }
  }
}

extension Hierarchy {
  /// The group to which an indicator belongs.
  func parent(ofIndicator indicator: Int) -> Int {
    nodes.first { $0.indicator == indicator }?.parent ?? 0
  }

  /// The indicators that are children of a group, by position.
  func members(of group: Int) -> [Int] { nodes[group].children.compactMap { nodes[$0].indicator } }
}
