import Glibc

/// Accounts and groups as the system knows them. Read by one thread, as the functions of C behind it want.
enum SystemAccounts {
  /// The account by which other regions' hosts fetch logs (docs/admin.md).
  static let region = "joi-region"

  /// The number of an account and that of its first group; nil where there is none of that name.
  static func account(_ name: String) -> (uid: UInt32, gid: UInt32)? {
    guard let entry = getpwnam(name) else { return nil }
    return (entry.pointee.pw_uid, entry.pointee.pw_gid)
  }

  /// The number of a group; nil where there is none of that name.
  static func group(_ name: String) -> UInt32? { getgrnam(name)?.pointee.gr_gid }

  /// A group's name; nil where it has none.
  static func groupName(_ gid: UInt32) -> String? {
    guard let entry = getgrgid(gid), let name = entry.pointee.gr_name else { return nil }
    return String(cString: name)
  }

  /// The accounts that are in a group, be it as their first one or beside that.
  static func members(of gid: UInt32) -> Set<String> {
    var found: Set<String> = []
    if let entry = getgrgid(gid), var name = entry.pointee.gr_mem {
      while let text = name.pointee {
        found.insert(String(cString: text))
        name += 1
      }
    }
    setpwent()
    defer { endpwent() }
    while let entry = getpwent() {
      if entry.pointee.pw_gid == gid, let name = entry.pointee.pw_name { found.insert(String(cString: name)) }
    }
    return found
  }
}
