@testable import JOIModel
@testable import JOITUI

/// CommonMark: what comes of any text is clean, leads nowhere unknown, and fits the width it is laid out for.
public func checkRichText(_ text: String) {
  let rich = RichText(commonMark: text)
  for block in rich.blocks {
    require((0...RichText.maximalDepth).contains(block.depth), "depth \(block.depth)")
    require((0...RichText.maximalDepth).contains(block.quotes), "quotes \(block.quotes)")
    if case .item(let marker) = block.kind { requireClean(marker, "a marker") }
    for span in block.spans {
      require(!span.text.isEmpty || block.kind == .code, "an empty span")
      requireClean(span.text, lines: true, "a span")
      if let link = span.link { check(link) }
    }
  }
  requireClean(rich.plainText, lines: true, "plain text")
  require(RichText(commonMark: text) == rich, "read twice it is another")
  for width in [1, 24, 76] {
    var document = Document(width: width)
    document.rich(rich)
    var columns = 0
    for line in document.lines {
      for span in line.spans { requireClean(span.text, "a line") }
      // In a very narrow window indents and markers have to give way to nothing; there it is cut.
      if width >= 24 {
        columns = TextWidth.columns(line.text)
        require(columns <= width, "\(columns) of \(width) columns")
      }
    }
    for link in document.links { check(link) }
  }
}

private func check(_ link: LinkTarget) {
  switch link {
  case .tool(let id), .topic(let id), .manual(let id): require(Identifier.isValid(id), "a link's id")
  case .thread(let id): require(EventID.isReference(id), "a link's event")
  case .screen: break
  case .address(let address): require(SafeText.address(address) == address, "a link's address")
  }
}

/// The door itself: clean behind it, the same when gone through again, and nothing lost of what is plain.
public func checkSafeText(_ text: String) {
  let field = SafeText.field(text)
  let body = SafeText.body(text)
  requireClean(field, "a field")
  requireClean(body, lines: true, "a body")
  require(same(SafeText.field(field), field), "a field changes the second time")
  require(same(SafeText.body(body), body), "a body changes the second time")
  // Letters that stay letters: the ASCII ones in their order.
  func ascii(_ text: String) -> [UInt8] { text.utf8.filter { (0x21..<0x7F).contains($0) } }
  require(ascii(field) == ascii(text) && ascii(body) == ascii(text), "a letter is lost")
  if let address = SafeText.address(text) {
    require(address.utf8.allSatisfy { (0x21..<0x7F).contains($0) }, "an address")
  }
}

/// Equal scalar by scalar: Swift's own equality takes other spellings for the same.
func same(_ a: String, _ b: String) -> Bool { a.utf8.elementsEqual(b.utf8) }
