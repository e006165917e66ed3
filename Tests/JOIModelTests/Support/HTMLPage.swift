import Foundation
import FoundationXML

/// A page as libxml2's reader of HTML finds it.
struct HTMLPage {
  enum Failure: Error { case missing(String), notRead(String) }

  /// What the reader had to say.
  var complaints: String
  /// The names of all elements in their order.
  var elements: [String]
  /// The names of all attributes, those of an element sorted.
  var attributes: [String]
  /// What is to be read in the page's body, in the order of its elements.
  var texts: [String]

  init(_ html: String) throws {
    let names = Names()
    var said = ""
    try withTemporaryFolder { folder in
      let file = "\(folder)/page.html"
      try writeFile(html, to: file)
      // Its reader is as old as HTML 4, and writes what it read as XML, for the reader of XML here.
      let (output, errors) = try Self.run(["--html", "--nonet", "--xmlout", file])
      let parser = XMLParser(data: output)
      parser.delegate = names
      guard parser.parse() else { throw Failure.notRead(String(decoding: output, as: UTF8.self)) }
      said = errors
    }
    complaints = said
    (elements, attributes, texts) = (names.elements, names.attributes, names.texts)
  }

  private static func run(_ arguments: [String]) throws -> (output: Data, errors: String) {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin"
    guard
      let program = path.split(separator: ":").map({ "\($0)/xmllint" }).first(where: {
        FileManager.default.isExecutableFile(atPath: $0)
      })
    else { throw Failure.missing("xmllint is missing: apt-get install libxml2-utils") }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    let (output, errors) = (Pipe(), Pipe())
    (process.standardOutput, process.standardError) = (output, errors)
    try process.run()
    let text = try output.fileHandleForReading.readToEnd() ?? Data()
    let said = String(decoding: try errors.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    return (text, said)
  }
}

/// Notes what a reader of XML meets.
private final class Names: NSObject, XMLParserDelegate {
  var elements: [String] = []
  var attributes: [String] = []
  var texts: [String] = []
  private var text = ""

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    elements.append(name)
    self.attributes += attributes.keys.sorted()
    text = ""
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

  func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?)
  {
    if !text.isEmpty, !["head", "style"].contains(name) { texts.append(text) }
    text = ""
  }
}
