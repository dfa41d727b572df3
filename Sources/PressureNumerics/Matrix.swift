internal import COpenBLAS

/// A dense, column-major matrix of `Double`.
///
/// Columns are contiguous: a column is one indicator, a row is one side at one date.
public struct Matrix: Equatable, Sendable {
  /// The number of rows.
  public let rows: Int
  /// The number of columns.
  public let columns: Int
  /// The elements, column after column.
  public private(set) var storage: [Double]

  /// Creates a `rows` × `columns` matrix from column-major `storage`.
  ///
  /// - Precondition: `storage.count == rows * columns`.
  public init(rows: Int, columns: Int, storage: [Double]) {
    precondition(storage.count == rows * columns, "storage does not fill a \(rows)×\(columns) matrix")
    self.rows = rows
    self.columns = columns
    self.storage = storage
  }

  /// Creates a matrix whose elements all equal `value`.
  public init(repeating value: Double, rows: Int, columns: Int) {
    self.init(rows: rows, columns: columns, storage: Array(repeating: value, count: rows * columns))
  }

  /// Creates a matrix from its rows, which must have one length.
  public init(rows: [[Double]]) {
    let columns = rows.first?.count ?? 0
    precondition(rows.allSatisfy { $0.count == columns }, "rows of different lengths")
    self.init(repeating: 0, rows: rows.count, columns: columns)
    for (i, row) in rows.enumerated() {
      for (j, value) in row.enumerated() { self[i, j] = value }
    }
  }

  /// The element in `row` and `column`.
  @inlinable
  public subscript(row: Int, column: Int) -> Double {
    get { storage[column * rows + row] }
    set { set(newValue, row, column) }
  }

  @usableFromInline
  mutating func set(_ value: Double, _ row: Int, _ column: Int) { storage[column * rows + row] = value }

  /// The elements of one column.
  public func column(_ index: Int) -> ArraySlice<Double> { storage[index * rows..<(index + 1) * rows] }

  /// The elements of one row, copied. Cost: O(columns).
  public func row(_ index: Int) -> [Double] { (0..<columns).map { self[index, $0] } }

  /// The matrix with `transform` applied to each element.
  public func map(_ transform: (Double) -> Double) -> Matrix {
    Matrix(rows: rows, columns: columns, storage: storage.map(transform))
  }

  /// The elementwise (Hadamard) product.
  ///
  /// - Precondition: both matrices have the same shape.
  public func hadamard(_ other: Matrix) -> Matrix {
    precondition(rows == other.rows && columns == other.columns, "the shapes differ")
    var result = self
    for i in result.storage.indices { result.storage[i] *= other.storage[i] }
    return result
  }

  /// The product `self · other`, by BLAS `dgemm`.
  ///
  /// An element's digits depend on its row of `self` and its column of `other` alone: reordering, adding or
  /// removing other rows and columns leaves them. Left to itself `dgemm` takes another kernel, with another
  /// order of summation, for the last few rows and columns of a matrix and for small ones. So both are padded
  /// with zeros to whole widths of the kernels, and the inner dimension goes in blocks that no kernel splits.
  ///
  /// Cost: 2 · rows · columns · other.columns operations, and copies of what is padded. The first product sets
  /// BLAS to one thread.
  ///
  /// - Precondition: `columns == other.rows`, and no side longer than 2³¹ − 8.
  public func multiplied(by other: Matrix) -> Matrix {
    precondition(columns == other.rows, "inner dimensions differ: \(columns) and \(other.rows)")
    guard rows > 0, columns > 0, other.columns > 0, BLAS.isReproducible else {
      return Matrix(repeating: 0, rows: rows, columns: other.columns)
    }
    let kernelWidth = 8
    let block = 256
    let left = padded(rows: rows.roundedUp(toMultipleOf: kernelWidth), columns: columns)
    let right = other.padded(rows: columns, columns: other.columns.roundedUp(toMultipleOf: kernelWidth))
    var product = Matrix(repeating: 0, rows: left.rows, columns: right.columns)
    left.storage.withUnsafeBufferPointer { left in
      right.storage.withUnsafeBufferPointer { right in
        for start in stride(from: 0, to: columns, by: block) {
          cblas_dgemm(
            CblasColMajor, CblasNoTrans, CblasNoTrans,
            Int32(product.rows), Int32(product.columns), Int32(min(block, columns - start)),
            1, left.baseAddress.map { $0 + start * product.rows }, Int32(product.rows),
            right.baseAddress.map { $0 + start }, Int32(columns),
            1, &product.storage, Int32(product.rows))
        }
      }
    }
    return product.padded(rows: rows, columns: other.columns)
  }

  /// The matrix with zeros added, or its last rows and columns cut off.
  func padded(rows newRows: Int, columns newColumns: Int) -> Matrix {
    if newRows == rows && newColumns == columns { return self }
    var elements: [Double] = []
    elements.reserveCapacity(newRows * newColumns)
    for index in 0..<min(columns, newColumns) {
      elements += column(index).prefix(newRows)
      elements += repeatElement(0, count: max(newRows - rows, 0))
    }
    elements += repeatElement(0, count: newRows * newColumns - elements.count)
    return Matrix(rows: newRows, columns: newColumns, storage: elements)
  }
}

extension Int {
  /// The least multiple of `width` that is not below it.
  func roundedUp(toMultipleOf width: Int) -> Int { (self + width - 1) / width * width }
}
