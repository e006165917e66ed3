/// What can only be checked when all is in, and what is looked for only in a thorough check.
extension ToolboxLoader {
  /// Ids of tools that are not there. `values` holds what each tool was read from.
  mutating func checkReferences(_ toolbox: Toolbox, _ values: [JSONValue]) {
    for (i, value) in values.enumerated() {
      func here() -> Path { Path.root["tools"].named(toolbox.tools[i].id) }
      if let related = value["related"] {
        for (j, place) in related.items.enumerated() {
          // One that is no id was told when it was read.
          guard let id = place["tool"]?.field, Identifier.isValid(id), toolbox.position(ofTool: id) == nil
          else { continue }
          log.add(.unknownIdentifier(id), at: place, here()["related"][j]["tool"])
        }
      }
      for id in toolbox.tools[i].replacedBy where toolbox.position(ofTool: id) == nil {
        log.add(.unknownIdentifier(id), at: value["replacedBy"], here()["replacedBy"])
      }
    }
  }

  mutating func checkTexts(_ toolbox: Toolbox, _ root: JSONValue) {
    func unresolved(_ link: LinkTarget) -> String? {
      switch link {
      case .tool(let id): toolbox.tool(id) == nil ? "tool:\(id)" : nil
      case .topic(let id): toolbox.topic(id) == nil ? "topic:\(id)" : nil
      case .manual(let id): toolbox.section(id) == nil ? "manual:\(id)" : nil
      // Conversations come and go without the toolbox; who follows the link is told.
      case .screen, .address, .thread: nil
      }
    }
    let bodies =
      toolbox.tools.flatMap { tool in
        [
          (tool.background, Path.root["tools"].named(tool.id)["background"]),
          (tool.workings, Path.root["tools"].named(tool.id)["workings"]),
          (tool.location, Path.root["tools"].named(tool.id)["location"]["text"]),
        ]
      } + toolbox.manual.map { ($0.body, Path.root["manual"].named($0.id)["body"]) }
    for (reference, path) in bodies {
      for (place, code) in [(reference.dutch, "nl"), (reference.english, "en")] {
        guard let place else {
          let other = reference.dutch ?? reference.english
          log.add(.missingLanguage(code), at: nil, path, severity: .warning, byte: other?.start ?? 0)
          continue
        }
        for link in RichText(commonMark: toolbox.decode(place)).links {
          guard let name = unresolved(link) else { continue }
          log.add(.unresolvedLink(name), at: nil, path.named(code), byte: place.start)
        }
      }
    }
    for (i, value) in (root["tools"]?.elements ?? []).enumerated() {
      guard let note = value["statusNote"] else { continue }
      let texts = note.kind == .string ? [("nl", note)] : note.members
      for (code, text) in texts {
        for link in RichText(commonMark: text.field ?? "").links {
          guard let name = unresolved(link) else { continue }
          log.add(.unresolvedLink(name), at: text, Path.root["tools"][i]["statusNote"].named(code))
        }
      }
    }
  }
}
