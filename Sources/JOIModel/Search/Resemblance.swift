import Glibc

/// How much a text resembles a question that is being asked: by the words that both have, rare ones more than common
/// ones (Spärck Jones, "A statistical interpretation of term specificity", 1972).
struct Resemblance {
  /// A word of the question.
  struct Word: Equatable {
    var letters: [UInt8]
    var weight: Double
  }

  /// Of what the question's heaviest words weigh together, a text that resembles it has at least this part.
  private static let part = 0.35
  /// So many of the heaviest words count: a long question is not to be matched whole.
  private static let counted = 8

  /// The words that tell something, the heaviest first.
  let words: [Word]
  private let wanted: Double

  /// - Parameters:
  ///   - text: the question.
  ///   - total: how many texts there are.
  ///   - count: for each word of three letters or more, in how many texts it stands.
  init(_ text: String, total: Int, count: ([[UInt8]]) -> [Int]) {
    var asked: [[UInt8]] = []
    for word in Folding.words(text) where word.count >= 3 && asked.count < 200 && !asked.contains(word) {
      asked.append(word)
    }
    words = zip(asked, count(asked)).compactMap { word, count -> Word? in
      // What no text has can't be shared, and what one in five has says nothing.
      guard count > 0, total < 10 || count * 5 <= total else { return nil }
      return Word(letters: word, weight: log(Double(total + 1) / Double(count)))
    }.sorted {
      $0.weight != $1.weight ? $0.weight > $1.weight : $1.letters.lexicographicallyPrecedes($0.letters)
    }
    wanted = words.prefix(Self.counted).reduce(0) { $0 + $1.weight } * Self.part
  }

  /// Whether a text that shares so many words of so much weight is really alike.
  func isAlike(shared: Int, weight: Double) -> Bool {
    weight >= wanted && shared >= min(2, words.count) && shared > 0
  }
}

extension PostIndex {
  /// The conversations whose question resembles a new one, the most alike first; none where none really does.
  public func similar(to text: String, in forum: Forum, limit: Int) -> [Int] {
    guard fits(forum), let titles else { return [] }
    let segments = segments + [titles]
    var places: [[UInt8]: Int] = [:]
    // For each word and segment the number of the word there.
    var numbers: [[Int]] = []
    let resemblance = Resemblance(text, total: max(1, count)) { asked in
      for (place, word) in asked.enumerated() { places[word] = place }
      numbers = segments.map { $0.numbers(of: asked) }
      return asked.indices.map { place in
        zip(segments, numbers).reduce(0) { sum, segment in
          sum + (segment.1[place] >= 0 ? segment.0.documentCount(segment.1[place]) : 0)
        }
      }
    }
    var shared: [Int: (words: Int, weight: Double, worth: Double)] = [:]
    for word in resemblance.words {
      guard let place = places[word.letters] else { continue }
      // Words of a title tell more of what is asked than those of the text.
      var threads: [Int: Double] = [:]
      for (segment, numbers) in zip(segments, numbers) where numbers[place] >= 0 {
        segment.forEachDocument(numbers[place]) { document in
          guard let thread = question(document, isTitle: segment === titles, forum) else { return }
          threads[thread] = max(threads[thread] ?? 0, segment === titles ? 2 : 1)
        }
      }
      for (thread, factor) in threads {
        let known = shared[thread] ?? (0, 0, 0)
        shared[thread] = (known.words + 1, known.weight + word.weight, known.worth + word.weight * factor)
      }
    }
    let alike = shared.filter { resemblance.isAlike(shared: $0.value.words, weight: $0.value.weight) }
    return Array(
      alike.keys.sorted { a, b in
        let (one, other) = (alike[a]?.worth ?? 0, alike[b]?.worth ?? 0)
        if one != other { return one > other }
        return (forum.threads[a].lastTime, b) > (forum.threads[b].lastTime, a)
      }.prefix(limit))
  }

  /// The thread of whose question a record is the text as it is now, or the title.
  private func question(_ record: Int, isTitle: Bool, _ forum: Forum) -> Int? {
    let state = forum.records.records[record]
    var post = record
    if state.kind == .edit {
      guard state.about != ForumRecords.none else { return nil }
      post = Int(forum.postOfID[Int(state.about)])
    }
    guard post >= 0, forum.records.records[post].kind == .thread, forum.posts[post].thread >= 0,
      isTitle || Int(forum.posts[post].body) == record,
      forum.isShown(post)
    else { return nil }
    return Int(forum.posts[post].thread)
  }
}
