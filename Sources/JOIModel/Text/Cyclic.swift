/// Choices that a key goes through one after the other, and round again.
public protocol Cyclic: CaseIterable, Equatable {}

extension Cyclic {
  /// The choice that the key goes on to.
  public var next: Self {
    let all = Array(Self.allCases)
    return all[((all.firstIndex(of: self) ?? 0) + 1) % all.count]
  }
}
