/// The output of `Goldens/worked_case.py`, which recomputes the worked case without this package's code.
enum WorkedCaseGolden {
  /// The numbers, by name.
  static let numbers: [String: Double] = entries.compactMapValues { Double($0) }

  /// The packages, as the ids of their concessions.
  static func package(_ name: String) -> [String] {
    entries[name]?.split(separator: "+").map(String.init) ?? []
  }

  static let entries: [String: String] = Dictionary(
    uniqueKeysWithValues: text.split(separator: "\n").map { line in
      let words = line.split(separator: " ")
      return (String(words[0]), words.count > 1 ? String(words[1]) : "")
    })

  private static let text = """
    admissible 128
    acceptable 98
    package.nash precursor-controls+drop-fentanyl-tariff+cut-reciprocal-tariff+cut-retaliation+rare-earth-licences+purchases
    package.nash.china 0.779851935088521
    package.nash.united-states 0.505620230579823
    package.generalisedNash precursor-controls+drop-fentanyl-tariff+cut-reciprocal-tariff+cut-retaliation+rare-earth-licences+purchases
    package.generalisedNash.china 0.779851935088521
    package.generalisedNash.united-states 0.505620230579823
    package.egalitarian precursor-controls+drop-fentanyl-tariff+cut-reciprocal-tariff+cut-retaliation+rare-earth-licences+purchases
    package.egalitarian.china 0.779851935088521
    package.egalitarian.united-states 0.505620230579823
    package.utilitarian precursor-controls+drop-fentanyl-tariff+cut-reciprocal-tariff+cut-retaliation+rare-earth-licences+purchases+pause-listings
    package.utilitarian.china 0.819851935088521
    package.utilitarian.united-states 0.475620230579823
    package.best.china drop-fentanyl-tariff+cut-reciprocal-tariff+cut-retaliation+pause-listings
    package.best.china.china 0.999851935088521
    package.best.china.united-states 0.235620230579823
    package.best.united-states precursor-controls+drop-fentanyl-tariff+cut-reciprocal-tariff+cut-retaliation+rare-earth-licences+purchases
    package.best.united-states.china 0.779851935088521
    package.best.united-states.united-states 0.505620230579823
    package.kalaiSmorodinsky precursor-controls+drop-fentanyl-tariff+cut-reciprocal-tariff+cut-retaliation+rare-earth-licences+pause-listings
    package.kalaiSmorodinsky.china 0.859851935088521
    package.kalaiSmorodinsky.united-states 0.435620230579823
    frontier.0 precursor-controls+drop-fentanyl-tariff+cut-reciprocal-tariff+cut-retaliation+rare-earth-licences+purchases
    frontier.0.china 0.779851935088521
    frontier.0.united-states 0.505620230579823
    frontier.1 precursor-controls+drop-fentanyl-tariff+cut-reciprocal-tariff+cut-retaliation+rare-earth-licences+purchases+pause-listings
    frontier.1.china 0.819851935088521
    frontier.1.united-states 0.475620230579823
    frontier.2 precursor-controls+drop-fentanyl-tariff+cut-reciprocal-tariff+cut-retaliation+rare-earth-licences+pause-listings
    frontier.2.china 0.859851935088521
    frontier.2.united-states 0.435620230579823
    frontier.3 drop-fentanyl-tariff+cut-reciprocal-tariff+cut-retaliation+rare-earth-licences+pause-listings
    frontier.3.china 0.899851935088521
    frontier.3.united-states 0.385620230579823
    frontier.4 precursor-controls+drop-fentanyl-tariff+cut-reciprocal-tariff+cut-retaliation+purchases+pause-listings
    frontier.4.china 0.919851935088521
    frontier.4.united-states 0.325620230579823
    frontier.5 precursor-controls+drop-fentanyl-tariff+cut-reciprocal-tariff+cut-retaliation+pause-listings
    frontier.5.china 0.959851935088521
    frontier.5.united-states 0.285620230579823
    frontier.6 drop-fentanyl-tariff+cut-reciprocal-tariff+cut-retaliation+pause-listings
    frontier.6.china 0.999851935088521
    frontier.6.united-states 0.235620230579823
    gesture.precursor-controls.ownCost 0.04
    gesture.precursor-controls.valueToOther 0.05
    gesture.drop-fentanyl-tariff.ownCost 0.0173284367868388
    gesture.drop-fentanyl-tariff.valueToOther 0.0405435676314998
    gesture.cut-reciprocal-tariff.ownCost -0.125806118398046
    gesture.cut-reciprocal-tariff.valueToOther 0.427150386733071
    gesture.cut-retaliation.ownCost -0.119096584191794
    gesture.cut-retaliation.valueToOther 0.133395934281959
    gesture.rare-earth-licences.ownCost 0.1
    gesture.rare-earth-licences.valueToOther 0.15
    gesture.purchases.ownCost 0.04
    gesture.purchases.valueToOther 0.04
    gesture.pause-listings.ownCost 0.03
    gesture.pause-listings.valueToOther 0.04
    china.holdingOut 0.4905
    china.motivation 0.613886525102336
    china.criticalReciprocity 0.386113474897664
    china.incentive 0.544533157010042
    china.breakEvenResolve 1.47855536140297
    china.motivationAtNoHurting 0.428524936590837
    china.driver.real-estate 0.0439375559372807
    china.driver.prices 0.0356407638945406
    china.driver.confidence 0.0333923242470261
    china.driver.activity 0.0208358596730464
    china.driver.financial 0.0203312864126096
    china.driver.external 0.0312237983469963
    china.motivationAt.0 0.428524936590837
    china.motivationAt.2 0.481434085545543
    china.motivationAt.4 0.549248774337798
    china.motivationAt.6 0.639300486113447
    china.motivationAt.8 0.764671721705202
    china.motivationAt.10 0.95121070245973
    china.part.real-estate 0.13075
    china.part.prices 0.10575
    china.part.confidence 0.099
    china.part.activity 0.0615
    china.part.financial 0.06
    china.part.external 0.0925
    china.hurting 0.5495
    china.burden 1.24030738055119
    china.embargo 1.42
    china.salesLost 0.919091358024691
    china.gain 0.779851935088521
    china.alpha 2.93402934328729
    china.beta 3.24053744535861
    china.optimism 0.475179788917747
    china.leverage 0.485344183343021
    china.zeuthenLimit 0.220032579104348
    united-states.holdingOut 0.56875
    united-states.motivation 0.470620104865477
    united-states.criticalReciprocity 0.529379895134523
    united-states.incentive 0.452095225441652
    united-states.breakEvenResolve 0.662689781744449
    united-states.motivationAtNoHurting 0.329261246049689
    united-states.driver.real-estate 0.0108119956525423
    united-states.driver.prices -0.00207555230428873
    united-states.driver.confidence 0.058274256697729
    united-states.driver.activity 0.0313168146593533
    united-states.driver.financial 0.027672296695726
    united-states.driver.external 0.015359047414726
    united-states.motivationAt.0 0.329261246049689
    united-states.motivationAt.2 0.378565867005714
    united-states.motivationAt.4 0.445237075709425
    united-states.motivationAt.6 0.540411818870654
    united-states.motivationAt.8 0.687338669548672
    united-states.motivationAt.10 0.943990166376792
    united-states.part.real-estate 0.035
    united-states.part.prices -0.0075
    united-states.part.confidence 0.192
    united-states.part.activity 0.102
    united-states.part.financial 0.09
    united-states.part.external 0.04975
    united-states.hurting 0.46125
    united-states.burden 0.514249362250289
    united-states.embargo 0.70825
    united-states.salesLost 0.942587307057545
    united-states.gain 0.505620230579823
    united-states.alpha 2.5
    united-states.beta 3.26607699987214
    united-states.optimism 0.433570346017828
    united-states.leverage 0.514655816656979
    united-states.zeuthenLimit 0.533997620487566
    ripeness 0.496166141911063
    demand.china.holdingOut 0.4905
    demand.china.motivation 0.613886525102336
    demand.china.criticalReciprocity 0.386113474897664
    demand.china.incentive 0.544533157010042
    demand.china.breakEvenResolve 1.47855536140297
    demand.china.motivationAtNoHurting 0.428524936590837
    demand.china.driver.real-estate 0.0439375559372807
    demand.china.driver.prices 0.0356407638945406
    demand.china.driver.confidence 0.0333923242470261
    demand.china.driver.activity 0.0208358596730464
    demand.china.driver.financial 0.0203312864126096
    demand.china.driver.external 0.0312237983469963
    demand.united-states.holdingOut 0.74875
    demand.united-states.motivation 0.403086918242714
    demand.united-states.criticalReciprocity 0.596913081757287
    demand.united-states.incentive 0.41832863213027
    demand.united-states.breakEvenResolve 0.328583053206166
    demand.united-states.motivationAtNoHurting 0.294715707804949
    demand.united-states.driver.real-estate 0.00826228889904588
    demand.united-states.driver.prices -0.00157403126978691
    demand.united-states.driver.confidence 0.0447640799657746
    demand.united-states.driver.activity 0.0239876414972685
    demand.united-states.driver.financial 0.0211876498183981
    demand.united-states.driver.external 0.0117435815270639
    demand.ripeness 0.477277498654178
    """
}
