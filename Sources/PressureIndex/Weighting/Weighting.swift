/// Where the weights of a hierarchy come from.
public enum Weighting: String, CaseIterable, Sendable, Hashable, Codable {
  /// As the model file states them; 1 where it says nothing.
  case declared
  /// 1 per child of each group.
  case equal
}
