internal import RealModule

/// The belief that a gesture will be returned, learnt from what the other side has done.
///
/// `α = α₀ + c + Σ w 2^{−age/h}` over cooperative acts and `β = β₀ + Σ w 2^{−age/h}` over hostile ones, so that
/// the optimism `p = α/(α+β)` has a band.
///
/// Source: Pruitt, Readiness theory and the Northern Ireland conflict, ICAR working paper 24, 2005 (optimism);
/// the decayed Beta counts are the beta reputation of Jøsang and Ismail, Bled Electronic Commerce Conf., 2002.
public enum Reciprocity {
  /// What remains of the weight of an act `age` days later, `w 2^{−age/h}`.
  public static func decayed(weight: Double, age: Double, halfLife: Double) -> Double {
    weight * Double.exp2(-age / halfLife)
  }

  /// The belief of a side.
  ///
  /// - Parameters:
  ///   - prior: α₀ and β₀, each above 0.
  ///   - channel: c ≥ 0, for envoys and neutral channels.
  ///   - cooperative: the decayed weights of the other side's cooperative acts.
  ///   - hostile: the decayed weights of its hostile acts.
  public static func belief(
    prior: BetaBelief, channel: Double, cooperative: some Sequence<Double>, hostile: some Sequence<Double>
  ) -> BetaBelief {
    BetaBelief(
      alpha: cooperative.reduce(prior.alpha + channel, +),
      beta: hostile.reduce(prior.beta, +))
  }
}
