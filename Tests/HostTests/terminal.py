"""Programs in pseudo-terminals, and what their screens show."""
import errno
import fcntl
import os
import select
import signal
import struct
import sys
import termios
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../bench"))
from screen import Screen  # noqa: E402


# What a terminal's programs begin with, whatever those who ran the tests ignore (nohup, a shell's background).
DEFAULTS = [signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM, signal.SIGTSTP, signal.SIGPIPE]


class Missing(AssertionError):
    """A screen never showed what it should have shown."""


class Terminal:
    """One program in a pseudo-terminal of its own."""

    def __init__(self, command, environment, columns=100, rows=30):
        self.command = command
        self.output = b""
        self.screen = Screen(columns, rows)
        self.status = None
        self.over = False
        self.fd, inside = os.openpty()
        fcntl.ioctl(inside, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        name = os.ttyname(inside)
        # A new session that opens the terminal first has it as its controlling one.
        self.pid = os.posix_spawnp(
            command[0], command, environment, setsid=True, setsigdef=DEFAULTS,
            file_actions=[(os.POSIX_SPAWN_OPEN, 0, name, os.O_RDWR, 0), (os.POSIX_SPAWN_DUP2, 0, 1),
                          (os.POSIX_SPAWN_DUP2, 0, 2)])
        os.close(inside)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    @property
    def text(self):
        return self.screen.text()

    def take(self):
        """Reads what is there now."""
        try:
            data = os.read(self.fd, 1 << 16)
        except OSError as error:
            if error.errno != errno.EIO:
                raise
            data = b""
        if data:
            self.output += data
            self.screen.feed(data)
        else:
            self.over = True

    def wait(self, wanted, seconds=20):
        """Until the screen shows a text, or a function of the screen's text is true; the screen's text."""
        wait_all([self], wanted, seconds)
        return self.text

    def press(self, keys, wanted=None, seconds=20):
        """Sends keys, and waits for what they bring."""
        data = keys if isinstance(keys, bytes) else keys.encode()
        while data:
            data = data[os.write(self.fd, data):]
        if wanted is not None:
            return self.wait(wanted, seconds)
        return None

    def settle(self, quiet=0.2):
        """Until nothing was sent for so many seconds; the screen's text."""
        while not self.over and select.select([self.fd], [], [], quiet)[0]:
            self.take()
        return self.text

    def ended(self, seconds=20):
        """How the program ended: its exit status, or the signal as a negative number. The rest of its output is read."""
        end = time.monotonic() + seconds
        while self.status is None:
            if not self.over and select.select([self.fd], [], [], 0.02)[0]:
                self.take()
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.status = os.waitstatus_to_exitcode(status)
            elif time.monotonic() > end:
                raise Missing("not ended after %s s: %r\n%s" % (seconds, self.command, self.text))
            elif self.over:
                time.sleep(0.01)
        while not self.over and select.select([self.fd], [], [], 0)[0]:
            self.take()
        return self.status

    def close(self):
        if self.fd is None:
            return
        if self.status is None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
            self.status = -signal.SIGKILL
        os.close(self.fd)
        self.fd = None


def wait_all(terminals, wanted, seconds=60):
    """Until each of the screens shows it; all are read meanwhile, so that none holds up another."""
    found = wanted if callable(wanted) else lambda text: wanted in text
    what = getattr(wanted, "__doc__", None) if callable(wanted) else wanted
    end = time.monotonic() + seconds
    waiting = {terminal.fd: terminal for terminal in terminals if not found(terminal.text)}
    while waiting:
        ready = select.select([fd for fd in waiting], [], [], max(0, end - time.monotonic()))[0]
        for fd in ready:
            terminal = waiting[fd]
            terminal.take()
            if found(terminal.text):
                del waiting[fd]
            elif terminal.over:
                raise Missing("ended without showing %s: %r\n%s" % (what, terminal.command[-2:], terminal.text))
        if not ready and time.monotonic() > end:
            first = next(iter(waiting.values()))
            raise Missing("%d of %d screens never showed %s; the first is\n%s" % (
                len(waiting), len(terminals), what, first.text))
