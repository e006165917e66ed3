/// A screen around one list: a click selects a row, a second click opens it.
protocol ListScreen: Screen {
  var list: ListState { get set }
}

extension ListScreen {
  mutating func click(_ target: HitTarget, _ workspace: inout Workspace, in area: Rect) {
    guard case .row(_, let index) = target else { return }
    let isAgain = index == list.index
    list.index = index
    if isAgain { _ = perform(.open, &workspace, in: area) }
  }
}

/// A screen around one field of one line.
protocol FieldScreen: Screen {
  var editor: LineEditor { get set }
  /// The field's text has changed.
  mutating func edited()
}

extension FieldScreen {
  mutating func edited() {}

  mutating func type(_ input: TextInput, _ workspace: inout Workspace, in area: Rect) -> Bool {
    switch input {
    case .key(let key): guard editor.take(key) else { return false }
    case .paste(let text): editor.insert(text)
    }
    edited()
    return true
  }
}

extension FieldScreen where Self: ListScreen {
  /// Other words, another list.
  mutating func edited() { list = ListState() }
}
