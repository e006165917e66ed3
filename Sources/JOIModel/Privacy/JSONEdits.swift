/// Changes to a JSON text by the places of its values: every byte that is not named stays as it was.
struct JSONEdits {
  private var edits: [(place: Range<Int>, bytes: [UInt8])] = []

  var isEmpty: Bool { edits.isEmpty }

  /// Puts a text in the place of a value.
  mutating func replace(_ value: JSONValue, with text: String) {
    edits.append((value.place, Array(text.utf8)))
  }

  /// Puts a text behind a value.
  mutating func insert(_ text: String, behind value: JSONValue) {
    edits.append((value.place.upperBound..<value.place.upperBound, Array(text.utf8)))
  }

  /// Puts a text at a byte.
  mutating func insert(_ text: String, at offset: Int) { edits.append((offset..<offset, Array(text.utf8))) }

  /// The text with its changes. Places don't overlap; what was inserted at one place stands in the order of asking.
  func apply(to bytes: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    var at = 0
    let inOrder = edits.enumerated().sorted {
      ($0.element.place.lowerBound, $0.offset) < ($1.element.place.lowerBound, $1.offset)
    }
    for (_, edit) in inOrder {
      out += bytes[at..<edit.place.lowerBound]
      out += edit.bytes
      at = edit.place.upperBound
    }
    return out + bytes[at...]
  }
}
