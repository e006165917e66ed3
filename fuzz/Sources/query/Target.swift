import Oracles

nonisolated(unsafe) private let oracle: QueryOracle = {
  settle()
  return QueryOracle()
}()

/// One input, for libFuzzer.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ data: UnsafePointer<UInt8>?, _ size: Int) -> Int32 {
  oracle.check(String(decoding: bytes(data, size), as: UTF8.self))
  return 0
}
