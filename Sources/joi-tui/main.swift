import ArgumentParser
import Glibc
import JOIModel
import JOITUI

let kiosk = Kiosk(CommandLine.arguments.dropFirst())
TextWidth.prepare()
// A file over its limit is a failed write, which is told.
signal(SIGXFSZ, SIG_IGN)
do {
  let arguments = CommandLine.arguments.dropFirst()
  // Where there is nothing to parse, the parser would take a third of the time to the first screen to find that out.
  if let kiosk {
    try kiosk.run()
  } else if arguments.isEmpty {
    try FullScreen().run()
  } else if arguments.count == 2, arguments[1] == "--data", !arguments[2].hasPrefix("-") {
    try FullScreen(data: arguments[2]).run()
  } else {
    var command = try JoiTui.parseAsRoot()
    try command.run()
  }
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
  if !text.isEmpty { Output.error(SafeText.body(text)) }
  // 64 is sysexits' number for wrong usage; 2 is what shells and most programs give.
  exit(code == .validationFailure ? 2 : code.rawValue)
}
