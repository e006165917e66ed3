import JOIModel

extension RichText {
  /// The text with quotes told in words.
  func told(_ words: ReadingWords) -> RichText {
    var told = self
    for at in blocks.indices where blocks[at].quotes > 0 {
      if at == 0 || blocks[at - 1].quotes < blocks[at].quotes {
        told.blocks[at].spans.insert(Span("\(words.quote): "), at: 0)
      }
      if at == blocks.count - 1 || blocks[at + 1].quotes == 0 {
        told.blocks[at].spans.append(Span(" (\(words.quoteEnd))"))
      }
    }
    return told
  }
}

extension [RichText.Span] {
  /// The spans with links told in words.
  func told(_ words: ReadingWords) -> [RichText.Span] {
    var told = self
    for at in indices where self[at].link != nil && (at + 1 == count || self[at + 1].link != self[at].link) {
      told[at].text += " (\(words.link))"
    }
    return told
  }
}

extension Workspace {
  /// The words for what is read aloud; nil where it is looked at.
  var readingWords: ReadingWords? {
    glyphs.hasLines
      ? nil : ReadingWords(link: say(.readLink), quote: say(.readQuote), quoteEnd: say(.readQuoteEnd))
  }

  /// An empty document that tells in words what can't be seen, where it is read aloud.
  func document(width: Int) -> Document { Document(width: width, words: readingWords) }
}
