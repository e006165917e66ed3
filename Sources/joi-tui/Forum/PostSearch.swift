import ArgumentParser
import JOIModel

/// `search --forum`: the posts that answer a query.
struct PostSearch {
  let options: ForumOptions
  let text: String
  let json: Bool

  private static let width = 160

  private struct Record: Encodable {
    var post: String
    var conversation: String
    var title: String
    var author: String
    var at: String
    var text: String
  }

  func run() throws {
    let forum = try options.load()
    let language = options.common.language
    let state = options.stateFolder
    let query = ForumQuery(text)
    if let problem = query.problem { throw Failure(problem.text(in: language)) }
    // Conditions alone need no text of any post.
    let search = ForumSearch(index: query.asksForText ? PostIndex(forum) : nil)
    let result = search.search(
      text, forum: forum, marks: state?.loadReadMarks(now: .now) ?? ReadMarks(firstVisit: .now),
      watches: state?.loadWatches() ?? Watches(), now: .now, isThorough: true)
    let records = result.posts.map { post in
      Record(
        post: forum.id(post), conversation: forum.id(forum.threads[forum.threadOf(post)].question),
        title: forum.title(forum.threadOf(post), in: language), author: forum.author(post),
        at: forum.time(post).text,
        text: search.snippet(of: post, result.query, width: Self.width, in: forum))
    }
    if json {
      Output.print(JSONOutput.text(records))
    } else if !records.isEmpty {
      Output.print(Table.text(records.map { [$0.post, $0.at, $0.author, $0.title, $0.text] }))
    }
    if records.isEmpty {
      throw json ? ExitCode(1) as Error : Failure(language.text(.cliNothingFound, SafeText.field(text)))
    }
  }
}
