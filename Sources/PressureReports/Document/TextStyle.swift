/// What the terminal that text goes to can show.
public struct TextStyle: Sendable {
  /// The longest line, in columns.
  public var width: Int
  /// Whether headings may be set in bold.
  public var usesColor: Bool
  /// Whether signs outside ASCII may be used.
  public var usesUnicode: Bool

  /// Creates a style; by default plain lines of 80 columns.
  public init(width: Int = 80, usesColor: Bool = false, usesUnicode: Bool = true) {
    self.width = width
    self.usesColor = usesColor
    self.usesUnicode = usesUnicode
  }
}
