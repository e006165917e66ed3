import JOIModel

/// The whole state of the program: what it knows and the screens one on the other. A value; ``update(_:)`` changes it,
/// ``view()`` draws it, and neither touches anything outside.
public struct AppState: Sendable {
  /// What all screens share.
  public internal(set) var workspace: Workspace
  var history: [any Screen]
  /// The terminal's size.
  public internal(set) var size: Size
  /// The part of the toolbox that was read, while it is.
  var loading: Int?

  /// Screens that are kept to go back to; older ones are forgotten.
  static let historyLimit = 100
  /// Smaller windows are asked to grow.
  static let minimalSize = Size(width: 60, height: 16)

  /// What the program is started with.
  public struct Options: Sendable {
    /// The language of interface and content.
    public var language: Language
    /// Whether that language was asked for by name: then the one that the member changed to last time gives way.
    public var isLanguageAsked: Bool
    /// Whether lines are drawn in ASCII.
    public var isASCII: Bool
    /// Whether lines and signs may be drawn in this session.
    public var hasLines: Bool
    /// What the host is called in the commands that the screen shows.
    public var host: String

    /// Whether the mouse may be listened to in this session.
    public var isMouseWanted: Bool

    /// Whether the data root has a community, so that there may be a forum.
    public var hasForum: Bool

    /// Whether the program is all that the account can run: nothing is suspended, and no file is written for it.
    public var isKiosk: Bool

    /// Language, signs, host and mouse.
    public init(
      language: Language, isASCII: Bool = false, host: String = "HOST", isMouseWanted: Bool = true,
      hasForum: Bool = false, hasLines: Bool = true, isKiosk: Bool = false,
      isLanguageAsked: Bool = false
    ) {
      self.isLanguageAsked = isLanguageAsked
      self.hasLines = hasLines
      self.isKiosk = isKiosk
      self.hasForum = hasForum
      self.isMouseWanted = isMouseWanted
      self.language = language
      self.isASCII = isASCII
      self.host = host
    }
  }

  /// The program before or after its toolbox was read.
  public init(
    toolbox: Toolbox?, options: Options, selection: Selection = Selection(),
    preferences: Preferences = Preferences(),
    size: Size
  ) {
    workspace = Workspace(
      toolbox: toolbox ?? Toolbox(),
      language: options.isLanguageAsked ? options.language : preferences.language ?? options.language,
      glyphs: Glyphs(isASCII: options.isASCII, hasLines: options.hasLines && preferences.lines),
      host: options.host, isKiosk: options.isKiosk)
    workspace.forum.access = options.hasForum ? nil : .absent
    workspace.selection = selection
    workspace.preferences = preferences
    workspace.isMouseOn = preferences.mouse && options.isMouseWanted
    history = [HomeScreen()]
    self.size = size
    loading = toolbox == nil ? 0 : nil
    if toolbox != nil { noteNewTools() }
  }

  /// The screen on top.
  var screen: any Screen { history[history.count - 1] }

  /// The context of the keys now.
  public var context: Context { screen.context }

  /// What is to be done outside, since it was last asked.
  public mutating func takeEffects() -> [Effect] {
    defer { workspace.effects = [] }
    return workspace.effects
  }

  /// Finds the tools that are new since the last visit, and remembers those of now.
  mutating func noteNewTools() {
    let ids = workspace.toolbox.tools.map(\.id)
    if let known = workspace.preferences.knownTools.map(Set.init) {
      workspace.newTools = workspace.toolbox.tools.filter {
        $0.status != .withdrawn && !known.contains($0.id)
      }.map(\.id)
    }
    if workspace.preferences.knownTools != ids {
      workspace.preferences.knownTools = ids
      workspace.effects.append(.savePreferences(workspace.preferences))
    }
    let problems = workspace.toolbox.findings.count
    if problems > 0 { workspace.warn(.noticeFindings, "\(problems)") }
  }
}
