/// Decoders of single nodes. Each returns `nil` after reporting what it expected and what it found.
public enum Decode {
  /// Text of one or more characters.
  public static func text(_ node: Node, _ problems: Problems) -> String? {
    guard case .scalar(let text, _) = node.content else {
      problems.report(
        "expected text, found \(node.kindDescription)", at: node,
        help: "write one text here, in quotes if it holds brackets, ': ' or ' #'")
      return nil
    }
    if node.isNull || text.allSatisfy(\.isWhitespace) {
      problems.report("expected text, found nothing", at: node, help: "write some text here")
      return nil
    }
    return text
  }

  /// A name that other parts of the file refer to. Any text without surrounding blanks.
  public static func identifier(_ node: Node, _ problems: Problems) -> String? {
    guard let text = text(node, problems) else { return nil }
    if text.first!.isWhitespace || text.last!.isWhitespace {
      problems.report(
        "an id must not begin or end with a blank: \(text.quoted)", at: node, help: "leave the blank out")
      return nil
    }
    return text
  }

  /// A finite number in decimal or scientific notation, not quoted.
  public static func number(_ node: Node, _ problems: Problems) -> Double? {
    guard case .scalar(let text, isQuoted: false) = node.content, let value = finiteNumber(text) else {
      problems.report(
        "expected a number, found \(node.kindDescription)", at: node, help: helpForNumber(node))
      return nil
    }
    return value
  }

  private static func helpForNumber(_ node: Node) -> String {
    let example = "write a plain number such as 0.25"
    guard case .scalar(let text, let isQuoted) = node.content else { return example }
    if isQuoted, finiteNumber(text) != nil { return "leave the quotes out" }
    if text.contains("%") { return "leave the '%' out; the documentation of the key gives its unit" }
    if text.contains(",") { return "write the decimal point as '.', and no thousands separators" }
    let isTooLarge = Double(text)?.isInfinite == true && text.contains(where: \.isNumber)
    return isTooLarge ? "the largest number is about 1.8e308" : example
  }

  /// A number in `range`.
  public static func number(in range: ClosedRange<Double>) -> (Node, Problems) -> Double? {
    { node, problems in
      guard let value = number(node, problems) else { return nil }
      if range.contains(value) { return value }
      let limit =
        range.upperBound == .infinity
        ? "at least \(shortest(range.lowerBound))"
        : "between \(shortest(range.lowerBound)) and \(shortest(range.upperBound))"
      problems.report(
        "expected a number \(limit), found \(shortest(value))", at: node,
        help: "write a number within this range")
      return nil
    }
  }

  /// A weight: 0 or more, and small enough that sums of weights stay exact enough.
  public static func weight(_ node: Node, _ problems: Problems) -> Double? {
    number(in: 0...1e9)(node, problems)
  }

  /// A number of 0 or more.
  public static func nonNegative(_ node: Node, _ problems: Problems) -> Double? {
    number(in: 0...Double.infinity)(node, problems)
  }

  /// A number above 0.
  public static func positive(_ node: Node, _ problems: Problems) -> Double? {
    guard let value = number(node, problems) else { return nil }
    if value > 0 { return value }
    problems.report(
      "expected a number above 0, found \(shortest(value))", at: node, help: "write a number above 0")
    return nil
  }

  /// A whole number of at least `minimum`.
  public static func count(atLeast minimum: Int) -> (Node, Problems) -> Int? {
    { node, problems in
      guard let value = number(node, problems) else { return nil }
      if let whole = Int(exactly: value), whole >= minimum { return whole }
      problems.report(
        "expected a whole number of at least \(minimum), found \(shortest(value))", at: node,
        help: "write a whole number such as \(Swift.max(minimum, 12))")
      return nil
    }
  }

  /// `true` or `false`, and the words `yes` and `no`.
  public static func flag(_ node: Node, _ problems: Problems) -> Bool? {
    if case .scalar(let text, isQuoted: false) = node.content {
      switch text {
      case "true", "yes": return true
      case "false", "no": return false
      default: break
      }
    }
    problems.report(
      "expected true or false, found \(node.kindDescription)", at: node,
      help: "write true or false, without quotes")
    return nil
  }

  /// A list, each item decoded by `item`; items that fail are left out after their report.
  public static func list<Value>(
    of item: @escaping (Node, Problems) -> Value?
  ) -> (Node, Problems) -> [Value]? {
    { node, problems in
      guard case .sequence(let items) = node.content else {
        let word = if case .scalar(let text, _) = node.content { text } else { "" }
        let isShort = (1...100).contains(word.utf8.count)
        problems.report(
          "expected a list, found \(node.kindDescription)", at: node,
          help: isShort ? "put it in brackets: [\(word)]" : "write [a, b], or each item on a line after '- '")
        return nil
      }
      return items.compactMap { item($0, problems) }
    }
  }

  /// One of the words of `Choice`; an unknown word is reported with the nearest valid one.
  public static func word<Choice: RawRepresentable & CaseIterable>(
    _ subject: String
  ) -> (Node, Problems) -> Choice? where Choice.RawValue == String {
    { node, problems in
      guard let text = text(node, problems) else { return nil }
      if let choice = Choice(rawValue: text) { return choice }
      problems.report(
        "unknown \(subject) \(text.quoted)", at: node,
        help: suggestion(for: text, among: Choice.allCases.map(\.rawValue), plural: "choices"))
      return nil
    }
  }

  /// One of `names`, as its position; an unknown name is reported with the nearest valid one.
  public static func name(
    among names: [String], _ subject: String
  ) -> (Node, Problems) -> Int? {
    { node, problems in
      guard let text = text(node, problems) else { return nil }
      if let index = names.firstIndex(of: text) { return index }
      problems.report(
        "unknown \(subject) \(text.quoted)", at: node,
        help: suggestion(for: text, among: names, plural: "\(subject)s"))
      return nil
    }
  }
}

/// The number that `text` writes in decimal or scientific notation; `nil` for anything else, infinities and
/// NaN included.
public func finiteNumber(_ text: some StringProtocol) -> Double? {
  guard text.utf8.allSatisfy({ isDigit($0) || "+-.eE".utf8.contains($0) }),
    let value = Double(text), value.isFinite
  else { return nil }
  return value
}

private func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

/// The shortest decimal that reads back as `value`, without a trailing `.0`.
public func shortest(_ value: Double) -> String {
  let text = "\(value)"
  return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
}
