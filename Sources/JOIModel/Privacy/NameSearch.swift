import Glibc

/// Looks for names in all files below a data root, as `grep -ri` would, and past accents and JSON's escapes.
public struct NameSearch: Sendable {
  /// A line with a name in it.
  public struct Hit: Equatable, Sendable {
    /// The file, below the data root.
    public var path: String
    /// The line, from 1.
    public var line: Int
    /// The post (or the act) whose text it is; nil where it is none.
    public var id: String?
  }

  /// Lines with a name.
  public private(set) var hits: [Hit] = []
  /// What could not be read.
  public private(set) var unread: [String] = []
  private let names: [[UInt8]]

  /// Searches.
  ///
  /// - Parameter plan: what would be erased is taken as erased.
  public init(_ names: [String], in root: DataRoot, after plan: Erasure.Plan? = nil) throws(PrivacyFailure) {
    self.names = names.map(Self.folded).filter { !$0.isEmpty }
    guard !self.names.isEmpty else { return }
    search(try OpenFolder(root: root.path), plan?.texts ?? [:])
  }

  /// The words of a text, folded, with a blank between two.
  private static func folded(_ text: String) -> [UInt8] {
    var out: [UInt8] = []
    Folding.forEachWord(text) { word, _ in
      if !out.isEmpty { out.append(0x20) }
      out += word
    }
    return out
  }

  private mutating func search(_ folder: OpenFolder, _ replaced: [String: [UInt8]]) {
    guard let names = try? folder.names() else { return unread.append(folder.path) }
    for name in names {
      let path = folder.path(of: name)
      guard let status = try? folder.status(name) else { continue }
      switch status.st_mode & S_IFMT {
      case S_IFDIR:
        if let below = try? OpenFolder(name, in: folder) {
          search(below, replaced)
        } else {
          unread.append(path)
        }
      case S_IFREG:
        if let bytes = replaced[path] ?? (try? folder.read(name))?.bytes {
          search(bytes, path)
        } else {
          unread.append(path)
        }
      // A link leads to what is searched under its own name, or to what is none of ours.
      case S_IFLNK: unread.append(path)
      default: break
      }
    }
  }

  private mutating func search(_ bytes: [UInt8], _ path: String) {
    let isLog = path.hasPrefix("forum/") && path.hasSuffix(".jsonl")
    Erasure.forEachLine(bytes) { range, number in
      let line = Array(bytes[range])
      guard has(line) || (line.contains(0x5C) && has(Self.unescaped(line))) else { return }
      hits.append(Hit(path: path, line: number, id: isLog ? Self.id(line, path) : nil))
    }
  }

  private func has(_ line: [UInt8]) -> Bool {
    let text = Self.folded(String(decoding: line, as: UTF8.self))
    return text.withUnsafeBufferPointer { text in names.contains { Self.has($0, in: text) } }
  }

  private static func has(_ name: [UInt8], in text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let base = text.baseAddress, let first = name.first else { return false }
    var at = 0
    while at + name.count <= text.count,
      let found = memchr(base + at, Int32(first), text.count - at - name.count + 1)
    {
      at = UnsafeRawPointer(base).distance(to: UnsafeRawPointer(found))
      if memcmp(base + at, name, name.count) == 0 { return true }
      at += 1
    }
    return false
  }

  /// The line with JSON's escapes undone, wherever they stand.
  private static func unescaped(_ line: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    var at = 0
    while at < line.count {
      guard line[at] == 0x5C, at + 1 < line.count else {
        out.append(line[at])
        at += 1
        continue
      }
      // Six bytes an escape, twelve for one outside the basic plane.
      for length in [12, 6, 2] where at + length <= line.count {
        let escape = line[at..<(at + length)]
        guard length == 2 ? escape.last != UInt8(ascii: "u") : isUnicode(escape) else { continue }
        out += JSONText.decode(escape).utf8
        at += length
        break
      }
      if at < line.count, line[at] == 0x5C, at + 1 < line.count, line[at + 1] == UInt8(ascii: "u"),
        !isUnicode(line[at...].prefix(6))
      {
        out.append(0x20)
        at += 2
      }
    }
    return out
  }

  /// Whether bytes are one `\uXXXX`, or two that belong together.
  private static func isUnicode(_ escape: ArraySlice<UInt8>) -> Bool {
    func unit(_ at: Int) -> UInt32? {
      let bytes = escape[at..<min(at + 6, escape.endIndex)]
      guard bytes.count == 6, bytes.starts(with: [0x5C, UInt8(ascii: "u")]) else { return nil }
      let digits = bytes.dropFirst(2)
      return digits.allSatisfy { JSONText.hexValue($0) != nil } ? JSONText.hex(digits) : nil
    }
    guard let first = unit(escape.startIndex) else { return false }
    let isHigh = (0xD800..<0xDC00).contains(first)
    if escape.count == 6 { return !isHigh }
    guard isHigh, let second = unit(escape.startIndex + 6) else { return false }
    return (0xDC00..<0xE000).contains(second)
  }

  /// What `post purge` takes for a line: of a new version the post that it is one of.
  private static func id(_ line: [UInt8], _ path: String) -> String? {
    guard let event = Erasure.event(line) else { return nil }
    let id = event["do"]?.raw == "edit" ? event["post"]?.raw ?? event["id"]?.raw : event["id"]?.raw
    guard let id, EventID.isReference(id) else { return nil }
    let parts = path.split(separator: "/")
    return parts.count == 4 && !id.contains("@") ? "\(id)\(parts[2])" : id
  }
}
