internal import PressureSyntax

/// Which sides have enough data to be scored at all. Those that have not are left out of everything, the samples of
/// the others included.
public struct Screening: Hashable, Sendable {
  /// The least share of the indicators that must have a value.
  public var available: Double?
  /// The least share of those values that must not be 0 as observed.
  public var nonZero: Double?

  /// The screening in words.
  public var description: String {
    let parts = [
      available.map { "at least \(shortest($0)) of the indicators" },
      nonZero.map { "at least \(shortest($0)) of the values not 0" },
    ].compactMap(\.self)
    return parts.isEmpty ? "none" : parts.joined(separator: ", ")
  }

  enum Key: String, ModelKey {
    case available
    case nonZero = "non-zero"
  }

  static func decode(_ node: Node, _ problems: Problems) -> Screening? {
    if case .scalar("none", _) = node.content { return Screening() }
    guard let fields = Fields<Key>(node, "a screening", problems) else { return nil }
    if node.entries.isEmpty || Key.allCases.allSatisfy({ !fields.has($0) }) {
      problems.report(
        "a screening needs a threshold", at: node,
        help: "write {available: 0.66}, {non-zero: 0.05}, or both")
    }
    return Screening(
      available: fields.optional(.available, Decode.number(in: 0...1)),
      nonZero: fields.optional(.nonZero, Decode.number(in: 0...1)))
  }

  /// Why a side is left out, from the numbers of its values, of those that are 0, and of the indicators; `nil` if it
  /// is not.
  func verdict(values: Int, zeros: Int, of indicators: Int) -> Gap? {
    // The tolerance keeps a share of exactly the threshold from failing by rounding.
    if let available, Double(values) < available * Double(indicators) - 1e-9 {
      return .screened(values: values, of: indicators, zeros: nil)
    }
    if let nonZero, values > 0, Double(values - zeros) < nonZero * Double(values) - 1e-9 {
      return .screened(values: values, of: indicators, zeros: zeros)
    }
    return nil
  }
}
