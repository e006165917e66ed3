import Glibc

/// An inverted index over a stretch of documents, never changed once made: the words in one row of letters, and for
/// each word a row of bytes that says in which documents it stands.
///
/// A row is the distances from one document to the next, seven bits a byte (most are one byte long), or one bit a
/// document where that is shorter. A hundred thousand posts with ten million words take some eight megabytes.
final class IndexSegment: Sendable {
  /// The documents that it covers.
  let range: Range<Int>
  private let letters: [UInt8]
  private let starts: [Int32]
  private let rows: [UInt8]
  /// Where each word's row begins; the top bit marks one bit a document.
  private let rowStarts: [UInt32]

  private static let bitmap: UInt32 = 1 << 31

  fileprivate init(
    range: Range<Int>, letters: [UInt8], starts: [Int32], rows: [UInt8], rowStarts: [UInt32]
  ) {
    self.range = range
    self.letters = letters
    self.starts = starts
    self.rows = rows
    self.rowStarts = rowStarts
  }

  /// How many different words there are.
  var wordCount: Int { starts.count - 1 }

  /// Bytes that it takes.
  var size: Int { letters.count + starts.count * 4 + rows.count + rowStarts.count * 4 }

  // MARK: Words

  /// Calls `body` with each word that answers a wanted one, and how well, as ``Query/quality(of:for:allowsTypos:)`` has
  /// it; the whole word is told apart from its beginning and from what stands within.
  func forEachAnswer(to wanted: [UInt8], allowsTypos: Bool, _ body: (_ word: Int, _ quality: Int) -> Void) {
    guard !wanted.isEmpty, !letters.isEmpty else { return }
    letters.withUnsafeBytes { letters in
      starts.withUnsafeBufferPointer { starts in
        if wanted.count >= 3 {
          forEachContaining(wanted, letters, starts, body)
        } else {
          for word in 0..<(starts.count - 1) {
            let (start, end) = (Int(starts[word]), Int(starts[word + 1]))
            guard end - start >= wanted.count, letters[start] == wanted[0],
              wanted.count == 1 || letters[start + 1] == wanted[1]
            else { continue }
            body(word, end - start == wanted.count ? 4 : 3)
          }
        }
        if allowsTypos, wanted.count >= 4 { forEachNear(wanted, letters, starts, body) }
      }
    }
  }

  /// One search over the row of all letters instead of one a word; what is found across two words is none.
  private func forEachContaining(
    _ wanted: [UInt8], _ letters: UnsafeRawBufferPointer, _ starts: UnsafeBufferPointer<Int32>,
    _ body: (Int, Int) -> Void
  ) {
    var word = 0
    var at = 0
    let end = letters.count - wanted.count
    // By the second letter, since the first ones are what most words begin with.
    while at <= end, let base = letters.baseAddress,
      let hit = memchr(base + at + 1, Int32(wanted[1]), end - at + 1)
    {
      at = base.distance(to: UnsafeRawPointer(hit)) - 1
      guard memcmp(base + at, wanted, wanted.count) == 0 else {
        at += 1
        continue
      }
      while Int(starts[word + 1]) <= at { word += 1 }
      let (start, next) = (Int(starts[word]), Int(starts[word + 1]))
      guard at + wanted.count <= next else {
        at += 1
        continue
      }
      body(word, at > start ? 2 : next - start == wanted.count ? 4 : 3)
      at = next
    }
  }

  private func forEachNear(
    _ wanted: [UInt8], _ letters: UnsafeRawBufferPointer, _ starts: UnsafeBufferPointer<Int32>,
    _ body: (Int, Int) -> Void
  ) {
    letters.withMemoryRebound(to: UInt8.self) { letters in
      for word in 0..<(starts.count - 1) {
        let start = Int(starts[word])
        // A typo is never in the first letter alone.
        guard letters[start] == wanted[0] || letters[start] == wanted[1] else { continue }
        let spelling = UnsafeBufferPointer(rebasing: letters[start..<Int(starts[word + 1])])
        if Query.isNear(spelling, wanted) { body(word, 1) }
      }
    }
  }

  /// Calls `body` with each word and its number.
  func forEachWord(_ body: (Int, UnsafeBufferPointer<UInt8>) -> Void) {
    letters.withUnsafeBufferPointer { letters in
      for word in 0..<wordCount {
        body(word, UnsafeBufferPointer(rebasing: letters[Int(starts[word])..<Int(starts[word + 1])]))
      }
    }
  }

  /// The numbers of words to the letter; -1 for one that is not here.
  func numbers(of words: [[UInt8]]) -> [Int] {
    var numbers = [Int](repeating: -1, count: words.count)
    let places = Dictionary(zip(words, words.indices), uniquingKeysWith: { first, _ in first })
    // Most words of the index are passed over by their first letter and length.
    var isWanted = [Bool](repeating: false, count: 1 << 13)
    func key(_ first: UInt8, _ count: Int) -> Int { Int(first) << 5 | count & 31 }
    for word in words where !word.isEmpty { isWanted[key(word[0], word.count)] = true }
    forEachWord { number, word in
      guard isWanted[key(word[0], word.count)], let place = places[Array(word)] else { return }
      numbers[place] = number
    }
    return numbers
  }

  // MARK: Documents

  /// In how many documents a word stands.
  func documentCount(_ word: Int) -> Int {
    let row = row(word)
    return rows[row.range].reduce(0) { $0 + (row.isBitmap ? $1.nonzeroBitCount : $1 < 0x80 ? 1 : 0) }
  }

