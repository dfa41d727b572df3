internal import ArgumentParser
internal import PressureIndex
internal import PressureSyntax

/// Schemes and aggregations as options name them, separated by commas.
enum SchemeNames {
  /// Names of schemes.
  static func parse(_ argument: String) throws -> [String] {
    let names = argument.split(separator: ",", omittingEmptySubsequences: false).map {
      $0.trimmingBlanks
    }
    if names.contains("") { throw ValidationError("An empty name in \(argument.quoted).") }
    return names
  }

  /// Names of aggregations, of which geometric and harmonic may be followed by an offset and power by its exponent.
  static func parseAggregations(_ argument: String) throws -> [Aggregation] {
    try parse(argument).map { text in
      let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard let name = Aggregation.Name(rawValue: parts[0]) else {
        let all = Aggregation.Name.allCases.map(\.rawValue)
        throw ValidationError(
          "Unknown aggregation \(parts[0].quoted); "
            + "\(suggestion(for: parts[0], among: all, plural: "aggregations")).")
      }
      let number = parts.count == 2 ? finiteNumber(parts[1]) : nil
      switch (name, number) {
      case (.geometric, let offset?) where offset >= 0: return .geometric(offset: offset)
      case (.harmonic, let offset?) where offset >= 0: return .harmonic(offset: offset)
      case (.power, let exponent?): return .power(exponent: exponent, offset: 0)
      default: break
      }
      if parts.count == 2 {
        throw ValidationError(
          "\(text.quoted) is no aggregation with a number: write geometric:0.01, harmonic:0.01 or power:0.5.")
      }
      guard let aggregation = Aggregation(name) else {
        throw ValidationError(
          name == .power
            ? "power needs its exponent: write power:0.5."
            : "\(name.rawValue) needs options, which only a model file can give.")
      }
      return aggregation
    }
  }
}
