"""One run of a full-screen program in a pseudo-terminal, and what can be measured from outside: time, bytes, memory,
CPU time, context switches. The program's questions to the terminal are not answered."""
import fcntl
import os
import select
import signal
import struct
import termios
import time

from screen import Screen, stripped

COLUMNS, ROWS = 110, 30
FILE = os.POSIX_SPAWN_OPEN
DUPLICATE = os.POSIX_SPAWN_DUP2


class Failed(Exception):
    """The program did not do what it was asked in time."""


class Session:
    def __init__(self, command, environment, folder=None):
        self.command = command
        self.fd, terminal = os.openpty()
        name = os.ttyname(terminal)
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        self.output = []
        here = os.getcwd()
        if folder:
            os.chdir(folder)
        self.spawned = time.perf_counter()
        # A new session that opens the terminal first has it as its controlling one.
        self.pid = os.posix_spawnp(
            command[0], command, environment, setsid=True,
            file_actions=[(FILE, 0, name, os.O_RDWR, 0), (DUPLICATE, 0, 1), (DUPLICATE, 0, 2)])
        os.chdir(here)
        os.close(terminal)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.end()

    def read(self, seconds):
        """The next chunk that is sent within some seconds, kept with the moment at which it was read."""
        if not select.select([self.fd], [], [], max(0, seconds))[0]:
            return None
        try:
            data = os.read(self.fd, 1 << 16)
        except OSError:
            data = b""
        if not data:
            raise Failed(f"{self.command[0]} has ended: {stripped(self.bytes())[-300:]!r}")
        self.output.append((time.perf_counter(), data))
        return data

    def bytes(self, start=0):
        return b"".join(data for _, data in self.output[start:])

    def wait_for(self, needles, seconds=30):
        """Until all needles stand in the output: milliseconds since the start, and bytes up to there."""
        end = time.perf_counter() + seconds
        seen = b""
        while True:
            if self.read(end - time.perf_counter()) is None:
                raise Failed(f"{self.command[0]} never showed {needles}")
            seen += self.output[-1][1]
            text = stripped(seen)
            if all(needle in text for needle in needles):
                return (self.output[-1][0] - self.spawned) * 1_000, len(seen)

    def settle(self, quiet=0.1):
        """Until nothing was sent for so many seconds."""
        while self.read(quiet) is not None:
            pass

    def press(self, keys, quiet=0.02, patience=5):
        """Sends a key: milliseconds until the last byte of the redraw, and the redraw's bytes.

        `quiet` seconds without a byte end it."""
        first = len(self.output)
        start = time.perf_counter()
        os.write(self.fd, keys)
        if self.read(patience) is None:
            return None, 0
        self.settle(quiet)
        return (self.output[-1][0] - start) * 1_000, len(self.bytes(first))

    def shown(self, keys, found, quiet=0.4):
        """Sends keys: milliseconds until the byte that completes a screen with something on it.

        What was sent is read by itself and looked through afterwards: looking takes as long as what is measured."""
        screen = self.screen()
        first = len(self.output)
        start = time.perf_counter()
        os.write(self.fd, keys)
        self.settle(quiet)
        for moment, data in self.output[first:]:
            screen.feed(data)
            if found(screen.text()):
                return (moment - start) * 1_000
        raise Failed(f"never shown after {keys!r}; the screen:\n{screen.text()}")

    def screen(self):
        screen = Screen(COLUMNS, ROWS)
        screen.feed(self.bytes())
        return screen

    # What the kernel knows of the process and of those that it started.

    def memory(self):
        """The proportional set size in MB (10^6 bytes)."""
        with open(f"/proc/{self.pid}/smaps_rollup", encoding="ascii") as file:
            for line in file:
                if line.startswith("Pss:"):
                    return int(line.split()[1]) * 1_024 / 1e6
        raise Failed("no Pss")

    def cpu(self):
        """CPU time in milliseconds (user and kernel) of all its threads, those that have ended among them."""
        # The kernel's number for another process's clock: see clock_getcpuclockid(3).
        return time.clock_gettime(~self.pid << 3 | 2) * 1_000

    def switches(self):
        """Context switches of each of its threads."""
        found = {}
        for task in os.listdir(f"/proc/{self.pid}/task"):
            with open(f"/proc/{self.pid}/task/{task}/status", encoding="ascii") as file:
                found[task] = sum(int(line.split()[1]) for line in file if "ctxt_switches" in line)
        return found

    def idle(self, seconds):
        """CPU time in milliseconds and context switches while nothing happens; a thread that ends has one."""
        cpu, before = self.cpu(), self.switches()
        time.sleep(seconds)
        cpu, after = self.cpu() - cpu, self.switches()
        return cpu, sum(after[task] - before[task] if task in after else 1 for task in before)

    def end(self):
        try:
            os.killpg(self.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        os.close(self.fd)
        os.waitpid(self.pid, 0)
