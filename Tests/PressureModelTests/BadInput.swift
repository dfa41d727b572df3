import Foundation
import PressureIndex
import PressureModel
import PressureSyntax
import TestSupport
import Testing

/// A model file and a data file with one mistake, and the whole message that comes of it.
struct BadInput: CustomTestStringConvertible, Sendable {
  let name: String
  var model = BadInput.model
  var data = BadInput.data
  var asOf: String?
  let messages: [String]

  var testDescription: String { name }

  static let model = """
    title: T
    sides: [a, b]
    data: [d.csv]
    index:
      - pillar: p
        indicators:
          - {id: x, goalposts: [0, 1]}
          - {id: y, goalposts: [0, 1]}

    """
  static let conflict = """
    conflict:
      burden: {exports: 0.02, value-added: 0.8, imports: 0.01, tariff: 1, base-tariff: 0}
      concessions:
        - {id: c, giver: a, value: {b: 0.2}, cost: {a: 0.1}}
        - {id: d, giver: b, value: {a: 0.2}, cost: {b: 0.1}}

    """
  static let data = """
    side,indicator,period,value
    a,x,2024,0.5
    a,y,2024,0.5
    b,x,2024,0.25
    b,y,2024,0.25

    """

  /// `text` with `old`, which must be in it, replaced.
  private static func with(_ old: String, _ new: String, in text: String = model) -> String {
    precondition(text.contains(old), "'\(old)' is not in the text")
    return text.replacing(old, with: new)
  }

  /// The third line of the data with another value.
  private static func value(_ text: String) -> String { with("a,y,2024,0.5", "a,y,2024,\(text)", in: data) }

  private static func token(_ token: String) -> BadInput {
    BadInput(
      name: "The token \(token), not declared", data: value(token),
      messages: [
        "d.csv:3: error: '\(token)' is not a number\n"
          + "  help: if it marks a gap, declare it in the model: 'missing: [\"\(token)\"]'"
      ])
  }

