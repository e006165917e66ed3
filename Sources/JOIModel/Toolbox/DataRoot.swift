/// The folder with the data files.
public struct DataRoot: Sendable, Equatable {
  /// The folder's path.
  public var path: String

  /// A folder.
  public init(path: String) { self.path = path }

  /// Where it is: what was asked for, else `$JOI_DATA`, else /var/lib/joi, else ./data.
  public static func find(asked: String?, environment: [String: String], exists: (String) -> Bool) -> DataRoot
  {
    if let asked { return DataRoot(path: asked) }
    if let named = environment["JOI_DATA"], !named.isEmpty { return DataRoot(path: named) }
    let installed = DataRoot(path: "/var/lib/joi")
    return exists(installed.toolboxFile) ? installed : DataRoot(path: "data")
  }

  /// The file with pillars, topics, tools and the manual.
  public var toolboxFile: String { path.hasSuffix("/") ? "\(path)toolbox.json" : "\(path)/toolbox.json" }

  /// Reads the toolbox.
  public func loadToolbox(
    isThorough: Bool = false, progress: (Int, Int) -> Void = { _, _ in }
  ) throws(ToolboxLoader.Failure) -> Toolbox {
    func failure(_ problem: Finding.Problem) -> ToolboxLoader.Failure {
      let name = SafeText.field(toolboxFile)
      return .init(finding: Finding(file: name, line: 0, path: "", problem: problem, severity: .error))
    }
    let bytes: [UInt8]
    do {
      bytes = try DataFile.read(toolboxFile, progress: progress)
    } catch {
      switch error {
      case .cannotOpen(let reason): throw failure(.cannotOpen(reason: reason))
      case .notAFile: throw failure(.notAFile)
      case .tooLarge: throw failure(.tooLarge(limitMiB: JSONLimits().bytes >> 20))
      }
    }
    return try ToolboxLoader.load(bytes, file: SafeText.field(toolboxFile), isThorough: isThorough)
  }
}
