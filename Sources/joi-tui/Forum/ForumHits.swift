import ArgumentParser
import JOIModel

/// `search --forum`: the posts that answer, best first.
struct ForumHits {
  private struct Record: Encodable {
    var id: String
    var thread: String
    var title: String
    var account: String
    var author: String
    var time: String
    var text: String
  }

  /// The part of a text that shows why it was found is so many characters long at most.
  private static let width = 100

  private let options: ForumOptions

  init(_ options: ForumOptions) { self.options = options }

  func print(_ words: String, json: Bool) throws {
    let language = options.common.language
    let forum = try options.load()
    let state = options.stateFolder
    // Conditions alone need no text of any post.
    let search = ForumSearch(index: ForumQuery(words).asksForText ? PostIndex(forum) : nil)
    let result = search.search(
      words, forum: forum, marks: state?.loadReadMarks(now: .now) ?? ReadMarks(firstVisit: .now),
      watches: state?.loadWatches() ?? Watches(), now: .now, isThorough: true)
    if let problem = result.problem {
      throw Failure("joi-tui: \(SafeText.field(problem.text(in: language)))", code: 2)
    }
    let records = result.posts.map { post in
      let thread = forum.threadOf(post)
      return Record(
        id: forum.id(post), thread: forum.id(forum.threads[thread].question),
        title: forum.title(thread, in: language), account: forum.author(post),
        author: forum.byline(post, in: language, now: .now), time: forum.time(post).text,
        text: search.snippet(of: post, result.query, width: Self.width, in: forum))
    }
    if json {
      Output.print(JSONOutput.text(records))
    } else if !records.isEmpty {
      Output.print(Table.text(records.map { [$0.id, $0.time, $0.author, $0.title, $0.text] }))
    }
    if records.isEmpty {
      throw json ? ExitCode(1) as Error : Failure(language.text(.cliNothingFound, SafeText.field(words)))
    }
  }
}
