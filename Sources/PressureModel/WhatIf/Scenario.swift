internal import PressureIndex
public import PressureSyntax
public import Robustness

/// Something that is supposed to be other than it is: a parameter, or an indicator's value at the as-of date.
public struct Supposition: Sendable, Hashable {
  /// What is changed.
  public enum Subject: Sendable, Hashable {
    /// A number of the model file.
    case parameter(ModelParameter)
    /// Values of a side at the as-of date: of the indicator that is named, and of those that read the same level.
    case values([SupposedValue])
  }

  /// What is changed.
  public let subject: Subject
  /// Its name in full.
  public let name: String
  /// What it is supposed to be.
  public let value: Double
}

/// Suppositions that are made together.
public struct Scenario: Sendable, Hashable {
  /// Its name in reports.
  public let name: String
  /// What is supposed.
  public let suppositions: [Supposition]

  /// Creates a scenario.
  public init(name: String, _ suppositions: [Supposition]) {
    self.name = name
    self.suppositions = suppositions
  }
}

extension Model {
  /// The supposition that `name` is `value`: a side and one of its indicators or series (`china.tariff-faced`), or the
  /// path of a parameter (`conflict.resolve.china`); both may be abbreviated as ``ModelParameters`` describes.
  ///
  /// - Throws: a name that names nothing, with the nearest that does; one that could be both.
  public func supposition(_ name: String, _ value: Double) throws(Diagnostics) -> Supposition {
    let parameters = parameters
    let parts = name.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let sides = specification.sides.map(\.id)
    guard parts.count == 2, let side = abbreviated(parts[0], among: sides) else {
      return try parameterSupposition(name, value, parameters)
    }
    // A side's name first can begin a parameter's path as well: china.resolve.
    let names = observable(ofSide: side)
    let isParameter: Bool
    do throws(Diagnostics) {
      _ = try parameters.parameter(at: name)
      isParameter = true
    } catch { isParameter = false }
    if let found = abbreviated(parts[1], among: names), !isParameter || names[found] == parts[1] {
      return Supposition(
        subject: .values(supposed(names[found], side: side, value)), name: "\(sides[side]).\(names[found])",
        value: value)
    }
    if isParameter { return try parameterSupposition(name, value, parameters) }
    let near =
      nearest(to: parts[1], among: names).map { "did you mean '\(sides[side]).\($0)'?" }
      ?? "the values of \(sides[side]) are: \(names.prefix(20).joined(separator: ", ")); "
      + "or write the path of a parameter, such as \(parameters.all.first.map(parameters.path) ?? "none")"
    throw Diagnostics(
      Diagnostic("unknown indicator or parameter \(name.quoted)", help: near))
  }

  private func parameterSupposition(
    _ name: String, _ value: Double, _ parameters: ModelParameters
  ) throws(Diagnostics) -> Supposition {
    let parameter = try parameters.parameter(at: name)
    return Supposition(subject: .parameter(parameter), name: parameters.path(of: parameter), value: value)
  }

  /// The ids of a side's values that can be supposed: its indicators, then the series that nothing else names.
  private func observable(ofSide side: Int) -> [String] {
    let indicators = specification.indicators.map(\.id)
    let others = specification.seriesIDs.indices.filter { series in
      specification.reads(series: series, side: side)
    }.map { specification.seriesIDs[$0] }
    return indicators + others.filter { !indicators.contains($0) }
  }

  /// The values that follow if `name` of a side is `value`.
  private func supposed(_ name: String, side: Int, _ value: Double) -> [SupposedValue] {
    let indicators = specification.indicators
    if let named = indicators.firstIndex(where: { $0.id == name }),
      indicators[named].measure(side).transform != .level
    {
      return [SupposedValue(side: side, indicator: named, series: nil, value: value)]
    }
    let series =
      indicators.first { $0.id == name }?.measure(side).series ?? specification.seriesIDs.firstIndex(
        of: name)!
    let readers = indicators.indices.filter {
      indicators[$0].measure(side).series == series && indicators[$0].measure(side).transform == .level
    }
    return (readers.isEmpty ? [nil] : readers.map(Optional.some)).map {
      SupposedValue(side: side, indicator: $0, series: series, value: value)
    }
  }
}
