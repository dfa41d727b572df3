internal import PressureNumerics

/// How the points of an ensemble are chosen.
public enum Sampling: String, Sendable, Hashable, Codable, CaseIterable {
  /// Independent random points, by the counter-based generator Philox-4x32-10.
  case random
  /// The Sobol sequence with Owen's scrambling, which fills the space more evenly; best with powers of two.
  case sobol

  var design: SaltelliDesign.Sampling {
    switch self {
    case .random: .random
    case .sobol: .sobol
    }
  }
}
