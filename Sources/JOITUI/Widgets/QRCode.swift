import CQRCode
import Glibc

/// A QR code (ISO/IEC 18004), two modules in a cell, made by libqrencode.
struct QRCode {
  private let modules: [Bool]
  private let width: Int

  /// The quiet zone around the code. The standard asks for 4; phones read 2, and it saves four rows of a small window.
  private static let margin = 2

  /// A code for an address; nil where it is too long for one.
  init?(_ text: String) {
    guard let code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_L) else { return nil }
    defer { QRcode_free(code) }
    width = Int(code.pointee.width)
    let count = width * width
    guard count > 0, let data = code.pointee.data else { return nil }
    modules = (0..<count).map { data[$0] & 1 == 1 }
  }

  /// Columns that it takes.
  var columns: Int { width + 2 * Self.margin }
  /// Rows that it takes.
  var rows: Int { (width + 2 * Self.margin + 1) / 2 }

  private func isDark(_ x: Int, _ y: Int) -> Bool {
    let (x, y) = (x - Self.margin, y - Self.margin)
    guard x >= 0, y >= 0, x < width, y < width else { return false }
    return modules[y * width + x]
  }

  /// Draws it dark on light, in half cells.
  func draw(on canvas: inout Canvas, x: Int, y: Int) {
    for row in 0..<rows {
      for column in 0..<columns {
        let sign: String =
          switch (isDark(column, row * 2), isDark(column, row * 2 + 1)) {
          case (true, true): "█"
          case (true, false): "▀"
          case (false, true): "▄"
          case (false, false): " "
          }
        canvas.write(sign, x: x + column, y: y + row, Style(.light))
      }
    }
  }
}
