// swift-tools-version: 6.1
import PackageDescription

// The benchmarks of `pressure`, apart from the package itself so that this stays light. script/bench runs them.
let package = Package(
  name: "benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "pressure", path: "..")],
  targets: [
    .executableTarget(name: "Bench", dependencies: [.product(name: "Pressure", package: "pressure")])
  ],
  swiftLanguageModes: [.v6]
)
