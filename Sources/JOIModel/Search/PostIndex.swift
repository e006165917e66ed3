import Synchronization

/// An inverted index over the texts of all posts of a forum, for search as one types.
///
/// It grows as the forum does, while records keep their numbers: what was indexed stays as it is, and what is new gets
/// segments of its own. All versions of a text are in it; which one counts is the forum's to say at the time of the
/// question.
public struct PostIndex: Sendable {
  /// What a word in a title is worth beside one in a text.
  static let titleWeight = 6
  /// The last segment is made anew with what is added, until it covers so many records.
  private static let tail = 1_024
  /// From so many records on, two threads share the work.
  private static let share = 8_192

  private(set) var segments: [IndexSegment] = []
  private(set) var titles: IndexSegment?
  private var titleHash = 0
  /// How many records are in it.
  public private(set) var count = 0
  /// The id of the last record, to tell another forum from one that has grown.
  private var lastID = ""

  /// An index over nothing.
  public init() {}

  /// An index over all posts of a forum.
  public init(_ forum: Forum) { grow(to: forum) }

  /// Bytes that it takes.
  public var size: Int { segments.reduce(titles?.size ?? 0) { $0 + $1.size } }

  /// Whether this is an index of a forum, or of what it was before it grew.
  public func fits(_ forum: Forum) -> Bool {
    count == 0 || (count <= forum.records.records.count && forum.id(count - 1) == lastID)
  }

  /// Indexes what a forum has got since; all of it where it is another forum than before.
  public mutating func grow(to forum: Forum) {
    if !fits(forum) { self = PostIndex() }
    let end = forum.records.records.count
    if end > count {
      var start = count
      if let last = segments.last, last.range.count < Self.tail {
        start = last.range.lowerBound
        segments.removeLast()
      }
      segments += Self.segments(forum, start..<end)
      if end - start >= Self.share { Memory.giveBack() }
      count = end
      lastID = forum.id(end - 1)
    }
    growTitles(forum)
  }

  private static func segments(_ forum: Forum, _ range: Range<Int>) -> [IndexSegment] {
    guard range.count >= share else { return [segment(forum, range)] }
    let middle = middle(forum, range)
    let other = Mutex<IndexSegment?>(nil)
    var first: IndexSegment?
    Background.both(
      {
        let made = segment(forum, middle..<range.upperBound)
        other.withLock { $0 = made }
      }, { first = segment(forum, range.lowerBound..<middle) })
    return [first, other.withLock { $0 }].compactMap { $0 }
  }

  /// The record with as many bytes before it as behind it.
  private static func middle(_ forum: Forum, _ range: Range<Int>) -> Int {
    let half = forum.records.records[range].reduce(0) { $0 + Int($1.length) } / 2
    var sum = 0
    for number in range {
      if sum >= half { return number }
      sum += Int(forum.records.records[number].length)
    }
    return range.upperBound
  }

  private static func segment(_ forum: Forum, _ range: Range<Int>) -> IndexSegment {
    let bytes = forum.records.records[range].reduce(0) { $0 + Int($1.length) }
    var builder = IndexSegment.Builder(first: range.lowerBound, bytes: bytes)
    RecordTexts.forEach(forum, in: range) { number, text in
      builder.begin(number)
      Folding.forEachWord(in: text) { word, _ in builder.add(word) }
    }
    return builder.finish(end: range.upperBound)
  }

  /// Titles may be changed by others, so they are indexed anew whenever one has changed: some milliseconds.
  private mutating func growTitles(_ forum: Forum) {
    var hasher = Hasher()
    for thread in forum.threads { hasher.combine(thread.title) }
    let hash = hasher.finalize()
    guard titles == nil || hash != titleHash else { return }
    titleHash = hash
    var builder = IndexSegment.Builder(first: 0)
    // By question, which is the order of the threads unless an id stood in two logs.
    for thread in forum.threads.sorted(by: { $0.question < $1.question }) {
      builder.begin(thread.question)
      Folding.forEachWord(thread.title) { word, _ in builder.add(word) }
    }
    titles = builder.finish(end: count)
  }

  // MARK: Answering

  /// How a word has to be answered.
  enum Manner {
    /// By the whole word, its beginning, or within.
    case any
    /// With one typo too.
    case typos
    case beginning
    case whole

    fileprivate func allows(_ quality: Int) -> Bool {
      switch self {
      case .any, .typos: true
      case .beginning: quality >= 3
      case .whole: quality == 4
      }
    }
  }

  /// For each record that is a post how well its text as it is now, or its title, answers a word; 0 for not at all.
  func answers(to word: [UInt8], _ manner: Manner, in forum: Forum, _ versions: PostVersions) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: count) { best, size in
      best.initialize(repeating: 0)
      size = count
      func mark(_ segment: IndexSegment, weight: Int) {
        segment.forEachAnswer(to: word, allowsTypos: manner == .typos) { number, quality in
          guard manner.allows(quality) else { return }
          let worth = UInt8(quality * weight)
          segment.forEachDocument(number) { document in
            if document < best.count, best[document] < worth { best[document] = worth }
          }
        }
      }
      for segment in segments { mark(segment, weight: 1) }
      versions.settle(best)
      if let titles { mark(titles, weight: Self.titleWeight) }
    }
  }
}

/// Which posts have another text than their first, and which records are none but new versions.
struct PostVersions {
  private var edits: [Int] = []
  private var posts: [(post: Int, body: Int)] = []

  init(_ forum: Forum) {
    for (number, record) in forum.records.records.enumerated() where record.kind == .edit {
      edits.append(number)
      guard record.about != ForumRecords.none else { continue }
      let post = Int(forum.postOfID[Int(record.about)])
      if post >= 0, forum.posts[post].marks.contains(.edited) {
        posts.append((post, Int(forum.posts[post].body)))
      }
    }
  }

  /// Gives each post the worth of its text as it is now, and new versions none of their own.
  func settle(_ worths: UnsafeMutableBufferPointer<UInt8>) {
    for (post, body) in posts where post < worths.count {
      worths[post] = body < worths.count ? worths[body] : 0
    }
    for edit in edits where edit < worths.count { worths[edit] = 0 }
  }
}
