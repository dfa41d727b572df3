extension GoldenOutput {
  /// What is said of methods, and of what they make of the data.
  static let aboutMethods = [
    GoldenOutput("diagnose-us-china.txt", "diagnose seeds/us-china-2025.yaml"),
    GoldenOutput("diagnose-us-china.md", "diagnose seeds/us-china-2025.yaml"),
    GoldenOutput("diagnose-us-china.csv", "diagnose seeds/us-china-2025.yaml"),
    GoldenOutput("diagnose-us-china.json", "diagnose seeds/us-china-2025.yaml"),
    GoldenOutput("diagnose-minimal.md", "diagnose seeds/minimal.yaml --redundant 0.8 --opposed 0.2"),
    GoldenOutput("methods-geometric.txt", "methods geometric"),
    GoldenOutput("methods-geometric.json", "methods geometric"),
  ]
}
