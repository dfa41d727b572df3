internal import RealModule

/// What one side trades with the other, and the tariffs that it levies on it.
public struct TradeExposure: Hashable, Sendable {
  /// e: exports to the other side, a fraction of own GDP.
  public var exports: Double
  /// v: the domestic value added in those exports, a fraction of them.
  public var valueAdded: Double
  /// m: imports from the other side, a fraction of own GDP.
  public var imports: Double
  /// τ: the average tariff that this side levies on the other now, a fraction (1.265 is 126.5 %).
  public var tariff: Double
  /// τ₀: the same before the conflict, in the period from which e and m come.
  public var baseTariff: Double

  /// Creates an exposure.
  public init(exports: Double, valueAdded: Double, imports: Double, tariff: Double, baseTariff: Double) {
    self.exports = exports
    self.valueAdded = valueAdded
    self.imports = imports
    self.tariff = tariff
    self.baseTariff = baseTariff
  }
}

/// The tariff burden that a settlement can lift from each side, in percentage points of its own GDP.
///
/// `b_i = 100 [ e_i v_i (1 − T_j^{−ε})(1 − ζ) + m_i dwl(T_i) ]` with `T_i = (1 + τ_i)/(1 + τ₀_i)`: value added
/// in lost sales that find no other market, which depends on the other side's tariff alone, and the deadweight
/// loss on imports, which depends on the own tariff alone. Tariff revenue and terms of trade are not counted.
/// A tariff below its base gives a negative lost-sales part.
public struct TariffBurden: Hashable, Sendable {
  /// The exposures of the two sides.
  public var exposures: Pair<TradeExposure>
  /// ε: the trade elasticity, above 0; the same for both sides.
  public var elasticity: Double
  /// ζ: the share of lost sales that other markets take up, in [0, 1]; the same for both sides.
  public var redirection: Double

  /// Creates a burden.
  public init(exposures: Pair<TradeExposure>, elasticity: Double = 4, redirection: Double = 0.5) {
    self.exposures = exposures
    self.elasticity = elasticity
    self.redirection = redirection
  }

  /// T: the price of the other side's goods in the market of `side`, against before the conflict, if `side`
  /// levies `tariff`.
  func priceRatio(of side: Int, tariff: Double) -> Double {
    (1 + tariff) / (1 + exposures[side].baseTariff)
  }

  /// The part of the burden of `side` that comes from the tariff that the *other* side levies.
  func lostSales(of side: Int, otherTariff: Double) -> Double {
    let exposure = exposures[side]
    let kept = Double.pow(priceRatio(of: 1 - side, tariff: otherTariff), -elasticity)
    return 100 * (exposure.exports * exposure.valueAdded * (1 - kept) * (1 - redirection))
  }

  /// The part of the burden of `side` that comes from the tariff that it levies itself.
  func dearImports(of side: Int, ownTariff: Double) -> Double {
    let ratio = priceRatio(of: side, tariff: ownTariff)
    return 100
      * (exposures[side].imports * DeadweightLoss.perUnit(priceRatio: ratio, elasticity: elasticity))
  }

  /// b: the burden of `side` under the present tariffs, in percentage points of its GDP.
  public func burden(of side: Int) -> Double { burden(of: side, tariffs: exposures.map(\.tariff)) }

  /// b: the burden of `side` if each side levied `tariffs`, in percentage points of its GDP.
  public func burden(of side: Int, tariffs: Pair<Double>) -> Double {
    lostSales(of: side, otherTariff: tariffs[other: side]) + dearImports(of: side, ownTariff: tariffs[side])
  }

  /// The burden of `side` as both tariffs rise without end, `100 [e v (1−ζ) + m/(ε−1)]`; `nil` if it has no
  /// limit (ε ≤ 1 and any imports).
  public func embargoLimit(of side: Int) -> Double? {
    let exposure = exposures[side]
    let sales = 100 * (exposure.exports * exposure.valueAdded * (1 - redirection))
    if exposure.imports == 0 { return sales }
    return DeadweightLoss.embargoLimit(elasticity: elasticity).map { sales + 100 * (exposure.imports * $0) }
  }

  /// `1 − T_j^{−ε}`: the share of its sales to the other side that `side` loses under the present tariffs.
  public func salesLost(by side: Int) -> Double {
    1 - Double.pow(priceRatio(of: 1 - side, tariff: exposures[other: side].tariff), -elasticity)
  }
}
