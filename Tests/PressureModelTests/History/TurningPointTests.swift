import PressureModel
import TestSupport
import Testing

@Suite("Turning points and percentiles") struct TurningPointTests {
  @Test("A small series by hand") func byHand() {
    let values: [Double?] = [0.2, 0.5, nil, 0.45, 0.44, 0.7, 0.7, 0.64, 0.3, 0.31, 0.5]
    let points = TurningPoint.all(in: values, swing: 0.1)
    // 0.2 is the first value; 0.5 to 0.44 is no swing; the first 0.7 is the peak, told at 0.3; 0.3 is the trough,
    // told at 0.5.
    #expect(points.map(\.kind) == [.peak, .trough])
    #expect(points.map(\.position) == [5, 8])
    #expect(points.map(\.recognised) == [8, 10])
  }

  @Test(
    "Flat, short and empty series have none",
    arguments: [[], [0.5], [0.5, 0.5, 0.5], [nil, nil]] as [[Double?]])
  func none(_ values: [Double?]) { #expect(TurningPoint.all(in: values, swing: 0.01).isEmpty) }

  @Test("They take turns, lie a swing apart, and later values never change them") func properties() {
    var random = SplitMix(seed: 7)
    for _ in 0..<50 {
      let values = (0..<60).map { _ -> Double? in random.chance(0.1) ? nil : random.decimal(0...1) }
      let points = TurningPoint.all(in: values, swing: 0.3)
      for (one, next) in zip(points, points.dropFirst()) {
        #expect(one.kind != next.kind && one.position < next.position && one.recognised <= next.recognised)
        let change = (values[next.position] ?? 0) - (values[one.position] ?? 0)
        #expect(abs(change) >= 0.3 && (change > 0) == (next.kind == .peak))
        let between = values[one.position...next.position].compactMap(\.self)
        #expect(
          next.kind == .peak ? between.max() == values[next.position] : between.min() == values[next.position]
        )
      }
      for length in stride(from: 1, through: 60, by: 7) {
        let early = TurningPoint.all(in: Array(values.prefix(length)), swing: 0.3)
        #expect(early == points.filter { $0.recognised < length })
      }
      // Upside down, peaks are troughs.
      let mirrored = TurningPoint.all(in: values.map { $0.map { -$0 } }, swing: 0.3)
      #expect(mirrored.map(\.position) == points.map(\.position))
      #expect(zip(mirrored, points).allSatisfy { $0.kind != $1.kind })
    }
  }

  @Test("Percentiles against counting; METHODS' expanding distribution") func percentiles() {
    // METHODS, section 3.
    #expect(
      percentilesOfOwnHistory([2, 1, 3, 2.5, 2.5, 5, 0.5, 4], minimum: 1)
        == [1, 0.5, 1, 0.75, 0.8, 1, 1.0 / 7, 0.875])
    var random = SplitMix(seed: 11)
    let values = (0..<80).map { _ -> Double? in random.chance(0.1) ? nil : random.decimal(0...1, 1) }
    let found = percentilesOfOwnHistory(values, minimum: 5)
    for t in values.indices {
      let past = values[...t].compactMap(\.self)
      let expected = values[t].flatMap { x in
        past.count < 5 ? nil : Double(past.count { $0 <= x }) / Double(past.count)
      }
      #expect(found[t] == expected)
    }
  }
}
