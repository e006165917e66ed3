import Oracles

nonisolated(unsafe) private let oracle: CommandOracle = {
  settle()
  return CommandOracle()
}()

/// One input, for libFuzzer.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ data: UnsafePointer<UInt8>?, _ size: Int) -> Int32 {
  oracle.check(bytes(data, size))
  return 0
}
