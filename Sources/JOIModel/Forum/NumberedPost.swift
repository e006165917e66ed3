/// A post with its number in the order of reading: "antwoord op 3" is the tree for those who can't see it.
public struct NumberedPost: Sendable {
  /// From 1, the question.
  public var number: Int
  /// Its record.
  public var post: Int
  /// The number of the post that it answers; nil for the question.
  public var parent: Int?

  /// A thread's posts in the order of reading.
  public static func all(of thread: Int, in forum: Forum) -> [NumberedPost] {
    ThreadTree(forum, thread: thread).nodes.enumerated().map { at, node in
      NumberedPost(number: at + 1, post: node.post, parent: node.parent >= 0 ? node.parent + 1 : nil)
    }
  }

  /// What is to be said about it beside who and when.
  public func facts(_ forum: Forum, _ language: Language) -> [String] {
    var facts: [String] = []
    if forum.isStray(post) {
      facts.append(language.text(.postStray))
    } else if let parent {
      facts.append(language.text(.cliForumReplyTo, "\(parent)"))
    }
    if forum.threads[forum.threadOf(post)].answer == post { facts.append(language.text(.cliForumTheAnswer)) }
    if forum.isEdited(post), forum.removal(post, in: language) == nil {
      facts.append(language.text(.postEdited))
    }
    let likes = forum.likes(post)
    if likes > 0 { facts.append(language.count(likes, .postLikes, .postLikesMany)) }
    return facts
  }
}
