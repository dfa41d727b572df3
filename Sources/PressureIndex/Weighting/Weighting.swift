/// Where the weights of a hierarchy come from.
public enum Weighting: String, CaseIterable, Sendable, Hashable, Codable {
  /// As the model file states them; 1 where it says nothing.
  case declared
  /// 1 per child of each group.
  case equal

  /// Whether the weights are computed from a sample of the data.
  public var needsSample: Bool {
    switch self {
    case .declared, .equal: false
    }
  }
}
