import PressureSyntax
import TestSupport
import Testing

@testable import PressureModel

@Suite("Import from COINr") struct COINrImportTests {
  static func table(_ name: String) throws -> TextTable {
    let path = "Tests/PressureModelTests/Goldens/\(name)"
    return try TextTable(bytes: Array(Repository.text(path).utf8), file: name)
  }

  static func imported(
    _ change: (inout COINrImport.Options) -> Void = { _ in }
  ) throws -> COINrImport {
    var options = COINrImport.Options()
    change(&options)
    return try COINrImport(iData: table("coinr-iData.csv"), iMeta: table("coinr-iMeta.csv"), options: options)
  }

  static func assessment(_ imported: COINrImport) throws -> Assessment {
    let folder = try TemporaryFolder()
    try folder.write(imported.data, to: COINrImport.dataFile)
    let path = try folder.write(imported.model, to: COINrImport.modelFile)
    return try Model(contentsOf: path).assess()
  }

  /// By a plain numpy script that follows COINr's definitions and reproduces the published index of its example.
  @Test("The index of a project is that of COINr's definitions") func index() throws {
    let assessment = try Self.assessment(Self.imported())
    let golden = try JSON(Repository.text("Tests/PressureModelTests/Goldens/coinr.json"))
    let specification = assessment.model.specification
    for (side, unit) in specification.sides.enumerated() {
      for (node, entry) in specification.hierarchy.nodes.enumerated() {
        let expected = try #require(golden[unit.id][entry.id.isEmpty ? "Index" : entry.id].number)
        let score = try #require(assessment.index.score(row: side, node: node))
        #expect(abs(score - expected) < 1e-10, "\(unit.id) \(entry.id)")
      }
    }
    #expect(assessment.index.prepared.changes.count { $0.step == .imputed } == 4)
    #expect(assessment.index.prepared.changes.count { $0.step == .winsorised } >= 1)
  }

  @Test("Names, groups, units, targets and times are kept") func details() throws {
    let model = try Self.assessment(Self.imported()).model
    let specification = model.specification
    #expect(model.title == "Openness" && specification.sides.count == 12)
    #expect(specification.sides[1].name == "Unit 2")
    #expect(specification.sides[1].groups == ["Shore": "North, east", "Tier": "S"])
    let fees = specification.indicators[2]
    #expect(fees.name == "Fees \"at the border\"" && fees.common.direction == .relieves)
    #expect(fees.common.target == 1 && fees.common.unit == "USD")
    #expect(
      specification.hierarchy.nodes.map(\.id) == [
        "", "Links", "Roads", "Ports", "Fees", "Ties", "Visits", "Press",
      ])
    #expect(specification.hierarchy.nodes[3].weight == 0.5)
    #expect(model.dataFiles[0].layout == .wide)
  }

  @Test("Choices are written into the model file") func choices() throws {
    #expect(
      try Self.imported().model.contains("impute: {method: group-mean, by: Shore}\n  treat: winsorise-or-log")
    )
    let other = try Self.imported {
      $0.imputation = "group-median"
      $0.grouping = "Tier"
      $0.treatsOutliers = false
    }
    #expect(other.model.contains("impute: {method: group-median, by: Tier}\n  treat: none"))
    #expect(try Self.imported { $0.imputation = "row-mean" }.model.contains("impute: row-mean"))
    #expect(throws: Diagnostics.self) { try Self.imported { $0.grouping = "Shor" } }
  }

  @Test("A panel through time, row numbers of R, and names that mean something here") func panel() throws {
    let meta = """
      "","Level","iCode","iName","Direction","Weight","Parent","Type"
      "1",1,"Source","Source, so called",1,1,"Index","Indicator"
      "2",1,"yes","Yes",-1,1,"Index","Indicator"
      "3",2,"Index","A: \\ \u{201C}panel\u{201D}",1,1,NA,"Aggregate"
      """
    let data = """
      "","uCode","Time","Source","yes"
      "1","a",2019,1,4
      "2","b",2019,2,3
      "3","a",2020,3,2
      "4","b",2020,5,NA
      """
    var options = COINrImport.Options()
    options.treatsOutliers = false
    let imported = try COINrImport(
      iData: TextTable(bytes: Array(data.utf8), file: "d"),
      iMeta: TextTable(bytes: Array(meta.utf8), file: "m"),
      options: options)
    let assessment = try Self.assessment(imported)
    #expect(assessment.model.title == "A: \\ \u{201C}panel\u{201D}")
    #expect(assessment.asOf?.description == "2020-12-31")
    // The samples are those of both years: 1, 2, 3, 5, and 4, 3, 2. The value of 2019 is not too old for b.
    let scores = assessment.results.map { $0.score ?? 0 }
    // a: the mean of 50 and 100; b: of 100 and 50.
    #expect(scores == [75, 75])
  }

  @Test("Mistakes in the tables, each with its place") func mistakes() throws {
    func mistake(_ change: (inout String, inout String) -> Void) throws -> String {
      var (data, meta) = (
        try Repository.text("Tests/PressureModelTests/Goldens/coinr-iData.csv"),
        try Repository.text("Tests/PressureModelTests/Goldens/coinr-iMeta.csv")
      )
      change(&data, &meta)
      do {
        _ = try COINrImport(
          iData: TextTable(bytes: Array(data.utf8), file: "iData.csv"),
          iMeta: TextTable(bytes: Array(meta.utf8), file: "iMeta.csv"))
        return ""
      } catch { return "\(error)" }
    }
    func has(_ text: String, _ words: String...) {
      for word in words { #expect(text.contains(word), "\(word) in: \(text)") }
    }
    func swap(_ from: String, _ to: String) -> (inout String, inout String) -> Void {
      { data, meta in
        #expect(data.contains(from) || meta.contains(from))
        data = data.replacing(from, with: to)
        meta = meta.replacing(from, with: to)
      }
    }
    has(
      try mistake(swap("Links,Indicator", "Liks,Indicator")), "iMeta.csv:2", "'Liks'", "did you mean 'Links'?"
    )
    has(try mistake(swap("Ports,Ports,1,", "Ports,Ports,2,")), "iMeta.csv:3", "direction of 'Ports' is 2")
    has(try mistake(swap(",Denominator\n", ",Denominater\n")), "unknown type 'Denominater'", "'Denominator'")
    has(try mistake(swap("NA,Index,Aggregate", "NA,NA,Aggregate")), "3 aggregates without a parent")
    has(try mistake(swap("Score,NA,NA,NA,Aggregate", "Score,NA,NA,Links,Aggregate")), "without a parent")
    has(try mistake(swap("U02", "U01")), "iData.csv:3", "'U01' stands twice at 2020, first on line 2")
    has(try mistake(swap(",45.61,", ",45;61,")), "iData.csv:2", "'45;61' is no number", "'Roads'")
    has(try mistake(swap(",2020,14.64", ",in 2020,14.64")), "'in 2020' is not a period")
    has(try mistake(swap("Fees,Visits,Press\n", "Fees,Visits,Pres\n")), "'Pres'", "no column 'Press'")
    has(
      try mistake { data, meta in
        (data, meta) = (meta, data)
      }, "iMeta has no column 'iCode'")
  }
}
