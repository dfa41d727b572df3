import RealModule

/// The standard normal quantile Φ⁻¹(p): the inverse of ``normalCumulative(_:)``.
///
/// −∞ at 0 and +∞ at 1. Relative error about 1e-16. Above ½ it is minus the quantile of 1 − p, so that
/// probabilities mirrored exactly give values mirrored exactly. Cost: a rational function of degree 7; in the
/// outer 15 %, a logarithm and a root besides.
///
/// Source: Wichura, Algorithm AS 241: The Percentage Points of the Normal Distribution, Applied Statistics 37,
/// 1988 (PPND16).
///
/// - Precondition: `probability` lies in 0…1.
public func normalQuantile(_ probability: Double) -> Double {
  precondition(probability >= 0 && probability <= 1, "a probability lies in 0…1")
  let q = probability - 0.5
  if abs(q) <= 0.425 { return q * Wichura.central(0.180625 - q * q) }
  let tail = q < 0 ? probability : 1 - probability
  if tail == 0 { return q < 0 ? -.infinity : .infinity }
  let r = (-Double.log(tail)).squareRoot()
  let size = r <= 5 ? Wichura.middle(r - 1.6) : Wichura.far(r - 5)
  return q < 0 ? -size : size
}

/// The three rational approximations.
private enum Wichura {
  static func central(_ r: Double) -> Double {
    let a = horner(
      r, 2.509_080_928_730_122_6727e3, 3.343_057_558_358_812_8105e4, 6.726_577_092_700_870_0853e4,
      4.592_195_393_154_987_1457e4, 1.373_169_376_550_946_1125e4, 1.971_590_950_306_551_4427e3,
      1.331_416_678_917_843_7745e2, 3.387_132_872_796_366_6080)
    let b = horner(
      r, 5.226_495_278_852_854_5610e3, 2.872_908_573_572_194_2674e4, 3.930_789_580_009_271_0610e4,
      2.121_379_430_158_659_5867e4, 5.394_196_021_424_751_1077e3, 6.871_870_074_920_579_0830e2,
      4.231_333_070_160_091_1252e1, 1)
    return a / b
  }

  static func middle(_ r: Double) -> Double {
    let a = horner(
      r, 7.745_450_142_783_414_07640e-4, 2.272_384_498_926_918_45833e-2, 2.417_807_251_774_506_11770e-1,
      1.270_458_252_452_368_38258, 3.647_848_324_763_204_60504, 5.769_497_221_460_691_40550,
      4.630_337_846_156_545_29590, 1.423_437_110_749_683_57734)
    let b = horner(
      r, 1.050_750_071_644_416_84324e-9, 5.475_938_084_995_344_94600e-4, 1.519_866_656_361_645_71966e-2,
      1.481_039_764_274_800_74590e-1, 6.897_673_349_851_000_04550e-1, 1.676_384_830_183_803_84940,
      2.053_191_626_637_758_82187, 1)
    return a / b
  }

  static func far(_ r: Double) -> Double {
    let a = horner(
      r, 2.010_334_399_292_288_13265e-7, 2.711_555_568_743_487_57815e-5, 1.242_660_947_388_078_43860e-3,
      2.653_218_952_657_612_30930e-2, 2.965_605_718_285_048_91230e-1, 1.784_826_539_917_291_33580,
      5.463_784_911_164_114_36990, 6.657_904_643_501_103_77720)
    let b = horner(
      r, 2.044_263_103_389_939_78564e-15, 1.421_511_758_316_445_88870e-7, 1.846_318_317_510_054_68180e-5,
      7.868_691_311_456_132_59100e-4, 1.487_536_129_085_061_48525e-2, 1.369_298_809_227_358_05310e-1,
      5.998_322_065_558_879_37690e-1, 1)
    return a / b
  }

  @inline(__always)
  private static func horner(
    _ r: Double, _ c7: Double, _ c6: Double, _ c5: Double, _ c4: Double, _ c3: Double, _ c2: Double,
    _ c1: Double, _ c0: Double
  ) -> Double {
    var sum = c7 * r + c6
    sum = sum * r + c5
    sum = sum * r + c4
    sum = sum * r + c3
    sum = sum * r + c2
    sum = sum * r + c1
    return sum * r + c0
  }
}
