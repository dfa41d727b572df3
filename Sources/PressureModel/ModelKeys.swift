internal import PressureSyntax

/// The top-level keys of a model file.
enum ModelFileKey: String, ModelKey {
  case title
  case asOf = "as-of"
  case sides, data, preparation, method, hurting, series, index, weights, conflict, uncertainty
}
