import JOIModel

/// A key as a person knows it, whatever bytes the terminal sends for it.
public enum Key: Hashable, Sendable {
  case character(Character)
  /// Ctrl with a letter, in lower case.
  case control(Character)
  case up, down, left, right, home, end, pageUp, pageDown
  case enter, escape, tab, backTab, backspace, delete, help
  /// Ctrl with left or right; Alt does the same, as on a Mac.
  case wordLeft, wordRight
  /// Shift with a key that moves the caret: it selects on the way.
  case select(Motion)

  /// A way to move the caret.
  public enum Motion: Hashable, Sendable, CaseIterable {
    case left, right, up, down, home, end, pageUp, pageDown, wordLeft, wordRight
  }
}

/// A size in cells.
public struct Size: Equatable, Sendable {
  /// Columns.
  public var width: Int
  /// Rows.
  public var height: Int

  /// A size of columns by rows.
  public init(width: Int, height: Int) {
    self.width = width
    self.height = height
  }
}

/// What can happen to the program.
public enum Event: Sendable {
  case key(Key)
  /// Text that was pasted: never a command.
  case paste(String)
  case click(x: Int, y: Int)
  case wheel(Int, x: Int, y: Int)
  case resize(Size)
  /// The toolbox was read, for the first time or because the file changed.
  case toolboxLoaded(Toolbox)
  /// The file changed and is not readable now; the toolbox in memory goes on.
  case toolboxFailed(Finding)
  case searchReady(ToolboxSearch)
  /// The part of the toolbox's bytes that was read, 0 to 100.
  case loading(percent: Int)
  case selectionSaved(Selection)
  case saveFailed(String)
  case exported(path: String)
  case exportFailed(String)
  /// There is no forum here, or none for this account.
  case forumClosed(account: String?)
  /// community.json can't be read.
  case forumFailed(Finding)
  /// The part of the logs that has been read, 0 to 100.
  case forumLoading(percent: Int)
  /// The logs have grown, or are others than they were.
  case forumLoaded(Forum, isAnew: Bool)
  /// The folders in which logs can grow, and when an event that waits may be read: for the loop.
  case forumWatched([String], due: Timestamp?)
  case postsIndexed(PostIndex)
  /// What was kept of the member's reading and writing.
  case forumStateLoaded(ReadMarks, Watches, [Draft], lastDigest: Timestamp?)
  /// An event is on disk.
  case posted(Draft?)
  case postFailed(String, draft: Draft?)
  case draftKept
  case draftFailed(String)
  case watchesSaved(Watches)
  case suspend
}
