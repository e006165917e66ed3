import Glibc
import JOIModel

/// A host as an administrator sets it up, with accounts and groups of its own: /etc is a folder of the test's in a mount
/// namespace. Needs root, and fails without it.
struct HostedForum {
  static let accounts = ["anna": uid_t(70_001), "bert": 70_002, "cora": 70_003, "vreemd": 70_099]
  static let rooms = ["leden", "bedrijven", "meldingen", "begeleiding"]
  static let community = #"""
    {
      "format": "joi-community/1", "identity": "unix", "guests": "none",
      "organisations": [
        {"id":"firma",  "name": "Firma", "kind": "company"},
        {"id": "school", "name": "School", "kind": "knowledge"}
      ],
      "members": [
      ],
      "eigen": [1,   2],
      "rooms": [
        {"id": "leden", "name": {"nl": "Leden", "en": "Members"}, "themes": [{"id": "planning", "name": "Planning"}]},
        {"id": "bedrijven", "name": "Bedrijven", "readers": "companies", "themes": [{"id": "tarieven", "name": "T"}]},
        {"id": "meldingen", "name": "Meldingen", "kind": "flags"},
        {"id": "begeleiding", "name": "Begeleiding", "kind": "notes"}
      ]
    }

    """#

  let joi: Joi
  let program: String
  var root: String { "\(joi.folder.path)/data" }
  var communityFile: String { "\(root)/community.json" }
  private var etc: String { "\(joi.folder.path)/etc" }

  /// A host with no member yet.
  init() throws {
    joi = try Joi()
    program = "\(joi.folder.path)/joi-tui"
    joi.folder.folder("etc")
    for name in ["passwd", "group", "shadow", "gshadow", "login.defs", "nsswitch.conf", "ld.so.cache"]
    where File.exists("/etc/\(name)") {
      try File.write(try File.read("/etc/\(name)"), to: "\(etc)/\(name)")
    }
    var (passwd, shadow) = (try File.text("\(etc)/passwd"), try File.text("\(etc)/shadow"))
    for (name, uid) in Self.accounts.sorted(by: { $0.key < $1.key }) {
      passwd += "\(name):x:\(uid):70000::/nonexistent:/bin/sh\n"
      shadow += "\(name):*:20000:0:99999:7:::\n"
    }
    try File.write(passwd, to: "\(etc)/passwd")
    try File.write(shadow, to: "\(etc)/shadow")
    let groups = try File.text("\(etc)/group")
    try File.write(
      groups + "eigen:x:70000:\njoi:x:71000:\njoi-companies:x:71001:\njoi-facilitators:x:71002:\n",
      to: "\(etc)/group")
    try File.write(Self.community, to: communityFile)
    try File.write(try File.read(try Binary.path()), to: program)
    guard chmod(program, 0o755) == 0, chmod(joi.folder.path, 0o755) == 0, chown(root, 0, 0) == 0 else {
      throw SystemFailure("the tests of rights have to run as root")
    }
  }

  /// A host with three members, of whom cora is a facilitator, who are in the groups.
  static func whole() throws -> HostedForum {
    let host = try HostedForum()
    for room in rooms { try host.done("$JOI room add \(room)") }
    try host.done("$JOI member add anna --name 'Anna A' --organisation firma")
    try host.done("$JOI member add bert --name 'Bert B' --organisation school")
    try host.done("$JOI member add cora --name 'Cora C' --organisation school")
    try host.done("$JOI member role cora facilitator --from 2026-01-01")
    for line in [
      "usermod -aG joi,joi-companies anna", "usermod -aG joi bert",
      "usermod -aG joi,joi-companies,joi-facilitators cora",
    ] { try host.done(line) }
    return host
  }

  func log(_ account: String, _ room: String = "leden") -> String { "\(root)/forum/\(room)/\(account).jsonl" }

  /// A line of shell as root on that host; $JOI is the program.
  @discardableResult
  func shell(_ line: String) throws -> Command.Result { try run(["/bin/sh", "-c", line]) }

  /// The same, which has to work.
  @discardableResult
  func done(_ line: String) throws -> Command.Result {
    let result = try shell(line)
    guard result.ending == .exited(0) else { throw CommandFailure(what: line, result: result) }
    return result
  }

  /// What `check` tells root, without what it says of the texts in toolbox and community.
  func check() throws -> Command.Result {
    var result = try shell("$JOI check")
    let lines = result.lines.filter { !$0.contains(/\/(toolbox|community)\.json:\d/) }
    result.bytes = Array(lines.map { $0 + "\n" }.joined().utf8)
    return result
  }

  /// Gives an account of the system another number. Not by usermod, which looks for processes of the same number, and
  /// finds those of other tests.
  func renumber(_ account: String, _ uid: uid_t) throws {
    try done("sed -i 's/^\(account):x:[0-9]*:/\(account):x:\(uid):/' /etc/passwd")
  }

  /// A line of shell as an account of the host, in the groups that it is in there.
  func shell(as account: String, _ line: String) throws -> Command.Result {
    try run([
      "setpriv", "--reuid=\(account)", "--regid=eigen", "--init-groups", "--no-new-privs", "env",
      "XDG_STATE_HOME=\(root)/state/\(account)", "/bin/sh", "-c", line,
    ])
  }

  private func run(_ arguments: [String]) throws -> Command.Result {
    let enter = #"mount --bind "$1" /etc && shift && exec "$@""#
    return try Command.run(
      ["unshare", "--mount", "/bin/sh", "-c", enter, "sh", etc] + arguments,
      environment: joi.environment.merging([
        "JOI": program, "FORUM": "\(root)/forum", "DATA": root, "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
      ]) { $1 }, in: joi.folder, directory: "/")
  }

  /// All below the data root but the lock: owner, group, mode, attribute and text.
  func snapshot() throws -> [String: String] {
    var found: [String: String] = [:]
    func add(_ path: String) throws {
      var status = stat()
      guard lstat(path, &status) == 0 else { throw SystemFailure(path) }
      var facts = "\(status.st_uid):\(status.st_gid) \(String(status.st_mode & 0o7777, radix: 8))"
      switch status.st_mode & S_IFMT {
      case S_IFDIR:
        for name in TemporaryFolder.names(in: path) where name != ".lock" { try add("\(path)/\(name)") }
      case S_IFREG:
        if GrowingFile.isSet(path) == true { facts += " +a" }
        facts += " \(String(decoding: try File.read(path), as: UTF8.self))"
      default: facts += " \(status.st_mode & S_IFMT)"
      }
      found[String(path.dropFirst(root.count))] = facts
    }
    try add(root)
    return found
  }
}
