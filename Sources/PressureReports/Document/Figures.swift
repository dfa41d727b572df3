/// `value` with `digits` decimals, rounded half away from zero; no negative zero.
func fixed(_ value: Double, _ digits: Int) -> String {
  var scale = 1.0
  for _ in 0..<digits { scale *= 10 }
  let scaled = (abs(value) * scale).rounded()
  guard scaled < 1e15 else { return "\(value)" }
  let whole = Int(scaled)
  let unit = Int(scale)
  var text = String(whole / unit)
  if digits > 0 {
    let decimals = String(whole % unit)
    text += "." + String(repeating: "0", count: digits - decimals.count) + decimals
  }
  return value < 0 && whole != 0 ? "-" + text : text
}

/// `value` with at most `digits` significant digits and no trailing zeros, for observed values of any size.
func significant(_ value: Double, _ digits: Int = 6) -> String {
  if value == 0 { return "0" }
  var magnitude = 0
  var x = abs(value)
  while x >= 10, magnitude < 300 { (x, magnitude) = (x / 10, magnitude + 1) }
  while x < 1, magnitude > -300 { (x, magnitude) = (x * 10, magnitude - 1) }
  guard (-5..<15).contains(magnitude) else { return "\(value)" }
  var text = fixed(value, max(0, digits - 1 - magnitude))
  if text.contains(".") {
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
  }
  return text
}

/// A score, weight or probability as people read it: three decimals; `-` for none.
func score(_ value: Double?) -> String { value.map { fixed($0, 3) } ?? "-" }

/// A share in percent without decimals.
func percent(_ share: Double) -> String { fixed(100 * share, 0) + "%" }

/// A bar of `width` signs for a share of 1.
func bar(_ share: Double, width: Int = 12) -> String {
  let filled = Int((min(1, max(0, share)) * Double(width)).rounded())
  return String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
}
