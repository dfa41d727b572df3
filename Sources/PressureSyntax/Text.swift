extension StringProtocol {
  /// The text with control, bidirectional and other invisible characters written as `\u{…}`, so that text from
  /// a file can neither move the cursor nor reorder what a reader sees.
  public var escapingControls: String {
    var result = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      default:
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate:
          result += "\\u{\(String(scalar.value, radix: 16))}"
        default: result.unicodeScalars.append(scalar)
        }
      }
    }
    return result
  }

  /// The text in single quotes, as messages name things; its beginning where it is long.
  public var quoted: String { "'\(shortened)'" }

  /// The text, or its first 200 characters and an ellipsis: a message is read by people.
  var shortened: String {
    let head = prefix(200)
    return head.endIndex == endIndex ? String(self) : "\(head)…"
  }
}

/// The candidate that `word` most likely means: fewest edits, at most a third of its length (and at least 2).
///
/// Edits are insertions, deletions, substitutions and swaps of neighbours (optimal string alignment distance).
/// A word of more than 100 bytes is no slip of the pen for anything. Cost: O(|word| · |candidate|) for each of the
/// first thousand candidates.
public func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
  guard word.utf8.count <= 100 else { return nil }
  let limit = Swift.max(2, word.count / 3)
  var best: (name: String, distance: Int)?
  for candidate in candidates.prefix(1000)
  where candidate.utf8.count <= 400 && abs(candidate.count - word.count) <= limit {
    let distance = editDistance(Array(word.lowercased()), Array(candidate.lowercased()))
    if distance <= limit, distance < candidate.count, distance < best?.distance ?? .max {
      best = (candidate, distance)
    }
  }
  return best?.name
}

private func editDistance(_ a: [Character], _ b: [Character]) -> Int {
  if a.isEmpty || b.isEmpty { return Swift.max(a.count, b.count) }
  var beforeLast: [Int] = []
  var last = Array(0...b.count)
  for i in 1...a.count {
    var row = [i] + Array(repeating: 0, count: b.count)
    for j in 1...b.count {
      row[j] = Swift.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
      if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
        row[j] = Swift.min(row[j], beforeLast[j - 2] + 1)
      }
    }
    beforeLast = last
    last = row
  }
  return last[b.count]
}

/// The help line for a name that is not one of `valid`: the nearest one, or all of them where they are few.
public func suggestion(for word: String, among valid: [String], plural: String) -> String {
  if let name = nearest(to: word, among: valid) { return "did you mean \(name.quoted)?" }
  if valid.isEmpty { return "there are no \(plural)" }
  let shown = valid.prefix(20).map(\.shortened).joined(separator: ", ")
  return "the \(plural) are: \(shown)\(valid.count > 20 ? ", …" : "")"
}

extension Substring {
  /// The text without blanks around it.
  public var trimmingBlanks: String {
    var rest = self
    while rest.first == " " { rest.removeFirst() }
    while rest.last == " " { rest.removeLast() }
    return String(rest)
  }
}
