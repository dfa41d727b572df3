extension GoldenOutput {
  /// Goldens of the commands that compare dates, scenarios and releases.
  static let throughTime = [
    GoldenOutput(
      "history-us-china.txt", "history seeds/us-china-2025.yaml --from 2024-04 --to 2025-05-02 --events"),
    GoldenOutput(
      "history-us-china.md", "history seeds/us-china-2025.yaml --from 2024-04 --to 2025-05-02 --events"),
    GoldenOutput(
      "history-us-china.csv", "history seeds/us-china-2025.yaml --from 2024-04 --to 2025-05-02 --events"),
    GoldenOutput(
      "history-us-china.json", "history seeds/us-china-2025.yaml --from 2024-04 --to 2025-05-02 --events"),
    GoldenOutput("history-minimal.txt", "history seeds/minimal.yaml --step quarter"),
  ]
}