  static let ofData = [
    BadInput(
      name: "Empty CSV", data: "",
      messages: ["d.csv: error: the file is empty\n  help: a table begins with a line of column names"]),
    BadInput(
      name: "A header alone", data: "side,indicator,period,value\n",
      messages: [
        "d.csv: error: the file has a header but no rows\n  help: add rows, or leave the file out of 'data:'"
      ]),
    BadInput(
      name: "A ragged row", data: with("a,y,2024,0.5", "a,y,2024", in: data),
      messages: [
        "d.csv:3: error: expected 4 fields, as in the header, found 3\n"
          + "  help: leave a gap empty between its delimiters, and quote a field that holds one"
      ]),
    token("O.5"), token("NA"), token(".."), token("-"), token(":"), token("nan"),
    BadInput(
      name: "An infinite value", data: value("inf"),
      messages: [
        "d.csv:3: error: the value 'inf' is not finite\n  help: leave the cell empty if the value is not known"
      ]),
    BadInput(
      name: "A value too large", data: value("1e999"),
      messages: [
        "d.csv:3: error: the value '1e999' is beyond the range of numbers\n  help: the largest is about 1.8e308"
      ]),
    BadInput(
      name: "A value whose square is no number", data: value("1e308"),
      messages: [
        "d.csv:3: error: the value '1e308' is far too large\n  help: use a larger unit; the largest value is 1e100"
      ]),
    BadInput(
      name: "A change that no number holds",
      model: with("{id: x,", "{id: x, transform: {percent-change: 1},"),
      data: with("a,x,2024,0.5", "a,x,2024,1e99", in: data) + "a,x,2023,1e-300\nb,x,2023,1\n",
      messages: [
        "d.csv:2: error: the transform of 'x' in 2024 gives no finite number\n"
          + "  help: check the value and the one before it, or choose another transform"
      ]),
    BadInput(
      name: "Values too close for a standard deviation",
      model: with("{id: x, goalposts: [0, 1]", "{id: x, normalization: z-score, direction: raises"),
      data: with("a,x,2024,0.5", "a,x,2024,1e-300", in: with("b,x,2024,0.25", "b,x,2024,0", in: data)),
      messages: [
        "m.yaml:7:9: error: the indicator 'x' is constant at 0: z-score needs values of all sides that differ "
          + "as of 2024-12-31\n  help: choose goalposts for it, or add data"
      ]),
    BadInput(
      name: "A decimal comma", data: value("\"0,5\""),
      messages: [
        "d.csv:3: error: '0,5' is not a number\n  help: if ',' is the decimal mark, add 'decimal: \",\"'"
      ]),
    BadInput(
      name: "A percent sign", data: value("50%"),
      messages: ["d.csv:3: error: '50%' is not a number\n  help: leave the '%' out; the model gives the unit"]
    ),
    BadInput(
      name: "A thousands separator", data: value("\"1,234.5\""),
      messages: [
        "d.csv:3: error: '1,234.5' is not a number\n  help: if ',' separates thousands, add 'thousands: \",\"'"
      ]),
    BadInput(
      name: "A bad period", data: with("a,y,2024", "a,y,2024-13", in: data),
      messages: [
        "d.csv:3: error: there is no month 2024-13\n  help: months are numbered from 01 to 12"
      ]),
    BadInput(
      name: "An impossible date in the data", data: with("a,y,2024", "a,y,2025-02-30", in: data),
      messages: [
        "d.csv:3: error: there is no date 2025-02-30\n  help: dates are written YYYY-MM-DD and must exist"
      ]),
    BadInput(
      name: "Two values of one observation", data: data + "b,y,2024,0.3\n",
      messages: [
        "d.csv:6: error: two values of one observation: 'y' of 'b' for 2024 is 0.3 here, and 0.25 at d.csv:5\n"
          + "  help: keep one of them; revisions of a value need a column 'released'"
      ]),
    BadInput(
      name: "Mixed frequencies", data: data + "b,y,2024-01,0.3\n",
      messages: [
        "d.csv:6: error: 'y' of 'b' is monthly here and annual on line 5\n"
          + "  help: one series has one frequency; give the other one an id of its own"
      ]),
    BadInput(
      name: "An unknown side", data: with("a,y", "aa,y", in: data),
      messages: [
        "d.csv:3: error: unknown side 'aa'\n"
          + "  help: the sides are: a, b; 'unknown: ignore' leaves out what the model does not declare"
      ]),
    BadInput(
      name: "An unknown indicator, with a control character", data: with("a,y", "a,y\u{1B}[31m", in: data),
      messages: [
        "d.csv:3: error: unknown indicator 'y\\u{1b}[31m'\n"
          + "  help: the indicators are: x, y; 'unknown: ignore' leaves out what the model does not declare"
      ]),
    BadInput(
      name: "A percent change from zero",
      model: with("{id: x,", "{id: x, transform: {percent-change: 1},"),
      data: data + "a,x,2023,0\nb,x,2023,1\n",
      messages: [
        "d.csv:2: error: a percent change from 0 is not defined: 'x' in 2024\n"
          + "  help: use 'change', or 'symmetric-percent-change', instead"
      ]),
    BadInput(
      name: "A symmetric change around zero",
      model: with("{id: x,", "{id: x, transform: {symmetric-percent-change: 1},"),
      data: data + "a,x,2023,-0.5\nb,x,2023,1\n",
      messages: [
        "d.csv:2: error: a symmetric percent change between values that sum to 0 is not defined: 'x' in 2024\n"
          + "  help: use 'change' instead"
      ]),
    BadInput(
      name: "A constant column where a spread is needed",
      model: with("{id: x, goalposts: [0, 1]", "{id: x, normalization: min-max, direction: raises"),
      data: with("b,x,2024,0.25", "b,x,2024,0.5", in: data),
      messages: [
        "m.yaml:7:9: error: the indicator 'x' is constant at 0.5: min-max needs values of all sides that differ "
          + "as of 2024-12-31\n  help: choose goalposts for it, or add data"
      ]),
    BadInput(
      name: "No observation at the as-of date", asOf: "2020-01-01",
      messages: [
        "error: there is no observation to use as of 2020-01-01\n"
          + "  help: the first observation became public on 2024-12-31"
      ]),
  ]

