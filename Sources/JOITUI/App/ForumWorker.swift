import Glibc
import JOIModel
import Synchronization

/// Keeps up with the forum's logs, on a thread of its own whenever there is something to read.
///
/// One round at a time; what happens meanwhile asks for one more. What it finds goes to the mailbox as events.
final class ForumWorker: Sendable {
  private struct State: Sendable {
    var reader: ForumReader?
    var index = PostIndex()
    /// What was last told, for the next to be made from.
    var forum: Forum?
    var isRunning = false
    var isAskedAgain = false
    /// Reads community.json anew, and all that follows from it.
    var startsOver = true
    /// Marks and drafts are read once: from then on the program knows them better than the disk.
    var hasReadState = false
  }

  private let root: DataRoot
  private let account: String?
  private let stateFolder: StateFolder?
  private let mailbox: Mailbox
  private let state = Mutex(State())

  /// - Parameters:
  ///   - account: the account to try out as.
  ///   - stateFolder: where the member's marks and drafts are kept.
  init(root: DataRoot, account: String?, stateFolder: StateFolder?, mailbox: Mailbox) {
    self.root = root
    self.account = account
    self.stateFolder = stateFolder
    self.mailbox = mailbox
  }

  /// Asks for a round of reading; returns at once. `startsOver` where the community may be another one.
  func refresh(startsOver: Bool = false) {
    let starts = state.withLock { state in
      if startsOver { state.startsOver = true }
      if state.isRunning {
        state.isAskedAgain = true
        return false
      }
      state.isRunning = true
      return true
    }
    guard starts else { return }
    Background.run { [self] in
      repeat { round() } while isAskedAgain()
    }
  }

  private func isAskedAgain() -> Bool {
    state.withLock { state in
      state.isRunning = state.isAskedAgain
      state.isAskedAgain = false
      return state.isRunning
    }
  }

  private func post(_ event: Event) { mailbox.post(event) }

  private func round() {
    var (reader, index, previous, startsOver) = state.withLock { state in
      defer {
        state.startsOver = false
        state.reader = nil
        state.index = PostIndex()
        state.forum = nil
      }
      return (state.reader, state.index, state.forum, state.startsOver)
    }
    if startsOver { reader = start() }
    guard var reader else { return }
    var shown = 0
    let change = reader.refresh(now: .now) { done, total in
      let percent = total > 0 ? done * 100 / total : 100
      guard total > 1 << 20, percent >= shown + 5 else { return }
      shown = percent
      post(.forumLoading(percent: percent))
    }
    if change != .nothing || startsOver {
      let forum = reader.forum(after: change == .grown && !startsOver ? previous : nil)
      previous = forum
      post(.forumLoaded(forum, isAnew: change == .anew || startsOver))
      post(.forumWatched(reader.folders, due: reader.due))
      if change == .anew { index = PostIndex() }
      index.grow(to: forum)
      post(.postsIndexed(index))
    }
    state.withLock { [reader, index, previous] state in
      state.reader = reader
      state.index = index
      state.forum = previous
    }
  }

  /// The reader for the community as it is now; nil where there is no forum for this account.
  private func start() -> ForumReader? {
    guard let found = try? root.loadViewer(asked: account) else {
      post(.forumClosed(account: nil))
      return nil
    }
    let (community, viewer) = found
    if let finding = community.breakage {
      post(.forumFailed(finding))
      return nil
    }
    guard viewer.seesForum else {
      post(.forumClosed(account: viewer.account))
      return nil
    }
    let isFirst = state.withLock { state in
      defer { state.hasReadState = true }
      return !state.hasReadState
    }
    if isFirst, let stateFolder {
      post(
        .forumStateLoaded(
          stateFolder.loadReadMarks(now: .now), stateFolder.loadWatches(),
          viewer.isMember ? stateFolder.loadDrafts() : [],
          lastDigest: viewer.isFacilitator ? stateFolder.loadDigestMark() : nil))
    }
    return ForumReader(root: root.path, community: community, viewer: viewer)
  }
}
