extension GoldenOutput {
  /// The report in every format.
  static let briefings =
    ["txt", "md", "csv", "json", "html"].map {
      GoldenOutput("report-us-china.\($0)", "report seeds/us-china-2025.yaml --draws 1000")
    } + [
      GoldenOutput("report-minimal.json", "report seeds/minimal.yaml"),
      GoldenOutput("report-minimal.html", "report seeds/minimal.yaml"),
      GoldenOutput("report-panel.html", "report Tests/PressureCLITests/Models/panel.yaml"),
    ]

  /// The other commands as pages.
  static let pages = [
    GoldenOutput("score-us-china.html", "score seeds/us-china-2025.yaml"),
    GoldenOutput("explain-us-china.html", "explain seeds/us-china-2025.yaml china"),
    GoldenOutput("check-us-china.html", "check seeds/us-china-2025.yaml"),
    GoldenOutput("compare-us-china.html", "compare seeds/us-china-2025.yaml"),
    GoldenOutput("uncertainty-us-china.html", "uncertainty seeds/us-china-2025.yaml --draws 1000"),
    GoldenOutput("sensitivity-us-china.html", "sensitivity seeds/us-china-2025.yaml --draws 64"),
    GoldenOutput(
      "history-us-china.html", "history seeds/us-china-2025.yaml --from 2024-04 --to 2025-05-02 --events"),
    GoldenOutput(
      "what-if-us-china.html",
      "what-if seeds/us-china-2025.yaml --set china.tariff-faced=30 --set us.resolve=1.5"),
    GoldenOutput("diff-us-china.html", "diff seeds/us-china-2025.yaml --from 2025-04-15 --to 2025-05-02"),
    GoldenOutput("revisions.html", "revisions fixtures/revisions/model.yaml"),
    GoldenOutput("backtest-us-china.html", "backtest seeds/us-china-2025.yaml"),
    GoldenOutput("diagnose-us-china.html", "diagnose seeds/us-china-2025.yaml"),
    GoldenOutput("methods-geometric.html", "methods geometric"),
  ]

  /// Charts alone.
  static let charts = [
    GoldenOutput("history-us-china.svg", "plot history seeds/us-china-2025.yaml"),
    GoldenOutput("incentive-us-china.svg", "plot incentive seeds/us-china-2025.yaml"),
    GoldenOutput("contributions-us-china.svg", "plot contributions seeds/us-china-2025.yaml"),
    GoldenOutput("frontier-us-china.svg", "plot frontier seeds/us-china-2025.yaml"),
    GoldenOutput("compare-us-china.svg", "plot compare seeds/us-china-2025.yaml"),
    GoldenOutput("agreement-panel.svg", "plot agreement Tests/PressureCLITests/Models/panel.yaml"),
    GoldenOutput("uncertainty-us-china.svg", "plot uncertainty seeds/us-china-2025.yaml --draws 1000"),
    GoldenOutput("sensitivity-us-china.svg", "plot sensitivity seeds/us-china-2025.yaml --draws 64"),
  ]
}
