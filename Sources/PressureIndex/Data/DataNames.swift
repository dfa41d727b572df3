internal import PressureSyntax

/// The sides or the series of a model under the names that a data file gives them.
struct DataNames {
  /// The code of a name that the file leaves out.
  static let ignored: Int32 = -1
  /// The code of a name that is a mistake.
  static let unknown: Int32 = -2

  /// What messages call one of them, and all of them.
  let subject: (one: String, all: String)
  private let ids: [String]
  private let codes: [String: Int32]
  private let ignoresUnknown: Bool
  private var interner = TextInterner()
  private var codeOfNumber: [Int32] = []

  /// Creates the names of `ids`, whose positions are the codes: the ids themselves and the file's `aliases`.
  init(
    _ subject: (one: String, all: String), ids: [String], aliases: [DataFile.Alias], ignoresUnknown: Bool
  ) {
    self.subject = subject
    self.ids = ids
    self.ignoresUnknown = ignoresUnknown
    var codes: [String: Int32] = [:]
    for (index, id) in ids.enumerated() { codes[id] = Int32(index) }
    let codeOfID = codes
    for alias in aliases { codes[alias.text] = codeOfID[alias.id] ?? DataNames.unknown }
    self.codes = codes
  }

  /// The code of a name: a position among the ids, `ignored` or `unknown`.
  func code(_ name: String) -> Int32 {
    codes[name] ?? (ignoresUnknown && !name.isEmpty ? DataNames.ignored : DataNames.unknown)
  }

  /// The code of a cell. Cost: one hash of the bytes, after the first time.
  mutating func code(_ cell: UnsafeBufferPointer<UInt8>) -> Int32 {
    let number = interner.number(cell)
    if number == codeOfNumber.count { codeOfNumber.append(code(interner.text(number))) }
    return codeOfNumber[number]
  }

  /// The names that were met and left out, in the order of their first appearance.
  var ignoredNames: [String] {
    codeOfNumber.indices.filter { codeOfNumber[$0] == DataNames.ignored }.map(interner.text)
  }

  /// Reports a name whose code is `unknown`.
  func reportUnknown(_ name: String, line: Int, _ mistakes: inout DataMistakes) {
    if name.isEmpty {
      mistakes.report("the \(subject.one) is missing", line: line)
    } else {
      mistakes.report("unknown \(subject.one) \(name.quoted)", line: line, help: helpForUnknown(name))
    }
  }

  private func helpForUnknown(_ name: String) -> String {
    let declared = Set(ids)
    let valid = ids + codes.keys.filter { !declared.contains($0) }.sorted()
    let guess = suggestion(for: name, among: valid, plural: subject.all)
    let end = guess.hasSuffix("?") ? " " : "; "
    return guess + end + "'unknown: ignore' leaves out what the model does not declare"
  }
}
