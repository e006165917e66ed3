import Glibc
import JOIModel

/// Milliseconds of the monotonic clock.
func milliseconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) * 1_000 + Double(time.tv_nsec) / 1_000_000
}

/// A line of `/proc/self/NAME` in kB.
func kilobytes(_ file: String, _ key: String) -> Int {
  guard let handle = fopen("/proc/self/\(file)", "r") else { return 0 }
  defer { fclose(handle) }
  var line = [CChar](repeating: 0, count: 256)
  while fgets(&line, 256, handle) != nil {
    let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    if text.hasPrefix(key + ":") { return Int(text.split(separator: " ")[1]) ?? 0 }
  }
  return 0
}

func megabytes(_ kilobytes: Int) -> String {
  let tenths = kilobytes * 10_240 / 1_000_000
  return "\(tenths / 10).\(tenths % 10) MB"
}

@discardableResult
func measure<R>(_ what: String, _ work: () -> R) -> R {
  let start = milliseconds()
  let result = work()
  let time = milliseconds() - start
  let memory = kilobytes("smaps_rollup", "Private_Clean") + kilobytes("smaps_rollup", "Private_Dirty")
  print(
    "\(what): \((time * 10).rounded() / 10) ms; private \(megabytes(memory)), "
      + "peak \(megabytes(kilobytes("status", "VmHWM")))")
  return result
}

let root = CommandLine.arguments.count > 1 ? CommandLine.arguments[1] : "data"
let now = Timestamp.now
print("start: private \(megabytes(kilobytes("smaps_rollup", "Private_Dirty")))")
guard let (community, viewer) = try DataRoot(path: root).loadViewer(asked: nil) else { exit(1) }
var reader = ForumReader(root: root, community: community, viewer: viewer)
measure("read") { _ = reader.refresh(now: now) }
let forum = measure("fold") { reader.forum() }
print("\(forum.threads.count) threads")
if let toolbox = try? DataRoot(path: root).loadToolbox() {
  // The clock is long past the posts: from their first quarter on, as the desk does it.
  let quarters = Period(containing: now, unit: .quarter).series(12)
  for _ in 0..<3 {
    _ = measure("figures of 12 quarters") { ForumEffect(forum, toolbox, over: quarters, now: now) }
    _ = measure("contributions over all time") { Contributions(forum, over: .everything, now: now) }
  }
}
// As a program does after an act: the posts stay as they are put together.
measure("fold after an act") { _ = reader.forum(after: forum) }
measure("look for new lines") { _ = reader.refresh(now: now) }
let queue = measure("review queue") { ReviewQueue(forum, now: now) }
print("\(queue.items.count) conversations wait")
measure("unread counts") { _ = UnreadCounts(forum, ReadMarks(firstVisit: now), Watches()) }
let index = measure("index") { PostIndex(forum) }
print("\(index.size / 1_000_000) MB in the index")
let search = ForumSearch(index: index)
let marks = ReadMarks(firstVisit: now)
let watches = Watches()
let queries =
  CommandLine.arguments.count > 2
  ? Array(CommandLine.arguments.dropFirst(2))
  : [
    "d", "de", "e", "en", "ing", "werkdruk", "hooibergnaald", "team en taken in de planning", "leidinggevned",
    "\"van de\"", "\"hoe begin ik\"", "-de", "van:lid001", "is:onbeantwoord", "is:ongelezen", "is:gevolgd",
    "antwoorden:0 ouder:7d", "thema:verzuim werkdruk", "bedrijf:koelhuis rooster",
  ]
for text in queries {
  var best = Double.infinity
  var count = 0
  for _ in 0..<5 {
    let start = milliseconds()
    let result = search.search(text, forum: forum, marks: marks, watches: watches, now: now)
    best = min(best, milliseconds() - start)
    count = result.count
  }
  print("  \(text): \((best * 100).rounded() / 100) ms, \(count) posts")
}
for thread in [10, 1_000, 5_000] where forum.threads.indices.contains(thread) {
  let question = forum.threads[thread]
  let text = "\(question.title) \(forum.body(question.question) ?? "")"
  let found = measure("similar to a question") { index.similar(to: text, in: forum, limit: 5) }
  let title = measure("similar to a title") { index.similar(to: question.title, in: forum, limit: 5) }
  print("  \(thread): \(found), \(title)")
}
