import JOIModel

/// What can be done with any tool, on whatever screen it stands.
enum ToolActions {
  static func perform(_ command: Command, on id: String, _ workspace: inout Workspace) -> Bool {
    guard let tool = workspace.toolbox.tool(id) else {
      // A saved tool that is gone from the toolbox can still be taken out of the selection.
      if command == .save {
        workspace.toggleSaved(id)
        return true
      }
      return false
    }
    switch command {
    case .save: workspace.toggleSaved(id)
    case .mark: workspace.toggleMarked(id)
    case .compare:
      if workspace.marked.count >= 2 {
        workspace.push(CompareScreen(tools: workspace.marked))
      } else {
        workspace.warn(.noticeMarkTwo)
      }
    case .note: workspace.push(NotePrompt(tool: id, workspace))
    case .address:
      if tool.links.isEmpty {
        workspace.warn(.noticeNoAddress)
      } else {
        workspace.push(
          AddressSheet(
            entries: tool.links.map { .init(label: $0.label.text(in: workspace.language), url: $0.url) },
            title: workspace.name(tool)))
      }
    case .copy:
      guard let link = tool.links.first else {
        workspace.warn(.noticeNoAddress)
        return true
      }
      workspace.effects.append(.copy(link.url))
      workspace.tell(.noticeSent, link.url)
    case .export: workspace.push(ExportSheet(tool: id, topic: tool.topics.first))
    default: return false
    }
    return true
  }
}
