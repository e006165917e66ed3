// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that the product's package builds nothing that is only for measuring.
let package = Package(
  name: "forum-model",
  dependencies: [.package(name: "joi-tui", path: "../..")],
  targets: [
    .executableTarget(name: "forum-model", dependencies: [.product(name: "JOIModel", package: "joi-tui")])
  ],
  swiftLanguageModes: [.v6]
)
