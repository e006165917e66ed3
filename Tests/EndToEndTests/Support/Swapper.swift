import JOIModel
import Testing

/// A link that stands in a file's or folder's place between two system calls of a program: in each gap between two in
/// turn, once for the next call alone and once until the end. So no race is left to luck.
enum Swapper {
  /// What came of the runs of a command.
  struct Result {
    /// How often the program was stopped and the place swapped.
    var gaps = 0
    /// What was printed, all runs together.
    var output = ""
    /// Between which calls something outside was touched; empty if never.
    var touched = ""
  }

  /// Runs a line of shell, in which $JOI is the program, under the swaps. `root` is made anew before each run.
  ///
  /// - Parameters:
  ///   - place: what is swapped, below `root`.
  ///   - target: where the link leads, in the folder `outside`, which has to stay as it is: names, owners, modes, texts.
  ///   - shell: runs a line, with $JOI and the right namespaces.
  static func run(
    _ line: String, root: String, place: String, target: String, outside: String, in folder: TemporaryFolder,
    _ shell: (String) throws -> Command.Result
  ) throws -> Result {
    let script = "\(folder.path)/swapper.py"
    try File.write(program, to: script)
    let ran = try shell(
      "python3 '\(script)' '\(root)' '\(place)' '\(target)' '\(outside)' '\(line.replacing("'", with: "'\\''"))'"
    )
    guard ran.ending == .exited(0) else { throw CommandFailure(what: "the swapper", result: ran) }
    var result = Result()
    for text in ran.output.split(separator: "\n", omittingEmptySubsequences: false) {
      if text.hasPrefix("GAPS ") {
        result.gaps = Int(text.dropFirst(5)) ?? 0
      } else if text.hasPrefix("TOUCHED ") {
        result.touched = String(text.dropFirst(8))
      } else {
        result.output += text + "\n"
      }
    }
    return result
  }

  /// strace stops the program behind a call, by the call's name and number among those of that name.
  private static let program = #"""
    import os, signal, subprocess, sys, time

    root, place, target, outside, line = sys.argv[1:]
    trace = root + ".trace"
    CALLS = "openat,newfstatat,?renameat,?renameat2,?unlinkat"


    def look():
        found = []
        for folder, folders, files in sorted(os.walk(outside)):
            for name in sorted(folders + files):
                path = os.path.join(folder, name)
                status = os.lstat(path)
                found.append((path, status.st_ino, status.st_mode, status.st_uid, status.st_gid))
                if name in files:
                    with open(path, "rb") as file: found.append(file.read())
        return found, subprocess.run(["lsattr", "-R", outside], capture_output=True).stdout


    def swap():
        try:
            if os.path.lexists(place): os.rename(place, place + ".away")
            os.symlink(target, place)
        except PermissionError:
            pass  # The program has made it append-only by now.


    def swap_back():
        if os.path.islink(place): os.unlink(place)
        try:
            if os.path.lexists(place + ".away") and not os.path.lexists(place): os.rename(place + ".away", place)
        except PermissionError:
            pass


    def traced():
        with open(trace, errors="replace") as file:
            return file.read()


    def run(stops_at=()):
        """The calls of a run that stops behind each of those: swapped at the first, back at the second."""
        inject = ["inject=%s:signal=SIGSTOP:when=%d" % stop for stop in stops_at]
        if len(stops_at) == 2 and stops_at[0][0] == stops_at[1][0]:
            inject = ["inject=%s:signal=SIGSTOP:when=%d..%d" % (*stops_at[0], stops_at[1][1])]
        subprocess.run(["chattr", "-R", "-a", root], stderr=subprocess.DEVNULL)
        subprocess.run(["rm", "-rf", root], check=True)
        subprocess.run(["cp", "-a", root + ".whole", root], check=True)
        open(trace, "w").close()
        process = subprocess.Popen(
            ["strace", "-qq", "-o", trace, "-e", "trace=" + CALLS, *(word for text in inject for word in ("-e", text)),
             "sh", "-c", "exec $JOI " + line])
        stops = 0
        deadline = time.monotonic() + 20
        while process.poll() is None:
            seen = traced().count("--- stopped by SIGSTOP ---\n")
            if seen > stops:
                stops = seen
                (swap if stops == 1 else swap_back)()
                with open("/proc/%d/task/%d/children" % (process.pid, process.pid)) as file:
                    os.kill(int(file.read()), signal.SIGCONT)
            elif time.monotonic() > deadline:
                process.kill()
                sys.exit("the program hangs: " + repr(stops_at))
            else:
                time.sleep(0.001)
        return [text for text in traced().splitlines() if text[:1].isalpha()], stops


    subprocess.run(["cp", "-a", root, root + ".whole"], check=True)
    before = look()
    calls, _ = run()
    names = [call.split("(")[0] for call in calls]
    numbered = [(name, names[:at].count(name) + 1) for at, name in enumerate(names)]
    gaps = 0
    for at in range(next(at for at, call in enumerate(calls) if root in call), len(calls)):
        for stops_at in (numbered[at:at + 1], numbered[at:at + 2]):
            _, stops = run(stops_at)
            gaps += stops > 0
            sys.stdout.flush()
            if look() != before:
                print("\nTOUCHED between", calls[at], "and", calls[at + 1:at + 2])
                sys.exit(0)
    print("\nGAPS", gaps)
    """#
}
