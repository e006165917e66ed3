/// How far a facilitator's digests went.
extension StateFolder {
  private struct DigestMark: Encodable { var until: String }

  private static let digestFile = "digest.json"

  /// The moment up to which the last digest went; nil where none was kept.
  public func loadDigestMark() -> Timestamp? {
    load(Self.digestFile)?["until"]?.raw.flatMap { Timestamp($0) }
  }

  /// Keeps the moment up to which a digest went.
  public func save(digestMark: Timestamp) throws(Failure) {
    try prepare()
    try write(DigestMark(until: digestMark.text), to: Self.digestFile)
  }
}