  static let ofModel = [
    BadInput(
      name: "A negative weight", model: with("{id: x,", "{id: x, weight: -1,"),
      messages: [
        "m.yaml:7:25: error: expected a number between 0 and 1000000000, found -1 "
          + "(at index[0].indicators[0].weight)\n  help: write a number within this range"
      ]),
    BadInput(
      name: "A weight beyond all measure", model: with("{id: x,", "{id: x, weight: 1e308,"),
      messages: [
        "m.yaml:7:25: error: expected a number between 0 and 1000000000, found 1e+308 "
          + "(at index[0].indicators[0].weight)\n  help: write a number within this range"
      ]),
    BadInput(
      name: "Goalposts too far apart",
      model: with("{id: x, goalposts: [0, 1]", "{id: x, goalposts: [-1e308, 1e308]"),
      messages: [
        "m.yaml:7:28: error: the goalposts are too far apart (at index[0].indicators[0].goalposts)\n"
          + "  help: choose values that the indicator can take"
      ]),
    BadInput(
      name: "Weights that are all zero",
      model: with("{id: x,", "{id: x, weight: 0,", in: with("{id: y,", "{id: y, weight: 0,")),
      messages: [
        "m.yaml:5:5: error: all weights in the group 'p' are 0 (at index[0])\n"
          + "  help: give at least one of them a weight above 0"
      ]),
    BadInput(
      name: "Goalposts that coincide", model: with("{id: x, goalposts: [0, 1]", "{id: x, goalposts: [1, 1]"),
      messages: [
        "m.yaml:7:28: error: the goalposts coincide at 1 (at index[0].indicators[0].goalposts)\n"
          + "  help: give the value without pressure first, then a different one with full pressure"
      ]),
    BadInput(
      name: "An empty group", model: model + "  - pillar: q\n    indicators: []\n",
      messages: [
        "m.yaml:9:5: error: the group 'q' is empty (at index[1])\n  help: list at least one indicator, or remove it"
      ]),
    BadInput(
      name: "An empty index", model: "title: T\nsides: [a, b]\ndata: [d.csv]\nindex: []\n",
      messages: [
        "m.yaml:4:8: error: the index is empty (at index)\n  help: list at least one indicator, or remove it"
      ]),
    BadInput(
      name: "A cyclic hierarchy",
      model: "title: T\nsides: [a, b]\ndata: [d.csv]\nindex: &i\n  - pillar: p\n    groups: *i\n",
      messages: [
        "m.yaml:6:13: error: aliases ('*name') are not allowed in a model file\n  help: write the value out in full"
      ]),
    BadInput(
      name: "A duplicate key", model: model + "title: U\n",
      messages: [
        "m.yaml:9:1: error: duplicate key 'title', first on line 1 (at title)\n  help: leave one of them out"
      ]),
    BadInput(
      name: "A duplicate id", model: with("{id: y,", "{id: x,"),
      messages: [
        "m.yaml:8:14: error: duplicate id 'x', first on line 7 (at index[0].indicators[1].id)\n"
          + "  help: give one of them another id"
      ]),
    BadInput(
      name: "A duplicate concession", model: model + with("id: d", "id: c", in: conflict),
      messages: [
        "m.yaml:13:12: error: duplicate concession id 'c', first on line 12 (at conflict.concessions[1].id)\n"
          + "  help: give one of them another id"
      ]),
    BadInput(
      name: "A concession with an unknown giver", model: model + with("giver: a", "giver: aa", in: conflict),
      messages: [
        "m.yaml:12:22: error: unknown side 'aa' (at conflict.concessions[0].giver)\n  help: the sides are: a, b"
      ]),
    BadInput(
      name: "A conflict of three sides", model: with("[a, b]", "[a, b, c]") + conflict,
      messages: [
        "m.yaml:10:3: error: a conflict has exactly two sides, and this model has 3 (at conflict)\n"
          + "  help: leave the section 'conflict' out, or the other sides"
      ]),
    BadInput(
      name: "An impossible date", model: model + "as-of: 2025-02-30\n",
      messages: [
        "m.yaml:9:8: error: expected a date such as 2025-05-02, found '2025-02-30' (at as-of)\n"
          + "  help: dates are written YYYY-MM-DD and must exist"
      ]),
    BadInput(
      name: "An infinite weight", model: with("{id: x,", "{id: x, weight: .inf,"),
      messages: [
        "m.yaml:7:25: error: expected a number, found '.inf' (at index[0].indicators[0].weight)\n"
          + "  help: write a plain number such as 0.25"
      ]),
    BadInput(
      name: "More concessions than can be enumerated",
      model: model + conflict
        + (0..<25).map { "    - {id: e\($0), giver: b, value: {a: 0.2}, cost: {b: 0.1}}\n" }.joined(),
      messages: [
        "m.yaml:32:7: error: 27 concessions can be made at once, more than the 20 whose packages can be enumerated; "
          + "'e18' is one too many (at conflict.concessions[20])\n"
          + "  help: give some 'from:' and 'until:', mark red lines, or state two as one"
      ]),
    BadInput(
      name: "A misspelt key with a control character", model: model + "\"se\\eries\": []\n",
      messages: [
        "m.yaml:9:1: error: unknown key 'se\\u{1b}ries' in a model (at se\\u{1b}ries)\n  help: did you mean 'series'?"
      ]),
  ]

  /// The messages of reading and scoring the model, with the folder left out.
  func found() throws -> [String] {
    let folder = try TemporaryFolder()
    let path = try folder.write(model, to: "m.yaml")
    try folder.write(data, to: "d.csv")
    do {
      let day = try asOf.map { try #require(Day($0)) }
      _ = try Model(contentsOf: path).assess(asOf: day)
      return []
    } catch let diagnostics as Diagnostics {
      return diagnostics.all.map { $0.description.replacing("\(folder.path)/", with: "") }
    }
  }
}
