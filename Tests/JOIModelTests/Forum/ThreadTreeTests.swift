import Testing

@testable import JOIModel

/// A conversation as a tree, in the order of reading.
@Suite struct ThreadTreeTests {
  @Test func eachPostBeforeWhatAnswersItAndSiblingsByTime() throws {
    var scene = ForumScene()
    let question = scene.thread(by: "anna")
    let first = scene.reply(by: "bert", question)
    let second = scene.reply(by: "cora", question)
    let below = scene.reply(by: "anna", first)
    let deeper = scene.reply(by: "bert", question, to: below)
    let stray = scene.reply(by: "bert", question, to: "cora-00000000000000099-k3v9q2xw")
    let nested = scene.reply(by: "cora", question, to: first)
    let forum = try scene.forum()
    #expect(forum.post(below) == nil, "it names a reply as its conversation")
    let nodes = ThreadTree(forum, thread: 0).nodes
    #expect(nodes.map { forum.id($0.post) } == [question, first, nested, second, deeper, stray])
    #expect(nodes.map(\.depth) == [0, 1, 2, 1, 1, 1])
    #expect(nodes.map(\.descendants) == [5, 1, 0, 0, 0, 0])
    #expect(nodes.map(\.isLast) == [true, false, true, false, false, true])
    #expect(nodes.map(\.parent) == [-1, 0, 1, 0, 0, 0])
  }

  @Test func aQuestionAlone() throws {
    var scene = ForumScene()
    _ = scene.thread(by: "anna")
    let nodes = ThreadTree(try scene.forum(), thread: 0).nodes
    #expect(nodes.map { [$0.depth, $0.descendants, $0.parent] } == [[0, 0, -1]])
  }
}
