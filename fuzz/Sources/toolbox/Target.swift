import Oracles

/// One input, for libFuzzer.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ data: UnsafePointer<UInt8>?, _ size: Int) -> Int32 {
  checkToolbox(bytes(data, size))
  return 0
}
