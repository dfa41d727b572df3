internal import CClp

/// A linear program: the greatest or least value of cᵀx where every row keeps lower ≤ aᵀx ≤ upper and every variable
/// its own bounds.
///
/// Solved by CLP (COIN-OR), dual simplex. Where several x are best, which of them is found depends on the order of
/// rows and variables; the value does not, apart from rounding.
public struct LinearProgram: Sendable {
  /// What is wanted of the objective.
  public enum Sense: Sendable { case maximum, minimum }

  /// A condition on a sum of variables.
  public struct Row: Sendable {
    /// The variables in it with their coefficients; none twice.
    public var coefficients: [(variable: Int, value: Double)]
    /// The bounds; infinite for none.
    public var bounds: ClosedRange<Double>

    /// Creates the condition that the sum of `coefficients` lies within `bounds`.
    public init(_ coefficients: [(variable: Int, value: Double)], _ bounds: ClosedRange<Double>) {
      (self.coefficients, self.bounds) = (coefficients, bounds)
    }

    /// Creates the condition that the sum with one coefficient for each variable lies within `bounds`.
    public init(dense: [Double], _ bounds: ClosedRange<Double>) {
      let coefficients = dense.enumerated().filter { $0.element != 0 }.map {
        (variable: $0.offset, value: $0.element)
      }
      self.init(coefficients, bounds)
    }
  }

  /// Why there is no best x.
  public enum Failure: Error, Hashable, Sendable {
    /// No x keeps all conditions.
    case infeasible
    /// The objective has no limit.
    case unbounded
    /// The solver gave up, with its status; not seen in practice for programs of moderate numbers.
    case abandoned(status: Int)
  }

  /// A best x.
  public struct Solution: Hashable, Sendable {
    /// cᵀx.
    public let value: Double
    /// x.
    public let variables: [Double]
  }

  /// Whether the objective is to be large or small.
  public var sense: Sense
  /// c, one number for each variable.
  public var objective: [Double]
  /// The bounds of each variable; infinite for none.
  public var bounds: [ClosedRange<Double>]
  /// The conditions.
  public var rows: [Row]

  /// Creates a program; variables are at least 0 unless `bounds` says otherwise.
  public init(_ sense: Sense, _ objective: [Double], bounds: [ClosedRange<Double>]? = nil, rows: [Row]) {
    self.sense = sense
    self.objective = objective
    self.bounds = bounds ?? objective.map { _ in 0...Double.infinity }
    self.rows = rows
    precondition(self.bounds.count == objective.count, "each variable needs bounds")
  }

  /// Solves the program. Cost: that of the simplex method, in practice a small multiple of the rows in steps of
  /// rows · variables operations.
  public func solve() throws(Failure) -> Solution { try LinearProgramSolver(self).solve() }
}

/// A linear program that is loaded once and solved for one objective after another, each from the last best x.
public final class LinearProgramSolver {
  private let clp: UnsafeMutableRawPointer
  private let count: Int

  /// Loads `program`.
  public init(_ program: LinearProgram) {
    count = program.objective.count
    clp = Clp_newModel()
    Clp_setLogLevel(clp, 0)
    Clp_setOptimizationDirection(clp, program.sense == .maximum ? -1 : 1)
    // CLP reads the matrix by columns.
    var columns = [[(row: Int32, value: Double)]](repeating: [], count: count)
    for (number, row) in program.rows.enumerated() {
      for (variable, value) in row.coefficients { columns[variable].append((Int32(number), value)) }
    }
    var starts: [Int32] = [0]
    for column in columns { starts.append(starts.last! + Int32(column.count)) }
    // The largest finite number stands for no bound.
    func limit(_ value: Double) -> Double {
      min(max(value, -Double.greatestFiniteMagnitude), Double.greatestFiniteMagnitude)
    }
    Clp_loadProblem(
      clp, Int32(count), Int32(program.rows.count), starts, columns.flatMap { $0.map(\.row) },
      columns.flatMap { $0.map(\.value) }, program.bounds.map { limit($0.lowerBound) },
      program.bounds.map { limit($0.upperBound) }, program.objective,
      program.rows.map { limit($0.bounds.lowerBound) }, program.rows.map { limit($0.bounds.upperBound) })
    // Scores and shares are small numbers of one size: bounds are kept, and optima told apart, to nine digits.
    Clp_setPrimalTolerance(clp, 1e-10)
    Clp_setDualTolerance(clp, 1e-10)
  }

  deinit { Clp_deleteModel(clp) }

  /// Solves the program, with another objective if one is given.
  public func solve(objective: [Double]? = nil) throws(LinearProgram.Failure) -> LinearProgram.Solution {
    if let objective {
      precondition(objective.count == count, "an objective of another length")
      Clp_chgObjCoefficients(clp, objective)
      Clp_primal(clp, 0)
    } else {
      Clp_dual(clp, 0)
    }
    switch Clp_status(clp) {
    case 0: break
    case 1: throw .infeasible
    case 2: throw .unbounded
    case let status: throw .abandoned(status: Int(status))
    }
    let variables = (0..<count).map { Clp_primalColumnSolution(clp)![$0] }
    return LinearProgram.Solution(value: Clp_objectiveValue(clp), variables: variables)
  }
}
