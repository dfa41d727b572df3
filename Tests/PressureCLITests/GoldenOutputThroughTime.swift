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
    GoldenOutput(
      "history-also.txt", "history seeds/us-china-2025.yaml --from 2025-01 --to 2025-05-02 --also median"),
    GoldenOutput("explain-revisions.txt", "explain fixtures/revisions/model.yaml north"),
    GoldenOutput(
      "what-if-us-china.txt",
      "what-if seeds/us-china-2025.yaml --set china.tariff-faced=30 --set us.resolve=1.5"),
    GoldenOutput(
      "what-if-us-china.md",
      "what-if seeds/us-china-2025.yaml --set china.tariff-faced=30 --set us.resolve=1.5"),
    GoldenOutput(
      "what-if-us-china.csv",
      "what-if seeds/us-china-2025.yaml --set china.tariff-faced=30 --set us.resolve=1.5"),
    GoldenOutput(
      "what-if-us-china.json",
      "what-if seeds/us-china-2025.yaml --set china.tariff-faced=30 --set us.resolve=1.5"),
    GoldenOutput("diff-us-china.txt", "diff seeds/us-china-2025.yaml --from 2025-04-15 --to 2025-05-02"),
    GoldenOutput("diff-us-china.md", "diff seeds/us-china-2025.yaml --from 2025-04-15 --to 2025-05-02"),
    GoldenOutput("diff-us-china.csv", "diff seeds/us-china-2025.yaml --from 2025-04-15 --to 2025-05-02"),
    GoldenOutput("diff-us-china.json", "diff seeds/us-china-2025.yaml --from 2025-04-15 --to 2025-05-02"),
    GoldenOutput("diff-models.txt", "diff seeds/worked-case.yaml seeds/us-china-2025.yaml"),
    GoldenOutput("revisions.txt", "revisions fixtures/revisions/model.yaml"),
    GoldenOutput("revisions.md", "revisions fixtures/revisions/model.yaml"),
    GoldenOutput("revisions.csv", "revisions fixtures/revisions/model.yaml"),
    GoldenOutput("revisions.json", "revisions fixtures/revisions/model.yaml"),
    GoldenOutput("revisions-none.txt", "revisions seeds/us-china-2025.yaml"),
    GoldenOutput("backtest-us-china.txt", "backtest seeds/us-china-2025.yaml"),
    GoldenOutput("backtest-us-china.md", "backtest seeds/us-china-2025.yaml"),
    GoldenOutput("backtest-us-china.csv", "backtest seeds/us-china-2025.yaml"),
    GoldenOutput("backtest-us-china.json", "backtest seeds/us-china-2025.yaml"),
  ]
}
