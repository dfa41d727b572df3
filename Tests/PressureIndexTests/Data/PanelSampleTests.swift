import PressureSyntax
import Testing

@testable import PressureIndex

@Suite("The sample of a panel") struct PanelSampleTests {
  private static let yaml = """
    sides: {a: A, b: B}
    index:
      - {id: x, goalposts: [0, 10], publication-lag: 10 days}
    """

  @Test("The ends of the months since the first publication, and nothing from the future")
  func months() throws {
    let csv = """
      side,indicator,period,value
      a,x,2024-12,1
      a,x,2025-01,2
      a,x,2025-02,3
      b,x,2025-01,5
      """
    let panel = try IndexModel(Self.yaml, csv).panel("2025-03-31", "2025-02-10", sampled: true)
    // December is public on 10 January; the month of the as-of date itself is not over before it.
    #expect(
      panel.dates.compactMap { $0?.description } == [
        "2025-03-31", "2025-02-10", "2025-01-31", "2025-02-28",
      ])
    #expect(panel.scoredDateCount == 2)
    #expect(panel.sampleRows(date: 0) == [4, 5, 6, 7, 0, 1])
    #expect(panel.sampleRows(date: 1) == [4, 5, 2, 3])
    #expect(panel.sampleRows(date: 3) == [4, 5, 6, 7])
    let values = panel.sampleRows(date: 0).map { panel[$0, 0].reading?.value }
    // February's figures come out on 10 March.
    #expect(values == [1, nil, 2, 5, 3, 5])
  }

  @Test("Data without dates: the sides are the sample") func undated() throws {
    let panel = try IndexModel(Self.yaml, "side,indicator,value\na,x,1\nb,x,2\n").panel(sampled: true)
    #expect(panel.dates == [nil])
    #expect(panel.sampleRows(date: 0) == [0, 1])
  }

  @Test("The period of each frequency in which a day lies") func containing() throws {
    let day: Day = try #require(Day("2025-05-02"))
    #expect(
      Frequency.allCases.map { Period($0, containing: day).description }
        == ["2025", "2025-Q2", "2025-05", "2025-05-02"])
  }
}
