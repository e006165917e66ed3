import Oracles

private let isSettled: Void = settle()

/// One input, for libFuzzer.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ data: UnsafePointer<UInt8>?, _ size: Int) -> Int32 {
  isSettled
  let text = String(decoding: bytes(data, size), as: UTF8.self)
  checkSafeText(text)
  checkRichText(text)
  return 0
}
