internal import PressureSyntax

/// Who acts, or whom something concerns: one side or both.
public enum Party: Hashable, Sendable {
  /// One side.
  case side(Int)
  /// Both sides; written `both`.
  case both

  /// The word for both sides.
  static let bothWord = "both"

  /// Whether `side` is meant.
  public func includes(_ side: Int) -> Bool {
    switch self {
    case .side(let one): one == side
    case .both: true
    }
  }

  init?(_ word: String, sides: [String]) {
    if let side = sides.firstIndex(of: word) {
      self = .side(side)
    } else if word == Party.bothWord {
      self = .both
    } else {
      return nil
    }
  }

  /// A side's id, or `both`; messages call it `subject`.
  static func decode(_ subject: String, sides: [String]) -> (Node, Problems) -> Party? {
    { node, problems in
      Decode.name(among: sides + [bothWord], subject)(node, problems).map {
        $0 < sides.count ? .side($0) : .both
      }
    }
  }
}
