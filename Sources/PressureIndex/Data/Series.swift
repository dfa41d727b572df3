public import PressureSyntax
public struct Series: Sendable {
  public let frequency: Frequency?
  public let count: Int
  public func period(_ i: Int) -> Period? { nil }
  public func value(_ i: Int) -> Double? { nil }
  public func released(_ i: Int) -> Day? { nil }
  public func location(_ i: Int) -> SourceLocation { SourceLocation(file: "") }
  public func source(_ i: Int) -> String? { nil }
}
public struct Observations: Sendable {
  public func series(side: Int, series: Int) -> Series? { nil }
}
