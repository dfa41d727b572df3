internal import CKernels

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
  /// The branches of all groups, one group after another, those within a group after it.
  private var branches: [ck_branch] = []
  /// Where the branches of each group end.
  private var ends: [Int] = []
  /// The number of uncertain branches: those of the first group in order, each followed by those within it.
  private(set) var factors = 0
  /// The columns in the order of the tree.
  private(set) var columns: [Int] = []

  init(_ tree: WeightTree) {
    var groups: [[ck_branch]] = []
    switch tree {
    case .column(let column):
      _ = add([WeightTree.Branch(weight: 1, spread: 0, node: .column(column))], &groups)
    case .group(let branches): _ = add(branches, &groups)
    }
    for group in groups {
      branches += group
      ends.append(branches.count)
    }
  }

  /// Adds the step of a group, before those of its branches.
  private mutating func add(_ branches: [WeightTree.Branch], _ groups: inout [[ck_branch]]) -> Int {
    precondition(!branches.isEmpty, "a group without branches")
    let number = groups.count
    groups.append([])
    for branch in branches {
      var added = ck_branch(weight: branch.weight, spread: branch.spread, factor: -1, group: -1, column: -1)
      if branch.spread > 0 {
        added.factor = Int32(factors)
        factors += 1
      }
      switch branch.node {
      case .group(let inner): added.group = Int32(add(inner, &groups))
      case .column(let column):
        added.column = Int32(column)
        columns.append(column)
      }
      groups[number].append(added)
    }
    return number
  }

  /// The number of numbers that ``fill(_:uniforms:first:scratch:)`` uses by itself.
  var scratchCount: Int { 8 * ends.count }

  /// The weights of eight draws, to `out[column · 8 + draw]`, by their uniform numbers `first` ..< `first` + 8 of the row of
  /// each factor.
  func fill(
    _ out: UnsafeMutablePointer<Double>, uniforms: [UnsafePointer<Double>?], first: Int,
    scratch: UnsafeMutablePointer<Double>
  ) {
    branches.withUnsafeBufferPointer { branches in
      ends.withUnsafeBufferPointer { ends in
        uniforms.withUnsafeBufferPointer {
          VectorKernels.table.tree(
            branches.baseAddress, ends.baseAddress, ends.count, $0.baseAddress, first, scratch, out)
        }
      }
    }
  }
}
