/// A choice that the user left open, and the default that was taken for it.
public struct Assumption: Hashable, Sendable {
  /// What was taken, as a reader can check it: `publication-lag is 0 days`.
  public let statement: String
  /// What it was taken for, such as an indicator's id; empty where the statement says it all.
  public let subject: String

  /// Creates an assumption: `key` of `subject` is `value`.
  public init(_ subject: String, _ key: String, _ value: String) {
    self.init("\(key) is \(value)", for: subject)
  }

  /// Creates an assumption from a sentence.
  public init(_ statement: String, for subject: String = "") {
    self.statement = statement
    self.subject = subject
  }
}

extension Sequence<Assumption> {
  /// One line per statement, with everything that it was taken for: `weight is 1: home-prices, home-sales`.
  public var lines: [String] {
    var statements: [String] = []
    var subjects: [String: [String]] = [:]
    for assumption in self {
      if subjects[assumption.statement] == nil { statements.append(assumption.statement) }
      subjects[assumption.statement, default: []].append(assumption.subject)
    }
    return statements.map { statement in
      let named = subjects[statement]!.filter { !$0.isEmpty }
      return named.isEmpty ? statement : "\(statement): \(named.joined(separator: ", "))"
    }
  }
}
