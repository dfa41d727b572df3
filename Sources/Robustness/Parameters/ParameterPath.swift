/// The way to a parameter in the model file, component by component, and what users may write for it.
///
/// A user may leave out the components that only name a section, write the components in any order (so that a
/// side may come first), and abbreviate each to a beginning of it or to the initials of its words: `us` is
/// `united-states`.
struct ParameterPath: Hashable {
  /// A component and whether it may be left out.
  struct Component: Hashable {
    let text: String
    let isOptional: Bool
  }

  let components: [Component]

  /// A path whose components named in `sections` may be left out.
  init(_ components: [String], sections: Int) {
    self.components = components.enumerated().map {
      Component(text: $0.element, isOptional: $0.offset < sections)
    }
  }

  /// The whole path, as it is written in full.
  var text: String { components.map(\.text).joined(separator: ".") }

  /// How well `words` name the path: the number of components that they spell in full, or `nil` if they do not
  /// name it at all.
  ///
  /// Cost: O(components · words) comparisons where no word fits two components.
  func match(_ words: [String]) -> Int? {
    words.count > components.count ? nil : match(words[...], among: components)
  }

  private func match(_ words: ArraySlice<String>, among rest: [Component]) -> Int? {
    guard let word = words.first else { return rest.allSatisfy(\.isOptional) ? 0 : nil }
    var best: Int?
    for (position, component) in rest.enumerated() {
      guard let quality = ParameterPath.quality(of: word, for: component.text) else { continue }
      var others = rest
      others.remove(at: position)
      if let remaining = match(words.dropFirst(), among: others) {
        best = max(best ?? 0, quality + remaining)
      }
    }
    return best
  }

  /// 1 if `word` is the name, 0 if it abbreviates it, else `nil`.
  static func quality(of word: String, for name: String) -> Int? {
    if word == name { return 1 }
    if word.isEmpty { return nil }
    let (short, long) = (word.lowercased(), name.lowercased())
    if long.hasPrefix(short) { return 0 }
    let initials = long.split(whereSeparator: { "-_ ".contains($0) }).compactMap(\.first)
    return initials.count > 1 && short == String(initials) ? 0 : nil
  }
}

/// The one of `names` that `word` means: the name itself, or the only one that it abbreviates; `nil` where none
/// or several fit.
public func abbreviated(_ word: String, among names: [String]) -> Int? {
  if let exact = names.firstIndex(of: word) { return exact }
  let fitting = names.indices.filter { ParameterPath.quality(of: word, for: names[$0]) != nil }
  return fitting.count == 1 ? fitting[0] : nil
}
