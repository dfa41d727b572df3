// swift-tools-version: 6.1
import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let realModule = Target.Dependency.product(name: "RealModule", package: "swift-numerics")

let package = Package(
  name: "pressure",
  platforms: [.macOS(.v15)],
  products: [
    .library(
      name: "Pressure",
      targets: ["PressureNumerics", "PressureIndex", "Robustness", "PressureModel", "PressureReports"]),
    .executable(name: "pressure", targets: ["PressureCLI"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-numerics", from: "1.1.1"),
  ],
  targets: [
    // MARK: System libraries
    .systemLibrary(
      name: "COpenBLAS", pkgConfig: "openblas",
      providers: [.apt(["libopenblas-dev"]), .brew(["openblas"])]),
    .systemLibrary(
      name: "CYAML", pkgConfig: "yaml-0.1",
      providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
    .systemLibrary(
      name: "CLibmd", pkgConfig: "libmd",
      providers: [.apt(["libmd-dev"]), .brew(["libmd"])]),
    .systemLibrary(
      name: "CClp", pkgConfig: "clp",
      providers: [.apt(["coinor-libclp-dev"]), .brew(["clp"])]),

    // MARK: Libraries, each importing only those above it
    .target(name: "SystemMemory", swiftSettings: strict),
    .target(
      name: "PressureSyntax", dependencies: ["SystemMemory", "CYAML", "CLibmd"], swiftSettings: strict),
    .target(name: "CKernels", exclude: ["exp_coefficients.py", "sobol_directions.py"]),
    .target(
      name: "PressureNumerics",
      dependencies: ["SystemMemory", "CKernels", "COpenBLAS", "CClp", realModule],
      swiftSettings: strict),
    .target(
      name: "PressureIndex",
      dependencies: ["SystemMemory", "PressureSyntax", "PressureNumerics", realModule],
      swiftSettings: strict),
    .target(
      name: "Negotiation",
      dependencies: ["PressureSyntax", "PressureNumerics", "PressureIndex", realModule],
      swiftSettings: strict),
    .target(
      name: "Robustness",
      dependencies: ["PressureSyntax", "PressureNumerics", "PressureIndex", "Negotiation", realModule],
      swiftSettings: strict),
    .target(
      name: "PressureModel",
      dependencies: ["PressureSyntax", "PressureNumerics", "PressureIndex", "Negotiation", "Robustness"],
      swiftSettings: strict),
    .target(
      name: "PressureReports",
      dependencies: [
        "PressureSyntax", "PressureIndex", "Negotiation", "Robustness", "PressureModel", realModule,
      ],
      resources: [.embedInCode("HTML/page.css"), .embedInCode("HTML/page.js")],
      swiftSettings: strict),

    // MARK: The command
    .executableTarget(
      name: "PressureCLI",
      dependencies: [
        "PressureSyntax", "PressureIndex", "Robustness", "PressureModel", "PressureReports", argumentParser,
      ],
      swiftSettings: strict),

    // MARK: Tests
    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
    .testTarget(name: "PressureSyntaxTests", dependencies: ["PressureSyntax"]),
    .testTarget(
      name: "PressureNumericsTests", dependencies: ["PressureNumerics", "CKernels", realModule],
      exclude: ["Goldens"]),
    .testTarget(
      name: "PressureIndexTests",
      dependencies: ["PressureIndex", "PressureSyntax", "PressureNumerics", "TestSupport"],
      exclude: ["Goldens"]),
    .testTarget(
      name: "NegotiationTests", dependencies: ["Negotiation", "PressureSyntax", "PressureIndex"],
      exclude: ["Goldens"]),
    .testTarget(
      name: "RobustnessTests",
      dependencies: [
        "Robustness", "PressureNumerics", "PressureModel", "PressureIndex", "Negotiation", "PressureSyntax",
        "TestSupport",
      ],
      exclude: ["Goldens"]),
    .testTarget(
      name: "PressureModelTests",
      dependencies: [
        "PressureModel", "Robustness", "PressureIndex", "Negotiation", "PressureSyntax", "PressureReports",
        "TestSupport",
      ],
      exclude: ["Goldens"]),
    .testTarget(
      name: "PressureReportsTests",
      dependencies: ["PressureReports", "PressureModel", "PressureIndex", "PressureSyntax", "TestSupport"]),
    .testTarget(
      name: "PressureCLITests",
      dependencies: [
        "PressureCLI", "PressureModel", "PressureReports", "PressureSyntax", "TestSupport", argumentParser,
      ],
      exclude: ["Goldens", "Models"]),
  ],
  swiftLanguageModes: [.v6]
)
