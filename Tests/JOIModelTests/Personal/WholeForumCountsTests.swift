import Testing

@testable import JOIModel

/// What is counted for all conversations in one go is what is counted for each.
@Suite struct WholeForumCountsTests {
  @Test(arguments: ForumOrderTests.seeds) func levelsAndUnreadPosts(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let scene = RandomCommunity(seed: seed, events: 120).scene
    for account in ForumOrderTests.viewers {
      let forum = try scene.forum(as: account, now: RandomCommunity.late)
      var marks = ReadMarks(firstVisit: Timestamp(milliseconds: ReadMarks.firstVisit))
      var watches = Watches()
      for thread in forum.threads.indices {
        if random.below(3) == 0 { marks.read(random.pick(forum.posts(of: thread)), in: forum) }
        if random.below(4) == 0 { marks.readAll(of: thread, in: forum) }
        let id = forum.id(forum.threads[thread].question)
        if random.below(3) == 0 { watches.set(random.pick(Watches.Level.allCases), id) }
      }
      watches.set(.mute, "anna-00000000000000099-k3v9q2xw")
      #expect(
        watches.levels(in: forum) == forum.threads.indices.map { watches.level(of: $0, in: forum) },
        "seed \(seed), \(account)")
      #expect(
        marks.unreadCounts(of: forum) == forum.threads.indices.map { marks.unread(in: $0, of: forum).count },
        "seed \(seed), \(account)")
    }
  }
}
