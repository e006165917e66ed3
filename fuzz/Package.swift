// swift-tools-version: 6.2
import PackageDescription

// The fuzz targets, apart from the product: nothing of it is built with it. See scripts/fuzz.
let targets = ["toolbox", "community", "logs", "acts", "keys", "richtext", "query", "command"]

let package = Package(
  name: "fuzz",
  dependencies: [.package(name: "joi-tui", path: "..")],
  targets: [
    .target(
      name: "Oracles",
      dependencies: [
        .product(name: "JOIModel", package: "joi-tui"), .product(name: "JOITUI", package: "joi-tui"),
      ])
  ]
    + targets.map { name in
      .executableTarget(
        name: name, dependencies: ["Oracles"],
        // libFuzzer brings `main` itself, and SwiftPM would look for one under a name of the target's.
        swiftSettings: [
          .unsafeFlags([
            "-parse-as-library", "-Xfrontend", "-entry-point-function-name", "-Xfrontend", "main",
          ])
        ])
    },
  swiftLanguageModes: [.v6]
)
