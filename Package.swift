// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "joi-tui",
  products: [
    .executable(name: "joi-tui", targets: ["joi-tui"]),
    .library(name: "JOIModel", targets: ["JOIModel"]),
    .library(name: "JOITUI", targets: ["JOITUI"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2")
  ],
  targets: [
    // A C target and not a system library: see docs/architecture.md, "Why a C shim".
    .target(
      name: "CNcurses",
      linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),
    .systemLibrary(name: "CCommonMark", pkgConfig: "libcmark", providers: [.apt(["libcmark-dev"])]),
    .systemLibrary(name: "CQRCode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),
    .target(name: "JOIModel", dependencies: ["CCommonMark"]),
    .target(name: "JOITUI", dependencies: ["JOIModel", "CNcurses", "CQRCode"]),
    .executableTarget(
      name: "joi-tui",
      dependencies: [
        "JOIModel", "JOITUI",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .testTarget(name: "JOIModelTests", dependencies: ["JOIModel"], exclude: ["Fixtures"]),
    .testTarget(name: "JOITUITests", dependencies: ["JOITUI"], exclude: ["Fixtures", "Snapshots"]),
    .testTarget(name: "EndToEndTests", dependencies: ["JOIModel"]),
  ],
  swiftLanguageModes: [.v6]
)
