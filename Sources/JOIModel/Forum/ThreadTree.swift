/// A thread's posts as a tree, in the order of reading: each post before what answers it, siblings by time.
///
/// Flattened once, without recursion: a chain of five thousand answers is as deep as it likes.
public struct ThreadTree: Equatable, Sendable {
  /// A post in its place.
  public struct Node: Equatable, Sendable {
    /// Its record.
    public var post: Int
    /// How many posts it stands under; 0 for the question.
    public var depth: Int
    /// How many posts stand under it, at any depth.
    public var descendants: Int
    /// Whether it is the last answer to its parent.
    public var isLast: Bool
    /// The place of the post above it among the nodes; -1 for the question.
    public var parent: Int
  }

  /// The posts in order.
  public private(set) var nodes: [Node] = []

  /// A thread's posts by time, each on its own.
  public static func byTime(_ forum: Forum, thread: Int) -> ThreadTree {
    var tree = ThreadTree()
    tree.nodes = forum.posts(of: thread).map {
      Node(post: $0, depth: 0, descendants: 0, isLast: true, parent: -1)
    }
    return tree
  }

  private init() {}

  /// The tree of a thread.
  public init(_ forum: Forum, thread: Int) {
    let posts = forum.posts(of: thread)
    guard !posts.isEmpty else { return }
    // Children in lists linked by place, so that a thread of a hundred thousand allocates four arrays.
    var place: [Int: Int] = [:]
    place.reserveCapacity(posts.count)
    for (at, post) in posts.enumerated() { place[post] = at }
    var first = [Int](repeating: -1, count: posts.count)
    var next = first
    for at in posts.indices.reversed() where at > 0 {
      let parent = forum.parent(posts[at]).flatMap { place[$0] } ?? 0
      next[at] = first[parent]
      first[parent] = at
    }
    nodes.reserveCapacity(posts.count)
    var stack: [(at: Int, node: Int, depth: Int)] = [(0, -1, 0)]
    while let (at, parent, depth) = stack.popLast() {
      let node = nodes.count
      nodes.append(
        Node(post: posts[at], depth: depth, descendants: 0, isLast: next[at] < 0, parent: parent))
      // Later siblings wait below the children.
      if next[at] >= 0 { stack.append((next[at], parent, depth)) }
      if first[at] >= 0 { stack.append((first[at], node, depth + 1)) }
    }
    for node in nodes.indices.reversed() where nodes[node].parent >= 0 {
      nodes[nodes[node].parent].descendants += nodes[node].descendants + 1
    }
  }
}
