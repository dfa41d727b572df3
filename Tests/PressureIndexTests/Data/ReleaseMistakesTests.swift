import PressureSyntax
import Testing

@testable import PressureIndex

@Suite("Releases in data files") struct ReleaseMistakesTests {
  let header = "side,indicator,period,value,released,flash\n"

  func message(_ rows: String, header: String? = nil) -> String {
    let folder = DataFolder()
    do throws(Diagnostics) {
      _ = try folder.read(
        [folder.file((header ?? self.header) + rows)], sides: ["china"], series: ["gdp"])
      return "no mistake"
    } catch { return error.description }
  }

  @Test("A release before its period ends, unless it is a flash estimate") func early() {
    let text = message("china,gdp,2025-04,1,2025-04-29,no\n")
    #expect(text.contains(":2: error: released 2025-04-29, before its period 2025-04 ended on 2025-04-30"))
    #expect(
      text.contains("help: correct the date or the period; a flash estimate has 'yes' in a column 'flash'"))
    #expect(message("china,gdp,2025-04,1,2025-04-29,\n").contains("before its period"))
    #expect(
      message("china,gdp,2025,1,2025-12-30\n", header: "side,indicator,period,value,released\n").contains(
        "before"))
    for word in ["yes", "true", "1", "Yes"] {
      #expect(message("china,gdp,2025-04,1,2025-04-29,\(word)\n") == "no mistake")
    }
    #expect(message("china,gdp,2025-04,1,2025-04-30,no\n") == "no mistake")
    #expect(
      message("china,gdp,2025-04,1,2025-04-29,maybe\n").contains(
        "expected yes or no under 'flash', found 'maybe'"))
  }

  @Test("A step may be announced before it is in force") func step() {
    #expect(message("china,gdp,2025-04-10,1,2025-04-02,\n") == "no mistake")
  }

  @Test("Two releases on one day") func twice() {
    let text = message("china,gdp,2025-04,1,2025-05-10,\nchina,gdp,2025-04,2,2025-05-10,\n")
    #expect(
      text.contains(
        ":3: error: two values of one observation: 'gdp' of 'china' for 2025-04, released 2025-05-10 is 2 here, and 1 at"
      ))
    #expect(text.contains(":2\n"))
    let same = message("china,gdp,2025-04,1,2025-05-10,\nchina,gdp,2025-04,1,2025-05-10,\n")
    #expect(
      same.contains(":3: error: duplicate observation: 'gdp' of 'china' for 2025-04, released 2025-05-10"))
    // There is a column 'released' already.
    #expect(same.contains("help: keep one of them") && !same.contains("need a column"))
  }
}
