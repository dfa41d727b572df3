import PressureSyntax
import Testing

@testable import PressureIndex

@Suite("Observations")
struct ObservationsTests {
  private static let long = """
    side,indicator,period,value,source,released
    china,gdp,2024,5.0,NBS,2025-01-17
    china,gdp,2023,5.2,NBS,2024-01-17
    china,gdp,2023,5.4,"NBS, revised",2024-12-26
    united-states,gdp,2025-Q1,-0.3,,
    china,cpi,2025-04,-0.1,NBS,
    china,tariff,2025-04-10,147.6,PIIE,
    china,tariff,2025-05-14,,PIIE,
    """

  @Test("A long file: sorted by period and release, with every place and source")
  func long() throws {
    let found = try observations(ObservationsTests.long)
    #expect(
      found.dump == [
        "0|0|2023|2024-01-17|5.2|NBS", "0|0|2023|2024-12-26|5.4|NBS, revised", "0|0|2024|2025-01-17|5.0|NBS",
        "0|1|2025-04||-0.1|NBS", "0|2|2025-04-10||147.6|PIIE", "0|2|2025-05-14||gap|PIIE",
        "1|0|2025-Q1||-0.3|",
      ])
    let gdp = try #require(found.series(side: 0, series: 0))
    #expect(gdp.frequency == .annual)
    #expect(gdp.lines == [3, 4, 2])
    #expect(found.location(of: gdp, 0).description.hasSuffix("/d.csv:3"))
    #expect(found.source(of: gdp, 1) == "NBS, revised")
    #expect(found.sources == ["NBS", "NBS, revised", "PIIE"])
    let growth = try #require(found.series(side: 1, series: 0))
    #expect(growth.frequency == .quarterly)
    #expect(growth.released == [Series.unreleased] && growth.release(0) == nil)
    #expect(growth.sources == [Series.unsourced] && found.source(of: growth, 0) == nil)
    let tariff = try #require(found.series(side: 0, series: 2))
    #expect(tariff.isKnown == [true, false] && tariff.values[1].isNaN)
    #expect(found.series(side: 1, series: 1) == nil)
    #expect(found.rowCount == 7)
    #expect(found.hasReleases)
    #expect(found.files.count == 1)
    #expect(found.files[0].rows == 7 && found.files[0].gaps == 1 && found.files[0].ignoredRows == 0)
    #expect(found.files[0].hasReleases)
  }

  @Test("A wide file holds what the long file of the same figures holds")
  func wide() throws {
    let long = try observations(
      """
      side,indicator,period,value,source
      china,gdp,2023,5.2,NBS
      china,cpi,2023,0.2,NBS
      united-states,gdp,2023,2.9,BEA
      china,gdp,2024,5,NBS
      """)
    let wide = try observations(
      """
      period,country,GDP growth,source,cpi
      2023,china,5.2,NBS,0.2
      2023,united-states,2.9,BEA,NA
      2024,china,5.0,NBS,
      """
    ) {
      $0.layout = .wide
      $0.columns = [.side: "country"]
      $0.indicators = [.init("GDP growth", id: "gdp")]
      $0.missing = ["NA"]
    }
    #expect(wide.dump == long.dump)
    #expect(wide.files[0].rows == 3 && wide.files[0].gaps == 2)
    #expect(wide.rowCount == 4)
  }

  @Test("Data without periods: a long file without the column, and one row per side")
  func undated() throws {
    let expected = ["0|0|||5.2|", "0|1|||0.2|", "1|0|||2.9|"]
    let long = try observations("side,indicator,value\nchina,gdp,5.2\nchina,cpi,0.2\nunited-states,gdp,2.9\n")
    #expect(long.dump == expected)
    #expect(try #require(long.series(side: 0, series: 0)).frequency == nil)
    #expect(
      try observations("side;gdp;cpi\nchina;5.2;0.2\nunited-states;2.9;\n") { $0.layout = .wide }.dump
        == expected)
    let emptyColumn = try observations("side,period,gdp\nchina,,5.2\nunited-states,,2.9\n") {
      $0.layout = .wide
    }
    #expect(emptyColumn.dump == [expected[0], expected[2]])
  }

  @Test("Columns, sides and indicators by other names; a constant side; a source for rows without one")
  func mapping() throws {
    let found = try observations(
      "REF_AREA,series,TIME,OBS,note\nCHN,GDP per head,2024,5,x\nUSA,cpi,2024,3,y\n"
    ) {
      $0.columns = [.side: "REF_AREA", .indicator: "series", .period: "TIME", .value: "OBS"]
      $0.sides = [.init("CHN", id: "china"), .init("USA", id: "united-states")]
      $0.indicators = [.init("GDP per head", id: "gdp")]
      $0.source = "World Bank"
    }
    #expect(found.dump == ["0|0|2024||5.0|World Bank", "1|1|2024||3.0|World Bank"])
    #expect(found.files[0].unusedColumns == ["note"])
    let constant = try observations("indicator,period,value,source\ngdp,2024,5,\ngdp,2023,4,BEA\n") {
      $0.side = "united-states"
      $0.source = "table"
    }
    #expect(constant.dump == ["1|0|2023||4.0|BEA", "1|0|2024||5.0|table"])
    // A column that is named for one role does not serve another.
    let swapped = try observations("side,indicator,value,source\nchina,gdp,text,7\n") {
      $0.columns = [.value: "source", .source: "value"]
    }
    #expect(swapped.dump == ["0|0|||7.0|text"])
  }

  @Test("The roles' own names are found in any case, the exact one first")
  func headerCase() throws {
    #expect(try observations("Side,INDICATOR,Period,Value\nchina,gdp,2024,5\n").dump == ["0|0|2024||5.0|"])
    #expect(try observations("side,indicator,Value,value\nchina,gdp,1,2\n").dump == ["0|0|||2.0|"])
  }

  @Test(
    "Delimiters, line ends, byte order mark and quotes do not matter",
    arguments: [
      "side,indicator,period,value,source\nchina,gdp,2024,5.5,NBS\nchina,cpi,2024-12,0.1,\n",
      "\u{FEFF}side;indicator;period;value;source\r\nchina;gdp;2024;5.5;NBS\r\n\r\nchina;cpi;2024-12;0.1;",
      "side\tindicator\tperiod\tvalue\tsource\nchina\tgdp\t2024\t5.5\tNBS\nchina\tcpi\t2024-12\t0.1\t\n",
      "\"side\",\"indicator\",\"period\",\"value\",\"source\"\n\"china\",\"gdp\",\"2024\",\"5.5\",\"NBS\"\n china , cpi , 2024-12 , 0.1 ,\"\"\n,,,,\n",
    ])
  func formats(text: String) throws {
    #expect(try observations(text).dump == ["0|0|2024||5.5|NBS", "0|1|2024-12||0.1|"])
  }

  @Test("A delimiter that the model gives")
  func givenDelimiter() throws {
    let found = try observations("side;GDP, real, change\nchina;5\n") {
      $0.delimiter = .semicolon
      $0.layout = .wide
      $0.indicators = [.init("GDP, real, change", id: "gdp")]
    }
    #expect(found.dump == ["0|0|||5.0|"])
  }

  @Test("Decimal commas and thousands separators, where they are declared")
  func marks() throws {
    let found = try observations(
      "side;indicator;period;value\nchina;gdp;2024;1.234,5\nchina;cpi;2024;-0,25\n"
    ) {
      $0.decimal = ","
      $0.thousands = "."
    }
    #expect(found.dump == ["0|0|2024||1234.5|", "0|1|2024||-0.25|"])
    let spaced = try observations("side,indicator,value\nchina,gdp,\"1,234.5\"\n") { $0.thousands = "," }
    #expect(spaced.dump == ["0|0|||1234.5|"])
  }

  @Test("Tokens that mark gaps, where they are declared; numbers may be tokens")
  func missing() throws {
    let text =
      "side,indicator,period,value\n"
      + zip(2000..., ["NA", "..", "-", ":", "-999", "", "7"]).map {
        "china,gdp,\($0),\($1)\n"
      }.joined()
    let found = try observations(text) { $0.missing = ["NA", "..", "-", ":", "-999"] }
    let series = try #require(found.series(side: 0, series: 0))
    #expect(series.isKnown == [false, false, false, false, false, false, true])
    #expect(found.files[0].gaps == 6)
  }

  @Test("'unknown: ignore' leaves out rows and columns, counts them and names them")
  func ignoring() throws {
    let long = try observations(
      """
      side,indicator,period,value
      china,gdp,2024,5
      japan,gdp,someday,abc
      china,unemployment,2024,5.1
      japan,m2,2024,1
      """
    ) { $0.ignoresUnknown = true }
    #expect(long.dump == ["0|0|2024||5.0|"])
    #expect(long.files[0].rows == 4 && long.files[0].ignoredRows == 3)
    #expect(long.files[0].ignoredNames == ["japan", "unemployment", "m2"])
    let wide = try observations("side,gdp,m2,\nchina,5,x,y\njapan,6,x,y\n") {
      $0.layout = .wide
      $0.ignoresUnknown = true
    }
    #expect(wide.dump == ["0|0|||5.0|"])
    #expect(wide.files[0].ignoredRows == 1)
    #expect(wide.files[0].ignoredNames == ["m2", "", "japan"])
  }

  @Test("Several files make one store; their paths start from the base folder")
  func severalFiles() throws {
    let folder = DataFolder()
    var absolute = folder.file("side,gdp,period\nunited-states,3,2024\n", "b.csv") { $0.layout = .wide }
    absolute.path = folder.path + "/b.csv"
    let found = try folder.read(
      [
        folder.file("side,indicator,period,value\nchina,gdp,2024,5\n", "a.csv"), absolute,
        folder.file("side,indicator,period,value\nchina,gdp,2023,4\n", "c.csv"),
      ], checksums: true)
    #expect(found.dump == ["0|0|2023||4.0|", "0|0|2024||5.0|", "1|0|2024||3.0|"])
    let series = try #require(found.series(side: 0, series: 0))
    #expect(series.files == [2, 0])
    #expect(found.location(of: series, 0).description == "\(folder.path)/c.csv:2")
    #expect(found.files.map { $0.name.split(separator: "/").last } == ["a.csv", "b.csv", "c.csv"])
    // printf 'side,gdp,period\nunited-states,3,2024\n' | sha256sum
    #expect(found.files[1].sha256 == "24f0c50a10d4b7c46df7b4165aa9ed6e658d10fe64545422ba2cc0c8993b72f5")
    #expect(try folder.read([absolute]).files[0].sha256 == nil)
    #expect(try folder.read([]).rowCount == 0)
  }

  @Test("The order of rows does not matter")
  func order() throws {
    var random = SplitMix(state: 17)
    for _ in 0..<50 {
      var lines = randomObservations(&random)
      let folder = DataFolder()
      let header = "side,indicator,period,value,source,released\n"
      let expected = try folder.read([folder.file(header + lines.joined())]).dump
      lines.shuffle(using: &random)
      #expect(try folder.read([folder.file(header + lines.joined())]).dump == expected)
      let cut = Int.random(in: 1..<lines.count, using: &random)
      let halves = [
        folder.file(header + lines[..<cut].joined(), "1.csv"),
        folder.file(header + lines[cut...].joined(), "2.csv"),
      ]
      #expect(try folder.read(halves).dump == expected)
      #expect(expected.count == lines.count)
    }
  }

  @Test("A plain reader that splits strings finds the same")
  func reference() throws {
    var random = SplitMix(state: 23)
    for _ in 0..<200 {
      let lines = randomObservations(&random)
      let found = try observations("side,indicator,period,value,source,released\n" + lines.joined())
      var expected: [[String]] = []
      for line in lines {
        let cells = line.split(separator: "\n")[0].split(separator: ",", omittingEmptySubsequences: false)
          .map(String.init)
        let side = try #require(DataFolder.sides.firstIndex(of: cells[0]))
        let series = try #require(DataFolder.series.firstIndex(of: cells[1]))
        let value = Double(cells[3]).map { "\($0)" } ?? "gap"
        expected.append(["\(side)", "\(series)", cells[2], cells[5], value, cells[4]])
      }
      expected.sort { $0.lexicographicallyPrecedes($1) }
      #expect(found.dump == expected.map { $0.joined(separator: "|") })
    }
  }

  /// Distinct observations; each series has one frequency, so that text and time sort alike.
  private func randomObservations(_ random: inout SplitMix) -> [String] {
    var lines: [String: String] = [:]
    var shapes: [String: Int] = [:]
    for _ in 0..<Int.random(in: 2...120, using: &random) {
      let side = DataFolder.sides.randomElement(using: &random)!
      let indicator = DataFolder.series.randomElement(using: &random)!
      let shape = shapes[side + indicator] ?? Int.random(in: 0..<4, using: &random)
      shapes[side + indicator] = shape
      let year = Int.random(in: 1900...2100, using: &random)
      let two = { (range: ClosedRange<Int>, random: inout SplitMix) in
        let text = "\(Int.random(in: range, using: &random))"
        return text.count == 1 ? "0" + text : text
      }
      let period = [
        "\(year)", "\(year)-Q\(Int.random(in: 1...4, using: &random))", "\(year)-\(two(1...12, &random))",
        "\(year)-\(two(1...12, &random))-\(two(1...28, &random))",
      ][shape]
      let released = Bool.random(using: &random) ? "" : "2101-\(two(1...12, &random))-\(two(1...28, &random))"
      let value =
        Int.random(in: 0..<10, using: &random) == 0
        ? "" : "\(Double.random(in: -1000...1000, using: &random))"
      let source = ["", "NBS", "a longer name of a source"].randomElement(using: &random)!
      lines["\(side),\(indicator),\(period),\(released)"] =
        "\(side),\(indicator),\(period),\(value),\(source),\(released)\n"
    }
    return lines.sorted { $0.key < $1.key }.map(\.value)
  }
}
