internal import PressureSyntax
internal import SystemMemory

/// Reads data files into rows, one after another.
struct DataReader {
  /// The observations of all files, in the order of reading.
  private(set) var rows: [ObservationRow] = []
  private var sources = TextInterner()
  /// The names of the files for messages.
  let files: [String]
  /// The ids of the sides.
  let sides: [String]
  /// The ids of the series.
  let series: [String]
  /// For each side and series, the first observation.
  private var starts: [Start]

  private struct Start {
    var frequency: UInt8 = 0xFF
    var file: UInt16 = 0
    var line: UInt32 = 0
  }

  init(files: [String], sides: [String], series: [String]) {
    self.files = files
    self.sides = sides
    self.series = series
    starts = Array(repeating: Start(), count: sides.count * series.count)
  }

  /// The texts of the sources, by number.
  var sourceTexts: [String] { (0..<sources.count).map(sources.text) }

  /// Reads the file `number`, whose content is `bytes`.
  ///
  /// Throws what is wrong with the file as a whole; all other mistakes go into `mistakes`.
  mutating func read(
    _ file: DataFile, number: Int, bytes: UnsafeBufferPointer<UInt8>, _ mistakes: inout DataMistakes
  ) throws(Diagnostics) -> Observations.File {
    let name = files[number]
    var scanner = try TextTableScanner(bytes, file: name, delimiter: file.delimiter)
    let header = try scanner.header()
    var reading = DataReading(
      file, header: header, line: scanner.line, sides: sides, series: series, &mistakes)
    reading.number = UInt16(number)
    if let source = file.source { reading.source = Int32(intern(source)) }
    guard mistakes.isEmpty else { return reading.summary(name) }
    let perRow = file.layout == .long ? 1 : reading.columns.series.count
    rows.reserveHugePages(rows.count + perRow * DataReader.lineEstimate(bytes))
    do throws(Diagnostic) {
      while !mistakes.isBeyondPatience, try scanner.next() {
        reading.rows += 1
        guard scanner.count == header.count else {
          mistakes.report(
            scanner.raggedMessage(expected: header.count), line: scanner.line,
            help: TextTableScanner.raggedHelp)
          continue
        }
        switch file.layout {
        case .long: readLong(&reading, scanner, &mistakes)
        case .wide: readWide(&reading, scanner, &mistakes)
        }
      }
      if reading.rows == 0 {
        mistakes.report(
          "the file has a header but no rows", line: 0, help: "add rows, or leave the file out of 'data:'")
      }
    } catch {
      mistakes.report(error)
    }
    if reading.datedLine > 0, reading.undatedLine > 0 {
      mistakes.report(
        "no period here, but line \(reading.datedLine) has one", line: reading.undatedLine,
        help: "give every row a period, or none")
    }
    return reading.summary(name)
  }

  /// The largest value, of either sign: squares of values and sums of them stay far from the end of the numbers.
  private static let largestValue = 1e100

  /// About how many lines there are, from the first ones; rather too many, since room that is not used costs
  /// nothing and growing copies all rows.
  private static func lineEstimate(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    if bytes.isEmpty { return 0 }
    let sample = bytes.prefix(1 << 16)
    let lines = sample.reduce(0) { $0 + ($1 == UInt8(ascii: "\n") ? 1 : 0) }
    let estimate = lines * (bytes.count / sample.count + 1)
    return sample.count == bytes.count ? lines + 1 : estimate + estimate / 8
  }

  private mutating func intern(_ source: String) -> Int {
    Array(source.utf8).withUnsafeBufferPointer { sources.number($0) }
  }

  private mutating func readLong(
    _ reading: inout DataReading, _ scanner: borrowing TextTableScanner, _ mistakes: inout DataMistakes
  ) {
    let series = reading.seriesNames.code(scanner[reading.indicatorColumn])
    var isGood = series != DataNames.unknown
    if !isGood {
      reading.seriesNames.reportUnknown(scanner.text(reading.indicatorColumn), line: scanner.line, &mistakes)
    }
    let isIgnored = series == DataNames.ignored
    guard var row = shared(&reading, scanner, isIgnored: isIgnored, &isGood, &mistakes) else { return }
    let cell = scanner[reading.valueColumn]
    if reading.isGap(cell) {
      reading.gaps += 1
      row.value = .nan
      row.isKnown = false
    } else if let value = reading.format.number(cell), abs(value) <= DataReader.largestValue {
      row.value = value
    } else {
      let (message, help) = CellMistakes.number(scanner.text(reading.valueColumn), reading.format)
      mistakes.report(message, line: scanner.line, help: help)
      return
    }
    if isGood { add(row, series, &mistakes) }
  }

  private mutating func readWide(
    _ reading: inout DataReading, _ scanner: borrowing TextTableScanner, _ mistakes: inout DataMistakes
  ) {
    var isGood = true
    guard var row = shared(&reading, scanner, isIgnored: false, &isGood, &mistakes) else { return }
    for (column, series) in reading.columns.series {
      let cell = scanner[column]
      if reading.isGap(cell) {
        reading.gaps += 1
      } else if let value = reading.format.number(cell), abs(value) <= DataReader.largestValue {
        row.value = value
        if isGood { add(row, series, &mistakes) }
      } else {
        let (message, help) = CellMistakes.number(scanner.text(column), reading.format)
        mistakes.report(
          "\(message), in column \(reading.header[column].quoted)", line: scanner.line, help: help)
      }
    }
  }

