import PressureIndex
import PressureModel
import PressureReports
import PressureSyntax
import TestSupport
import Testing

/// The numbers of fixtures/revisions, by hand: output scores (1 − x)/2, prices (2 − x)/2, both pillars weigh ½.
@Suite("Revisions") struct RevisionsTests {
  let model: Model
  let observations: Observations

  init() throws {
    model = try Model(contentsOf: Repository.file("fixtures/revisions/model.yaml"))
    observations = try model.observations()
  }

  func score(_ side: Int, _ day: String) throws -> Double? {
    try model.assess(observations, asOf: HistoryTests.day(day)).results[side].score
  }

  func isClose(_ a: Double?, _ b: Double) -> Bool { a.map { abs($0 - b) < 1e-14 } ?? false }

  @Test("Each date takes the latest release that was public") func asOf() throws {
    // Output of 2024-Q4: 0.8, then 0.5, then 0.2. Prices of January: 1.9 (flash), then 1.7; of February 1.5.
    #expect(isClose(try score(0, "2025-01-29"), ((1 - 0.6) / 2 + (2 - 1.9) / 2) / 2))
    #expect(isClose(try score(0, "2025-02-13"), ((1 - 0.8) / 2 + (2 - 1.9) / 2) / 2))
    #expect(isClose(try score(0, "2025-02-14"), ((1 - 0.8) / 2 + (2 - 1.7) / 2) / 2))
    #expect(isClose(try score(0, "2025-02-27"), ((1 - 0.5) / 2 + (2 - 1.7) / 2) / 2))
    #expect(isClose(try score(0, "2025-03-27"), ((1 - 0.2) / 2 + (2 - 1.5) / 2) / 2))
    let panel = try model.panel(asOf: HistoryTests.day("2025-04-15"), in: observations)
    #expect(panel[0, 0].reading?.releaseNumber == 3)
    #expect(panel[0, 0].reading?.released == Day("2025-03-27"))
    #expect(panel[1, 1].reading?.releaseNumber == 1)
    #expect(panel.usesReleaseDates)
  }

  @Test("What was revised, and what that did") func revisions() throws {
    let revisions = try model.revisions(observations, asOf: nil)
    #expect(revisions.periodCount == 10)
    let names = revisions.revised.map {
      "\(model.specification.sides[$0.side].id) \(model.specification.seriesIDs[$0.series]) \($0.period)"
    }
    #expect(
      names == [
        "north output 2024-Q3", "north output 2024-Q4", "north prices 2025-01", "north prices 2025-03",
        "south output 2024-Q4",
      ])
    #expect(revisions.revised[1].releases.map(\.value) == [0.8, 0.5, 0.2])
    #expect(isClose(revisions.revised[1].revision, -0.6))
    let effect = revisions.effect
    #expect(isClose(effect.from.results[0].score, ((1 - 0.8) / 2 + (2 - 1.2) / 2) / 2))
    #expect(isClose(effect.to.results[0].score, ((1 - 0.2) / 2 + (2 - 0.9) / 2) / 2))
    #expect(isClose(effect.from.results[1].score, 0.175) && isClose(effect.to.results[1].score, 0.075))
    // Three months earlier only output was out: 1.0 at first, then 0.6.
    #expect(isClose(effect.from.hurting[0]?.value, 0.25 + 0.5 * 0.25))
    #expect(isClose(effect.to.hurting[0]?.value, 0.475 + 0.5 * (0.475 - 0.2)))
    let pressure = try #require(effect.attributions.first { $0.measure == .pressure(0) })
    #expect(effect.players == [.data(indicator: "output"), .data(indicator: "prices"), .momentum])
    #expect(isClose(pressure.parts[0], 0.15) && isClose(pressure.parts[1], 0.075) && pressure.parts[2] == 0)
  }

  @Test("Data without releases have nothing revised") func none() throws {
    let seed = try Model(contentsOf: Repository.file("seeds/us-china-2025.yaml"))
    let revisions = try seed.revisions(seed.observations(), asOf: nil)
    #expect(revisions.revised.isEmpty && revisions.periodCount > 500)
    #expect(revisions.effect.players.isEmpty)
  }

  @Test("A date before any second release says so, and not that there is none") func before() throws {
    let revisions = try model.revisions(observations, asOf: HistoryTests.day("2024-11-30"))
    #expect(revisions.revised.isEmpty)
    let text = try RevisionsReport(revisions).formatted(.markdown, style: TextStyle())
    #expect(text.contains("As of 2024-11-30, 0 of 2 values") && text.contains("had a second release by then"))
  }

  @Test("An explanation names flash estimates and the number of a release") func explained() throws {
    func text(_ day: String, _ format: ReportFormat = .markdown) throws -> String {
      let assessment = try model.assess(observations, asOf: HistoryTests.day(day))
      return try ExplainReport(assessment, side: "north").formatted(format, style: TextStyle())
    }
    let flash = "2025-03-28 (a flash estimate, before the period ended)"
    #expect(try text("2025-03-28").contains(flash) && text("2025-03-28", .json).contains("\"flash\" : true"))
    // The final figure is the second release.
    #expect(try text("2025-04-14").contains("2025-04-14 (release 2 of the period)"))
    #expect(try !text("2025-04-14").contains("flash") && !text("2025-04-14", .json).contains("\"flash\""))
  }

  @Test("Random later releases change no earlier date") func later() throws {
    var random = SplitMix(seed: 3)
    let text = try Repository.text("fixtures/revisions/observations.csv")
    let rows = text.split(separator: "\n").dropFirst().map { $0.split(separator: ",").map(String.init) }
    let day = try HistoryTests.day("2025-04-15")
    let before = try model.assess(observations, asOf: day)
    for _ in 0..<5 {
      let folder = try TemporaryFolder()
      var lines = text
      for row in rows where random.chance(0.6) {
        let late = try HistoryTests.day(row[4]).adding(days: 200 + random.integer(0...50))
        lines += "\(row[0]),\(row[1]),\(row[2]),\(random.decimal(-3...3)),\(late),no,revised\n"
      }
      // Two releases of one value on one day would be a mistake.
      try folder.write(
        lines.split(separator: "\n").reduce(into: (Set<String>(), "")) { seen, line in
          let key =
            line.split(separator: ",").prefix(3).joined()
            + (line.split(separator: ",").dropFirst(4).first ?? "")
          if seen.0.insert(key).inserted { seen.1 += line + "\n" }
        }.1, to: "observations.csv")
      try folder.write(Repository.text("fixtures/revisions/model.yaml"), to: "model.yaml")
      let other = try Model(contentsOf: folder("model.yaml"))
      let after = try other.assess(other.observations(), asOf: day)
      for side in 0...1 {
        #expect(after.results[side].score == before.results[side].score)
        #expect(after.hurting[side] == before.hurting[side])
      }
    }
  }
}
