import Testing

@testable import JOIModel

/// Ids by number: what goes in comes out, and no two are taken for one.
@Suite struct EventTableTests {
  private func number(_ id: String, in table: inout EventTable) -> Int {
    var id = id
    return id.withUTF8 { table.number(of: $0) }
  }

  private func find(_ id: String, in table: EventTable) -> Int? {
    var id = id
    return id.withUTF8 { table.find($0) }
  }

  /// The last ones are no ids: an account in them that is none, a region that is empty, capitals, too long, too short.
  private let ids = [
    "a-20260101000000000-00000000", "a-20260101000000000-zzzzzzzz", "a-00000000000000000-0000000a",
    "a-b-20260101000000000-00000000", "b-20260101000000000-00000000", "a-99999999999999999-00000000",
    "a-20260101000000000-00000000@zuid", "a-20260101000000000-00000000@noord",
    "lid04-20261124091200000-k3v9q2xw",
    "", "x", "-20260101000000000-00000000", "a-20260101000000000-0000000A", "a-2026010100000000-000000000",
    "a-20260101000000000-00000000@", "@zuid", "é-20260101000000000-00000000", "a-20260101000000000-000000000",
  ]

  @Test func whatGoesInComesOut() {
    var table = EventTable()
    for (place, id) in ids.enumerated() {
      #expect(find(id, in: table) == nil)
      #expect(number(id, in: &table) == place)
    }
    #expect(table.count == ids.count)
    for (place, id) in ids.enumerated() {
      #expect(number(id, in: &table) == place)
      #expect(find(id, in: table) == place)
      #expect(table.text(place) == id || id == "a-20260101000000000-00000000@", "\(id)")
    }
  }

  @Test(arguments: [1, 2, 3] as [UInt64]) func thousandsAreToldApart(seed: UInt64) {
    var generator = SeededRandom(seed: seed)
    var table = EventTable()
    var known: [String: Int] = [:]
    for _ in 0..<20_000 {
      let time = Timestamp(milliseconds: Int64.random(in: 0...40, using: &generator) * 1_000)
      let id =
        "\(["a", "a-a", "b"].randomElement(using: &generator) ?? "a")-\(time.sortable)-"
        + String(UInt64.random(in: 0..<60, using: &generator), radix: 36).leftPadded(8)
      let number = number(id, in: &table)
      #expect(known.updateValue(number, forKey: id) ?? number == number, "seed \(seed): \(id)")
      #expect(table.text(number) == id, "seed \(seed)")
    }
    #expect(table.count == known.count, "seed \(seed)")
  }
}

extension String {
  fileprivate func leftPadded(_ count: Int) -> String {
    String(repeating: "0", count: max(0, count - utf8.count)) + self
  }
}
