/// A table as RFC 4180 describes it, read by nobody's library but this one.
enum CSVReader {
  struct Malformed: Error { var place: Int }

  static func rows(_ text: String, separator: Character) throws -> [[String]] {
    let bytes = Array(text.utf8)
    let comma = separator.asciiValue ?? 0
    var rows: [[String]] = []
    var row: [String] = []
    var at = 0
    while at < bytes.count {
      var cell: [UInt8] = []
      if bytes[at] == UInt8(ascii: "\"") {
        at += 1
        while true {
          guard at < bytes.count else { throw Malformed(place: at) }
          if bytes[at] == UInt8(ascii: "\"") {
            guard at + 1 < bytes.count, bytes[at + 1] == UInt8(ascii: "\"") else { break }
            at += 1
          }
          cell.append(bytes[at])
          at += 1
        }
        at += 1
      } else {
        while at < bytes.count, bytes[at] != comma, bytes[at] != 0x0D {
          if bytes[at] == UInt8(ascii: "\"") || bytes[at] == 0x0A { throw Malformed(place: at) }
          cell.append(bytes[at])
          at += 1
        }
      }
      row.append(String(decoding: cell, as: UTF8.self))
      if at < bytes.count, bytes[at] == comma {
        at += 1
        continue
      }
      guard at + 1 < bytes.count, bytes[at] == 0x0D, bytes[at + 1] == 0x0A else { throw Malformed(place: at) }
      at += 2
      rows.append(row)
      row = []
    }
    return rows
  }
}
