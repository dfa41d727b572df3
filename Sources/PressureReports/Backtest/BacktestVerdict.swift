internal import PressureModel

/// What a back-test can and cannot show, in words.
struct BacktestVerdict {
  /// Fewer episodes than this carry no statement about skill: the least chance of an extreme order of five cases is
  /// already 1 in 2⁵, about 3 %.
  static let fewEpisodes = 5

  let sentences: [String]

  init(_ backtest: Backtest) {
    var sentences: [String] = []
    let (positives, episodes) = (backtest.positives, backtest.episodes.count)
    let horizon = backtest.settings.horizon
    sentences.append(
      "Of \(backtest.months.count) month ends, \(positives) \(positives == 1 ? "was" : "were") followed by talks or "
        + "de-escalation within \(horizon) days, in \(episodes) episode\(episodes == 1 ? "" : "s").")
    if episodes < BacktestVerdict.fewEpisodes {
      sentences.append(
        "What is independent is the episode, not the month: \(episodes) case\(episodes == 1 ? "" : "s") can neither "
          + "show that pressure foretells talks nor that it does not. Read the numbers as a description.")
    }
    guard let pressure = backtest.results.first else {
      self.sentences = sentences
      return
    }
    if let area = pressure.area { sentences.append(BacktestVerdict.tellsApart(area)) }
    if let sentence = BacktestVerdict.besideBaselines(backtest.results) { sentences.append(sentence) }
    sentences.append(BacktestVerdict.foretells(pressure.forecasts))
    let known = backtest.months.count { $0.ripeness != nil }
    if backtest.model.conflict != nil {
      let used = pressure.forecasts?.withSecond ?? 0
      sentences.append(
        "J is known in \(known) of the months"
          + (used == 0
            ? ", too few before any forecast to learn from: the forecasts rest on min H alone."
            : " and was used in \(used) of the forecasts."))
    }
    sentences.append(
      "Only data were held back. The model's indicators, goalposts and weights were chosen by people who may have known "
        + "these years, and no test on the same years can undo that.")
    self.sentences = sentences
  }

  private static func tellsApart(_ area: PredictorResult.Area) -> String {
    let range = area.band.map {
      " (samples of whole episodes: \(fixed($0.lowerBound, 2)) to \(fixed($0.upperBound, 2)))"
    }
    let said =
      "In \(percent(area.value)) of the pairs of a month before talks and another one, min H was higher before "
      + "talks\(range ?? ""); shifted outcomes do as well in \(percent(area.shiftProbability)) of the shifts."
    let isBeyondChance = area.shiftProbability <= 0.05 && (area.band.map { $0.lowerBound > 0.5 } ?? false)
    return said
      + (isBeyondChance ? " That is more than chance would often give." : " Chance gives as much easily.")
  }

  private static func besideBaselines(_ results: [PredictorResult]) -> String? {
    let others = results.dropFirst().compactMap { result -> (name: String, area: Double, pressure: Double)? in
      guard let area = result.area, let pressure = result.pressureArea else { return nil }
      return (result.name.lowercasedFirst, area.value, pressure)
    }
    if others.isEmpty { return nil }
    let better = others.filter { $0.area >= $0.pressure }
    if better.isEmpty { return "No baseline tells the months in which it is known apart as well." }
    let names = better.map {
      "\($0.name) (\(fixed($0.area, 2)); pressure in the same months \(fixed($0.pressure, 2)))"
    }
    return "As good as pressure or better: \(names.joined(separator: "; "))."
  }

  private static func foretells(_ forecasts: PredictorResult.Forecasts?) -> String {
    guard let forecasts, let skill = forecasts.skill else {
      return "No forecast could be made from earlier episodes."
    }
    let count = forecasts.months.count
    let beginning =
      "\(count) forecasts from earlier episodes alone, of which \(forecasts.positives) came true, have a Brier score of "
      + "\(fixed(forecasts.brier, 3)), against \(fixed(forecasts.constantBrier, 3)) of always naming the frequency so far: "
    return beginning
      + (skill > 0
        ? "\(percent(skill)) better." : "\(percent(-skill)) worse. As a forecast it added nothing.")
  }
}

extension String {
  /// The text with its first letter small, for the middle of a sentence.
  var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
