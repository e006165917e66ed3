/// An inverted index over a list of documents, for search as one types.
///
/// A query is first held against the words that occur at all (some ten thousand, whatever the size of the texts), then
/// the documents of those that answer are added up. Every word of the query must be answered in a document.
public struct SearchIndex: Sendable {
  /// A text of a document and what a match in it is worth.
  public struct Field: Sendable {
    /// The text; CommonMark may stand in it.
    public var text: String
    /// Its worth: a name more than a body.
    public var weight: UInt8

    /// A text with its worth.
    public init(_ text: String, weight: UInt8) {
      self.text = text
      self.weight = weight
    }
  }

  /// A document that answers a query.
  public struct Hit: Equatable, Sendable {
    /// Its place in the list that was indexed.
    public var document: Int
    /// How well: more is better.
    public var score: Int
  }

  private struct Posting: Sendable {
    var document: UInt32
    var weight: UInt8
  }

  private var vocabulary = Vocabulary()
  /// For each word the documents it stands in, in order.
  private var postings: [[Posting]] = []
  /// The number of documents.
  public private(set) var count = 0

  /// An index over nothing.
  public init() {}

  /// Indexes `count` documents; `fields` gives each one's texts.
  public init(count: Int, fields: (Int) -> [Field]) {
    self.count = count
    for document in 0..<count {
      for field in fields(document) {
        Folding.forEachWord(field.text) { word, _ in
          let number = vocabulary.number(of: word)
          if number == postings.count { postings.append([]) }
          let last = postings[number].count - 1
          if last >= 0, postings[number][last].document == UInt32(document) {
            if postings[number][last].weight < field.weight { postings[number][last].weight = field.weight }
          } else {
            postings[number].append(Posting(document: UInt32(document), weight: field.weight))
          }
        }
      }
    }
  }

  /// The documents that answer, best first; among equals in the list's order. A second round forgives one typo a word
  /// where the first finds nothing; the query that was answered comes with the hits, for marking.
  public func search(_ text: String) -> (query: Query, hits: [Hit]) {
    let exact = Query(text)
    guard !exact.isEmpty else { return (exact, []) }
    let hits = self.hits(exact)
    guard hits.isEmpty else { return (exact, hits) }
    let forgiving = Query(text, allowsTypos: true)
    return (forgiving, self.hits(forgiving))
  }

  private func hits(_ query: Query) -> [Hit] {
    var totals = [Int32](repeating: 0, count: count)
    var answered = [UInt16](repeating: 0, count: count)
    for (round, wanted) in query.words.enumerated() {
      var best = [Int32](repeating: 0, count: count)
      vocabulary.forEach { word, spelling in
        let quality = Query.quality(of: spelling, for: wanted, allowsTypos: query.allowsTypos)
        guard quality > 0 else { return }
        for posting in postings[word] {
          let worth = Int32(quality) * Int32(posting.weight)
          if worth > best[Int(posting.document)] { best[Int(posting.document)] = worth }
        }
      }
      for document in 0..<count where best[document] > 0 && answered[document] == round {
        answered[document] += 1
        totals[document] += best[document]
      }
    }
    var hits: [Hit] = []
    for document in 0..<count where answered[document] == query.words.count {
      hits.append(Hit(document: document, score: Int(totals[document])))
    }
    return hits.sorted { ($1.score, $0.document) < ($0.score, $1.document) }
  }

  /// The documents that resemble a text, the most alike first; none where none really does.
  func similar(to text: String) -> [Int] {
    var numbers: [[UInt8]: Int] = [:]
    let resemblance = Resemblance(text, total: count) { asked in
      asked.map { word in
        guard let number = word.withUnsafeBufferPointer({ vocabulary.find($0) }) else { return 0 }
        numbers[word] = number
        return postings[number].count
      }
    }
    var shared: [Int: (words: Int, weight: Double, worth: Double)] = [:]
    for word in resemblance.words {
      guard let number = numbers[word.letters] else { continue }
      for posting in postings[number] {
        let known = shared[Int(posting.document)] ?? (0, 0, 0)
        shared[Int(posting.document)] = (
          known.words + 1, known.weight + word.weight, known.worth + word.weight * Double(posting.weight)
        )
      }
    }
    return shared.filter { resemblance.isAlike(shared: $0.value.words, weight: $0.value.weight) }
      .sorted { $0.value.worth != $1.value.worth ? $0.value.worth > $1.value.worth : $0.key < $1.key }.map(
        \.key)
  }
}
