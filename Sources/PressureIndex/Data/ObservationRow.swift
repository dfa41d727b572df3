/// One observation as it is read, before it is sorted into its series. 32 bytes, so that two share a cache
/// line.
struct ObservationRow {
  /// Side × number of series + series.
  var key: UInt32
  /// The period's ordinal; 0 if undated.
  var period: Int32
  /// The value; NaN if it is not known.
  var value: Double
  /// The release day's number, or ``Series/unreleased``.
  var released: Int32
  /// The number of the source, or ``Series/unsourced``.
  var source: Int32
  /// The line of the file.
  var line: UInt32
  /// The position of the file in the list of files.
  var file: UInt16
  /// The frequency's raw value, or `undated`.
  var frequency: UInt8
  /// Whether there is a value.
  var isKnown: Bool

  /// The frequency code of observations without a period.
  static let undated: UInt8 = 0xFE

  /// Period, then release: the order within a series.
  var sortKey: UInt64 {
    UInt64(UInt32(bitPattern: period) ^ 0x8000_0000) << 32
      | UInt64(UInt32(bitPattern: released) ^ 0x8000_0000)
  }

  /// Where the row comes from, in the order of reading.
  var origin: UInt64 { UInt64(file) << 32 | UInt64(line) }
}
