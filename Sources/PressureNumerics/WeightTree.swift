/// Uncertain weights of the columns of a matrix, in a hierarchy of groups.
///
/// In a group each branch has w (1 + f (2u − 1)) over the sum of these, u being uniform on (0, 1); the weight of a
/// column is the product of those on the way to it. Weights of all columns add up to 1.
public indirect enum WeightTree: Sendable {
  /// One column.
  case column(Int)
  /// Branches that share the weight of the group.
  case group([Branch])

  /// A part of a group.
  public struct Branch: Sendable {
    /// The weight before it is divided by the sum of the group's.
    public let weight: Double
    /// How far the weight may lie from the stated one, as a share of it: f in 0…1. 0 is no factor.
    public let spread: Double
    /// What has the weight.
    public let node: WeightTree

    /// Describes a branch.
    ///
    /// - Precondition: the weight is above 0, and the spread lies in 0…1.
    public init(weight: Double, spread: Double, node: WeightTree) {
      precondition(weight > 0 && weight.isFinite && spread >= 0 && spread <= 1, "an impossible weight")
      self.weight = weight
      self.spread = spread
      self.node = node
    }
  }
}

/// A weight tree as steps, each of which shares the weight of one group among its branches.
struct WeightSteps: Sendable {
  typealias Vector = SIMD8<Double>

  private struct Branch {
    let weight: Double
    let spread: Double
    /// The number of the uniform variable, unless the spread is 0.
    let factor: Int?
    /// The step of the branch's own group, or `nil` for a column.
    var step: Int?
    let column: Int
  }

  private var steps: [[Branch]] = []
  /// The number of uncertain branches: those of the first group in order, each followed by those within it.
  private(set) var factors = 0
  /// The number of branches of the widest group.
  private var widest = 0
  /// The columns in the order of the tree.
  private(set) var columns: [Int] = []

  init(_ tree: WeightTree) {
    switch tree {
    case .column(let column): _ = add([WeightTree.Branch(weight: 1, spread: 0, node: .column(column))])
    case .group(let branches): _ = add(branches)
    }
  }

  /// Adds the step of a group, before those of its branches.
  private mutating func add(_ branches: [WeightTree.Branch]) -> Int {
    precondition(!branches.isEmpty, "a group without branches")
    let number = steps.count
    steps.append([])
    widest = max(widest, branches.count)
    for branch in branches {
      let factor = branch.spread > 0 ? factors : nil
      if factor != nil { factors += 1 }
      var added = Branch(weight: branch.weight, spread: branch.spread, factor: factor, step: nil, column: 0)
      switch branch.node {
      case .group(let inner): added.step = add(inner)
      case .column(let column):
        added = Branch(
          weight: branch.weight, spread: branch.spread, factor: factor, step: nil, column: column)
        columns.append(column)
      }
      steps[number].append(added)
    }
    return number
  }

  /// The weights of eight draws by their uniform numbers, to `out[column · 8 + draw]`.
  @inline(__always)
  func fill(_ out: UnsafeMutablePointer<Double>, uniform: (Int) -> Vector) {
    withUnsafeTemporaryAllocation(of: Vector.self, capacity: steps.count + widest) { room in
      let shares = UnsafeMutableBufferPointer(rebasing: room[..<steps.count])
      let weights = UnsafeMutableBufferPointer(rebasing: room[steps.count...])
      shares[0] = Vector(repeating: 1)
      for number in 0..<steps.count {
        steps[number].withUnsafeBufferPointer { branches in
          var sum = Vector(repeating: 0)
          for i in 0..<branches.count {
            var weight = Vector(repeating: branches[i].weight)
            if let factor = branches[i].factor {
              weight *= 1 + branches[i].spread * (2 * uniform(factor) - 1)
            }
            weights[i] = weight
            sum += weight
          }
          let scale = shares[number] / sum
          for i in 0..<branches.count {
            let weight = weights[i] * scale
            if let step = branches[i].step {
              shares[step] = weight
            } else {
              UnsafeMutableRawPointer(out + 8 * branches[i].column).storeBytes(of: weight, as: Vector.self)
            }
          }
        }
      }
    }
  }

}
