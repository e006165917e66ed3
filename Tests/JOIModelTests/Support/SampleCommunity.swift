@testable import JOIModel

/// A small sound community in code; tests damage one thing of it at a time.
///
/// anna and a are of a company, bert and a-b are not; cora is a facilitator from 2026 on, dirk was one in February.
enum SampleCommunity {
  static let file = "data/community.json"

  static let text = #"""
    {
      "format": "joi-community/1", "identity": "demo", "guests": "none", "region": "noord",
      "organisations": [
        {"id": "firma", "name": "Firma Een", "kind": "company"},
        {"id": "school", "name": "Hogeschool Twee", "kind": "knowledge"}
      ],
      "members": [
        {"account": "anna", "name": "Anna", "organisation": "firma", "uid": 70001},
        {"account": "bert", "name": "Bert", "organisation": "school", "uid": 70002},
        {"account": "cora", "name": "Cora", "organisation": "school", "uid": 70003,
         "roles": [{"role": "facilitator", "from": "2026-01-01"}]},
        {"account": "dirk", "name": "Dirk", "organisation": null, "uid": 70004,
         "roles": [{"role": "facilitator", "from": "2026-02-01", "until": "2026-03-01T12:00:00.000Z"}]},
        {"account": "a", "name": "A", "organisation": "firma", "uid": 70005, "fictional": true},
        {"account": "a-b", "name": "A B", "uid": 70006}
      ],
      "rooms": [
        {"id": "leden", "name": {"nl": "Alle leden", "en": "All members"}, "readers": "members",
         "themes": [{"id": "verzuim", "name": {"nl": "Verzuim", "en": "Sick leave"}},
           {"id": "werkdruk", "name": {"nl": "Werkdruk", "en": "Work pressure"}}]},
        {"id": "bedrijven", "name": {"nl": "Bedrijven", "en": "Companies"}, "readers": "companies",
         "themes": [{"id": "onder-ons", "name": {"nl": "Onder ons", "en": "Among us"}}]},
        {"id": "meldingen", "name": {"nl": "Meldingen", "en": "Flags"}, "kind": "flags"},
        {"id": "begeleiding", "name": {"nl": "Begeleiding", "en": "Guidance"}, "kind": "notes"}
      ]
    }
    """#

  struct NotOnePlace: Error { var text: String }

  /// The sample with places changed; a place that is not there, or there twice, is a mistake of the test.
  static func damaged(_ changes: (old: String, new: String)...) throws -> String {
    try changes.reduce(text) { text, change in
      guard text.ranges(of: change.old).count == 1 else { throw NotOnePlace(text: change.old) }
      return text.replacing(change.old, with: change.new)
    }
  }

  static func load(_ text: String = text, isThorough: Bool = false) -> Community {
    CommunityLoader.load(Array(text.utf8), file: file, isThorough: isThorough)
  }

  /// The sample in which dirk's logs had these lengths when he stepped down.
  static func load(lengthsOfDirk lengths: String) throws -> Community {
    load(
      try damaged(
        (
          #""until": "2026-03-01T12:00:00.000Z"}"#,
          #""until": "2026-03-01T12:00:00.000Z", "at": \#(lengths)}"#
        )))
  }
}

extension Timestamp {
  /// A moment that a test writes down.
  static func at(_ text: String) throws -> Timestamp {
    struct NoMoment: Error { var text: String }
    guard let time = Timestamp(text) else { throw NoMoment(text: text) }
    return time
  }
}
