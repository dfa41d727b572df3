public import PressureSyntax

/// The conflict section of a model file: what two sides can do to and for each other.
///
/// Decoded by ``init(_:sides:series:problems:)``; a plain value, whose parts may be varied.
public struct Conflict: Sendable {
  /// The ids of the two sides, in the model file's order.
  public let sides: Pair<String>
  /// When the section holds.
  public var validity: Validity
  /// Where the quantities of the burden come from.
  public var burden: BurdenSources
  /// ε: the trade elasticity, above 0.
  public var elasticity: Double
  /// ζ: the share of lost sales that other markets take up.
  public var redirection: Double
  /// a: the resolve of each side.
  public var resolve: Pair<Double>
  /// κ: the scale of resolve, in percentage points of GDP.
  public var scale: Double
  /// Everything that a side can do for the other, in the file's order.
  public var concessions: [Concession]
  /// The gestures that each concession's giver has declared.
  public var gestures: [DatedConcession]
  /// g as the file states it, in place of what follows from the gestures.
  public var gestureRisk: Pair<Double?>
  /// The concessions that the other side of each giver demands first.
  public var preconditions: [DatedConcession]
  /// q as the file states it, in place of what follows from the preconditions.
  public var preconditionCost: Pair<Double?>
  /// What the sides have done; `nil` until the file ``actsFile`` has been read and its acts put here.
  public var acts: [Act]?
  /// The file of acts, where they do not stand in the model file.
  public let actsFile: ActsFile?
  /// Envoys and neutral channels.
  public var channels: [Channel]
  /// α₀ and β₀ of the optimism.
  public var prior: BetaBelief
  /// The half-life of an act, in days.
  public var halfLife: Double
  /// ψ: how much hurting moves the leverage.
  public var leverageSensitivity: Double
  /// Every key that was left at its default, with its value, in plain words.
  public let assumptions: [String]
  /// Where the section stands.
  let place: Place
}

/// A file of acts that the model file names.
public struct ActsFile: Sendable {
  /// The path, relative to the model file.
  public let path: String
  /// The node that names it, for messages.
  public let node: Node
}

/// Where each quantity of the burden comes from, for each side.
public struct BurdenSources: Sendable {
  /// A source, and where the file states it.
  struct Entry: Sendable {
    var quantity: Quantity
    var place: Place
  }

  private var entries: [BurdenQuantity: Pair<Entry>]

  init(_ entries: [BurdenQuantity: Pair<Entry>]) {
    precondition(entries.count == BurdenQuantity.allCases.count, "a quantity is missing")
    self.entries = entries
  }

  /// No trade and no tariffs.
  static func none(at place: Place) -> BurdenSources {
    let zero = Entry(quantity: .number(0), place: place)
    return BurdenSources(
      Dictionary(uniqueKeysWithValues: BurdenQuantity.allCases.map { ($0, Pair(zero, zero)) }))
  }

  /// Where `quantity` comes from, for each side.
  public subscript(quantity: BurdenQuantity) -> Pair<Quantity> {
    get { entry(quantity).map(\.quantity) }
    set {
      let old = entry(quantity)
      entries[quantity] = Pair { side in Entry(quantity: newValue[side], place: old[side].place) }
    }
  }

  func entry(_ quantity: BurdenQuantity) -> Pair<Entry> { entries[quantity]! }
}