  /// What the observations of one record share: side (as the key), period, release and source. `nil` if the
  /// record is left out; `isGood` becomes false if anything is wrong.
  private mutating func shared(
    _ reading: inout DataReading, _ scanner: borrowing TextTableScanner, isIgnored: Bool,
    _ isGood: inout Bool, _ mistakes: inout DataMistakes
  ) -> ObservationRow? {
    let line = scanner.line
    var side = reading.side
    if reading.sideColumn >= 0 {
      side = reading.sideNames.code(scanner[reading.sideColumn])
      if side == DataNames.unknown {
        reading.sideNames.reportUnknown(scanner.text(reading.sideColumn), line: line, &mistakes)
      }
    }
    if isIgnored || side == DataNames.ignored {
      reading.ignoredRows += 1
      return nil
    }
    var row = ObservationRow(
      key: UInt32(truncatingIfNeeded: side), period: 0, value: 0, released: Series.unreleased,
      source: reading.source,
      line: UInt32(truncatingIfNeeded: line), file: reading.number, frequency: ObservationRow.undated,
      isKnown: true)
    if side < 0 { isGood = false }
    if reading.periodColumn >= 0 {
      let cell = scanner[reading.periodColumn]
      if cell.isEmpty {
        if reading.undatedLine == 0 { reading.undatedLine = line }
      } else if let period = Period(bytes: cell) {
        row.period = period.ordinal
        row.frequency = period.frequency.rawValue
        if reading.datedLine == 0 { reading.datedLine = line }
      } else {
        let (message, help) = CellMistakes.period(scanner.text(reading.periodColumn))
        mistakes.report(message, line: line, help: help)
        isGood = false
      }
    }
    if reading.releasedColumn >= 0, case let cell = scanner[reading.releasedColumn], !cell.isEmpty {
      if let day = Period(bytes: cell), day.frequency == .daily {
        row.released = day.ordinal
        reading.hasReleases = true
      } else {
        let (message, help) = CellMistakes.release(scanner.text(reading.releasedColumn))
        mistakes.report(message, line: line, help: help)
        isGood = false
      }
    }
    let isFlash = flag(reading, scanner, &isGood, &mistakes)
    // A step may be announced before the day from which it is in force.
    if isGood, !isFlash, row.released != Series.unreleased, row.frequency != ObservationRow.undated,
      row.frequency != Frequency.daily.rawValue, let frequency = Frequency(rawValue: row.frequency)
    {
      let period = Period(frequency, ordinal: row.period)
      if Day(number: row.released) < period.end {
        let (message, help) = CellMistakes.earlyRelease(Day(number: row.released), period)
        mistakes.report(message, line: line, help: help)
        isGood = false
      }
    }
    if reading.sourceColumn >= 0, case let cell = scanner[reading.sourceColumn], !cell.isEmpty {
      row.source = Int32(truncatingIfNeeded: sources.number(cell))
    }
    return row
  }

  /// Whether the record is a flash estimate; a cell that is neither yes nor no is reported.
  private func flag(
    _ reading: DataReading, _ scanner: borrowing TextTableScanner, _ isGood: inout Bool,
    _ mistakes: inout DataMistakes
  ) -> Bool {
    guard reading.flashColumn >= 0, case let cell = scanner[reading.flashColumn], !cell.isEmpty else {
      return false
    }
    let text = scanner.text(reading.flashColumn)
    switch text.lowercased() {
    case "true", "yes", "1": return true
    case "false", "no", "0": return false
    default:
      mistakes.report(
        "expected yes or no under \(reading.header[reading.flashColumn].quoted), found \(text.quoted)",
        line: scanner.line, help: "write yes for an estimate published before its period ended, else no")
      isGood = false
      return false
    }
  }

  /// Adds an observation of `series` by the side whose position is `row.key`.
  private mutating func add(_ row: ObservationRow, _ series: Int32, _ mistakes: inout DataMistakes) {
    let key = Int(row.key) * self.series.count + Int(series)
    if starts[key].frequency != row.frequency { checkFrequency(row, key, &mistakes) }
    var row = row
    row.key = UInt32(truncatingIfNeeded: key)
    rows.append(row)
  }

  @inline(never)
  private mutating func checkFrequency(_ row: ObservationRow, _ key: Int, _ mistakes: inout DataMistakes) {
    let start = starts[key]
    if start.frequency == 0xFF {
      starts[key] = Start(frequency: row.frequency, file: row.file, line: row.line)
      return
    }
    // A file in which only some rows have a period is reported once, as a whole.
    let isWithinFile = start.file == row.file
    if isWithinFile, start.frequency == ObservationRow.undated || row.frequency == ObservationRow.undated {
      return
    }
    let place = place(file: start.file, line: start.line, from: row.file)
    let (side, indicator) = (sides[key / series.count], series[key % series.count])
    mistakes.report(
      "\(indicator.quoted) of \(side.quoted) is \(name(row.frequency)) here and \(name(start.frequency)) \(place)",
      line: Int(row.line), help: "one series has one frequency; give the other one an id of its own")
  }

  /// How a message about one file names a line of the same or another.
  func place(file: UInt16, line: UInt32, from other: UInt16) -> String {
    file == other ? "on line \(line)" : "at \(files[Int(file)]):\(line)"
  }

  private func name(_ frequency: UInt8) -> String { Frequency(rawValue: frequency)?.name ?? "undated" }
}