  /// Calls `body` with each document that a word stands in, in order.
  @inline(__always)
  func forEachDocument(_ word: Int, _ body: (Int) -> Void) {
    let row = row(word)
    rows.withUnsafeBufferPointer { rows in
      if row.isBitmap {
        for at in row.range {
          var bits = rows[at]
          while bits != 0 {
            body(range.lowerBound + (at - row.range.lowerBound) * 8 + bits.trailingZeroBitCount)
            bits &= bits - 1
          }
        }
      } else {
        var document = range.lowerBound - 1
        var at = row.range.lowerBound
        while at < row.range.upperBound {
          var distance = 0
          var shift = 0
          while rows[at] >= 0x80 {
            distance |= Int(rows[at] & 0x7F) << shift
            shift += 7
            at += 1
          }
          document += distance | Int(rows[at]) << shift
          at += 1
          body(document)
        }
      }
    }
  }

  private func row(_ word: Int) -> (range: Range<Int>, isBitmap: Bool) {
    let (start, end) = (rowStarts[word], rowStarts[word + 1])
    return (Int(start & ~Self.bitmap)..<Int(end & ~Self.bitmap), start & Self.bitmap != 0)
  }

  // MARK: Making

  /// Makes a segment: documents in order, the words of each.
  struct Builder {
    private let first: Int
    private var vocabulary = Vocabulary()
    /// For each document its number's distance from the one before, then its words, each once and one more than its
    /// number, then 0: what the rows are made of when their lengths are known.
    private var stream: [UInt8] = []
    /// For each word the last document it was seen in, how long its row gets, and in how many documents it stands.
    private var seen: [Int32] = []
    private var lengths: [UInt32] = []
    private var document: Int

    /// Documents come from `first` on. `bytes` is how long their texts are, to make room in one go.
    init(first: Int, bytes: Int = 0) {
      self.first = first
      document = first - 1
      stream.reserveCapacity(bytes / 8)
    }

    /// Begins a document behind the one before.
    mutating func begin(_ number: Int) {
      if document >= first { stream.append(0) }
      put(UInt32(number - document))
      document = number
    }

    /// Adds a folded word to the document.
    mutating func add(_ word: UnsafeBufferPointer<UInt8>) {
      let number = vocabulary.number(of: word)
      if number == seen.count {
        seen.append(Int32(first - 1))
        lengths.append(0)
      }
      let last = Int(seen[number])
      guard last != document else { return }
      seen[number] = Int32(document)
      lengths[number] += Self.length(UInt32(document - last))
      put(UInt32(number + 1))
    }

    private mutating func put(_ value: UInt32) {
      var value = value
      while value >= 0x80 {
        stream.append(UInt8(truncatingIfNeeded: value) | 0x80)
        value >>= 7
      }
      stream.append(UInt8(value))
    }

    private static func length(_ value: UInt32) -> UInt32 {
      value < 1 << 7 ? 1 : value < 1 << 14 ? 2 : value < 1 << 21 ? 3 : value < 1 << 28 ? 4 : 5
    }

    /// The segment; covers the documents up to `end`.
    consuming func finish(end: Int) -> IndexSegment {
      let bits = UInt32((end - first + 7) / 8)
      var starts: [UInt32] = []
      starts.reserveCapacity(lengths.count + 1)
      var total: UInt32 = 0
      for length in lengths {
        starts.append(length > bits ? total | IndexSegment.bitmap : total)
        total += min(length, bits)
      }
      starts.append(total)
      // From here on: where the next byte of a word's row goes, and its last document.
      for word in lengths.indices {
        lengths[word] = starts[word] & ~IndexSegment.bitmap
        seen[word] = Int32(first - 1)
      }
      let rows = [UInt8](unsafeUninitializedCapacity: Int(total)) { rows, count in
        rows.initialize(repeating: 0)
        count = Int(total)
        fill(rows, starts)
      }
      return IndexSegment(
        range: first..<end, letters: vocabulary.letters.withUnsafeBufferPointer { Array($0) },
        starts: vocabulary.starts.withUnsafeBufferPointer { Array($0) }, rows: rows, rowStarts: starts)
    }

    private mutating func fill(_ rows: UnsafeMutableBufferPointer<UInt8>, _ starts: [UInt32]) {
      var at = 0
      func next(_ stream: [UInt8]) -> UInt32 {
        var value: UInt32 = 0
        var shift: UInt32 = 0
        while stream[at] >= 0x80 {
          value |= UInt32(stream[at] & 0x7F) << shift
          shift += 7
          at += 1
        }
        value |= UInt32(stream[at]) << shift
        at += 1
        return value
      }
      var document = first - 1
      while at < stream.count {
        document += Int(next(stream))
        while at < stream.count {
          let number = next(stream)
          if number == 0 { break }
          let word = Int(number - 1)
          if starts[word] & IndexSegment.bitmap != 0 {
            let place = document - first
            rows[Int(lengths[word]) + place / 8] |= 1 << UInt8(place % 8)
          } else {
            var distance = UInt32(document - Int(seen[word]))
            seen[word] = Int32(document)
            while distance >= 0x80 {
              rows[Int(lengths[word])] = UInt8(truncatingIfNeeded: distance) | 0x80
              lengths[word] += 1
              distance >>= 7
            }
            rows[Int(lengths[word])] = UInt8(distance)
            lengths[word] += 1
          }
        }
      }
    }
  }
}
