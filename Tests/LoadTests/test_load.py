"""bench/load.py, run short and small: no session is lost, no post is lost, nothing stays behind. Run by scripts/test.

That it would say so if one were lost is shown with programs that only pretend. Nothing here goes by the clock."""
import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("JOI_TUI_BINARY", str(ROOT / ".build/release/joi-tui"))
SESSIONS, ACCOUNTS = 20, 4
# Does not heed that its terminal is gone. Shows Home, and the help of the editor with every key, so that whatever is
# sent to it counts as a post.
PRETENDER = r"""#!/usr/bin/python3
import os, signal, time, tty
signal.signal(signal.SIGHUP, signal.SIG_IGN)
tty.setraw(0)
open(f"ready.{os.getpid()}", "w").close()
os.write(1, b"Waarmee kunnen we helpen? overzicht hulp")
keys = 0
while True:
    try: key = os.read(0, 64)
    except OSError: key = b""
    if not key: time.sleep(600)
    if key.startswith(b"q") and keys: os._exit(0)
    keys += 1
    %s
    os.write(1, b"Ctrl-X ")
"""
DIES = 'if keys > 9 and os.path.basename(os.getcwd()) == "lid003": os._exit(3)'


def processes(folder):
    """The processes whose program, script or working folder lies there."""
    found = []
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            places = [os.readlink(f"/proc/{name}/{what}") for what in ("exe", "cwd")]
        except OSError:
            continue  # it has ended
        if any(place.startswith(folder) for place in places):
            found.append(int(name))
    return found


@unittest.skipUnless(os.getuid() == 0, "accounts of their own take root")
class LoadTests(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="joi-load-test.")
        self.addCleanup(folder.cleanup)
        self.folder = os.path.realpath(folder.name)
        # The members' programs go through it.
        os.chmod(self.folder, 0o755)

    def command(self, program, *options, sessions=SESSIONS):
        return [
            sys.executable, str(ROOT / "bench/load.py"), "--joi-tui", program, "--others", "",
            "--accounts", str(ACCOUNTS), "--sessions", str(sessions), "--posts", "1000", "--rest", "1", "--rate", "4",
            "--json", f"{self.folder}/found.json", *options]

    def environment(self):
        return os.environ | {"TMPDIR": self.folder}

    def load(self, program, *options, sessions=SESSIONS):
        done = subprocess.run(
            self.command(program, *options, sessions=sessions), env=self.environment(), capture_output=True, text=True,
            timeout=600, check=False)
        self.assertEqual(processes(self.folder), [], "a process is left behind")
        path = pathlib.Path(self.folder, "found.json")
        self.assertTrue(path.exists(), done.stdout + done.stderr)
        return done, json.loads(path.read_text())[0]

    def pretender(self, line):
        path = pathlib.Path(self.folder, "pretender")
        path.write_text(PRETENDER % line)
        path.chmod(0o755)
        return str(path)

    def wait(self, what, condition):
        for _ in range(1_200):
            if condition():
                return
            time.sleep(0.05)
        self.fail(f"never: {what}")

    def test_no_session_and_no_post_is_lost(self):
        done, found = self.load(PROGRAM, "--minutes", "0.3", "--per-minute", "60", "--live", "2")
        told = done.stdout + done.stderr
        self.assertEqual(done.returncode, 0, told)
        self.assertEqual((found["lost"], found["stayed"], found["statuses"]), ([], [], ["0"]), told)
        # Two while everybody rests, and some by the sessions themselves: each exactly once in the log of its member.
        self.assertGreater(found["sent"], 2, told)
        self.assertEqual((found["wrong"], found["blind"]), ([], []), told)
        self.assertGreaterEqual(found["lines"], found["sent"] - 2)
        self.assertEqual([post["unseen"] for post in found["live"]], [0, 0], told)
        self.assertGreater(len(found["keys"]), SESSIONS, told)
        # Every session watches by inotify, and opens nothing that it does not close.
        for when in ("start", "end"):
            self.assertEqual(found[f"descriptors, {when}"]["without"], 0)
            self.assertEqual(found[f"descriptors, {when}"]["instances"], SESSIONS // ACCOUNTS)
        self.assertEqual(found["descriptors, start"], found["descriptors, end"])

    def test_a_session_that_ends_is_told(self):
        done, found = self.load(self.pretender(DIES), "--minutes", "0.1", "--live", "0", sessions=ACCOUNTS)
        self.assertEqual(done.returncode, 1, done.stdout)
        self.assertEqual(found["lost"], [[2, 3]])
        self.assertIn("session 2 ended with 3", done.stdout)

    def test_a_post_that_is_lost_is_told(self):
        done, found = self.load(
            self.pretender("pass"), "--minutes", "0.1", "--per-minute", "300", "--live", "0", sessions=ACCOUNTS)
        self.assertEqual(done.returncode, 1, done.stdout)
        self.assertEqual(found["lost"], [])
        self.assertGreater(found["sent"], 0)
        self.assertEqual(len(found["wrong"]), found["sent"])
        self.assertEqual(found["blind"], list(range(ACCOUNTS)))
        self.assertIn("stands 0 times in its log", done.stdout)

    def test_nothing_stays_behind_when_it_is_ended(self):
        program = self.pretender("pass")
        started = lambda: len(list(pathlib.Path(self.folder).glob("joi-load.*/state/*/ready.*")))
        for number, leaves in ((signal.SIGTERM, False), (signal.SIGKILL, True)):
            with self.subTest(number):
                before, count = set(os.listdir(self.folder)), started()
                with subprocess.Popen(
                        self.command(program, "--minutes", "5"), env=self.environment(), stdout=subprocess.DEVNULL,
                        stderr=subprocess.DEVNULL) as harness:
                    try:
                        self.wait("all sessions", lambda: started() == count + SESSIONS)
                    finally:
                        harness.send_signal(number)
                    harness.wait(60)
                self.wait("no process is left", lambda: not processes(self.folder))
                # Nobody tidies up after a kill; the folder of the test does.
                self.assertEqual(set(os.listdir(self.folder)) != before, leaves)


if __name__ == "__main__":
    unittest.main()
