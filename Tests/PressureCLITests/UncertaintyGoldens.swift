extension GoldenOutput {
  /// What the commands about uncertainty write.
  static let uncertain = [
    GoldenOutput("uncertainty-us-china.txt", "uncertainty seeds/us-china-2025.yaml --draws 1000"),
    GoldenOutput("uncertainty-us-china.md", "uncertainty seeds/us-china-2025.yaml --draws 1000"),
    GoldenOutput("uncertainty-us-china.csv", "uncertainty seeds/us-china-2025.yaml --draws 1000"),
    GoldenOutput("uncertainty-us-china.json", "uncertainty seeds/us-china-2025.yaml --draws 1000"),
    GoldenOutput("uncertainty-minimal.md", "uncertainty seeds/minimal.yaml --draws 1000 --sampling sobol"),
    GoldenOutput("uncertainty-minimal.csv", "uncertainty seeds/minimal.yaml --draws 1000"),
    GoldenOutput("sensitivity-us-china.txt", "sensitivity seeds/us-china-2025.yaml --draws 64"),
    GoldenOutput("sensitivity-us-china.md", "sensitivity seeds/us-china-2025.yaml --draws 64"),
    GoldenOutput("sensitivity-us-china.csv", "sensitivity seeds/us-china-2025.yaml --draws 64"),
    GoldenOutput("sensitivity-us-china.json", "sensitivity seeds/us-china-2025.yaml --draws 64"),
    GoldenOutput("sensitivity-minimal.txt", "sensitivity seeds/minimal.yaml --draws 64 --second-order"),
    GoldenOutput("sensitivity-minimal.json", "sensitivity seeds/minimal.yaml --draws 64 --second-order"),
    GoldenOutput("sensitivity-minimal.md", "sensitivity seeds/minimal.yaml --draws 64"),
    GoldenOutput("sensitivity-minimal.csv", "sensitivity seeds/minimal.yaml --draws 64"),
  ]
}
