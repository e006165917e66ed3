import ArgumentParser
import Glibc
import JOITUI

TextWidth.prepare()
do {
  var command = try JoiTui.parseAsRoot()
  try command.run()
} catch let failure as Failure {
  Output.error(failure.sentence)
  exit(failure.code)
} catch {
  let code = JoiTui.exitCode(for: error)
  let text = JoiTui.fullMessage(for: error)
  if code == .success {
    Output.print(text)
    exit(0)
  }
  if !text.isEmpty { Output.error(text) }
  // 64 is sysexits' number for wrong usage; 2 is what shells and most programs give.
  exit(code == .validationFailure ? 2 : code.rawValue)
}
