/// The way from the top of a model file to a node, as links to the node above.
///
/// Spelt out in every node, the paths of a file could take its length times its depth times its number of nodes.
final class NodePath: Sendable, CustomStringConvertible {
  private enum Step: Sendable {
    case key(String)
    case item(Int)
  }

  private let step: Step?
  private let parent: NodePath?

  private init(_ step: Step?, of parent: NodePath?) {
    self.step = step
    self.parent = parent
  }

  /// The whole file.
  static let root = NodePath(nil, of: nil)

  /// The value of a key of the mapping here.
  func key(_ key: String) -> NodePath { NodePath(.key(key), of: self) }

  /// An item of the list here, counted from 0.
  func item(_ index: Int) -> NodePath { NodePath(.item(index), of: self) }

  /// `index[0].indicators[2].weight`; empty for the whole file.
  var description: String {
    let above = parent?.description ?? ""
    switch step {
    case nil: return ""
    case .key(let key): return above.isEmpty ? key : "\(above).\(key)"
    case .item(let index): return "\(above)[\(index)]"
    }
  }
}
