internal import PressureSyntax

/// Where something stands in the model file, for messages at run time.
struct Place: Hashable, Sendable {
  let location: SourceLocation
  let path: String

  init(_ node: Node) {
    location = node.location
    path = node.path
  }

  /// A mistake at this place.
  func mistake(_ message: String, help: String? = nil) -> Diagnostic {
    Diagnostic(message, at: location, keyPath: path, help: help)
  }
}

/// A computed number for a message, without the digits that rounding leaves.
func rounded(_ value: Double) -> String {
  abs(value) < 1e6 ? shortest((value * 1e9).rounded() / 1e9) : shortest(value)
}
