"""Many full-screen programs at once, each in a pseudo-terminal and as an account of its own; one epoll loop presses
their keys and takes the time of what they answer. Everything is bounded, and no program outlives it."""
import ctypes
import fcntl
import heapq
import os
import select
import signal
import struct
import termios
import time

COLUMNS, ROWS = 80, 24
# So long nothing has to come for a redraw to have ended; and nothing at all, for the key to have changed nothing.
QUIET, PATIENCE = 0.1, 3.0
# The shorter silence that one session alone is measured with (session.py).
SHORT_QUIET = 0.02
DIES_WITH_PARENT = 1
MEMORY = ("Pss", "Shared_Clean", "Shared_Dirty", "Private_Clean", "Private_Dirty")
libc = ctypes.CDLL(None)


class Key:
    """One key: when it was sent, and when the last byte of the redraw came, by both silences."""
    __slots__ = ("sent", "last", "last_short", "size", "is_escape")

    def __init__(self, sent, is_escape):
        self.sent, self.last, self.last_short, self.size, self.is_escape = sent, None, None, 0, is_escape


class Seat:
    """One session: its process, its terminal, the keys that it is to press."""

    def __init__(self, number, uid, groups, folder):
        self.number, self.uid, self.groups, self.folder = number, uid, groups, folder
        self.pid = self.fd = None
        # Exit status, minus the number of a signal, or a word; nothing while it runs.
        self.status = None
        self.may_end = False
        self.output = self.first_screen = None
        self.head = b""
        self.captured = None
        self.key = None
        self.due = 0.0
        # (moment, kilobytes by name)
        self.memory = []

    @property
    def is_alive(self):
        return self.status is None

    def start(self, command, environment, nice, barrier):
        """Forks; the program begins when the barrier is closed."""
        self.fd, terminal = os.openpty()
        name = os.ttyname(terminal)
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        os.fchown(terminal, self.uid, -1)
        self.pid = os.fork()
        if self.pid:
            os.close(terminal)
            os.set_blocking(self.fd, False)
            return
        try:
            os.close(barrier[1])
            os.setsid()
            terminal = os.open(name, os.O_RDWR)
            for number in range(3):
                os.dup2(terminal, number)
            os.setpriority(os.PRIO_PROCESS, 0, nice)
            # Where the kernel groups by session, each of these would get as much as all of a build together.
            if nice and os.path.exists("/proc/self/autogroup"):
                with open("/proc/self/autogroup", "w", encoding="ascii") as file:
                    file.write(str(nice))
            os.umask(0o077)
            os.chdir(self.folder)
            os.setgroups(self.groups)
            os.setresgid(self.groups[0], self.groups[0], self.groups[0])
            os.setresuid(self.uid, self.uid, self.uid)
            libc.prctl(DIES_WITH_PARENT, signal.SIGKILL)
            for number in (signal.SIGPIPE, signal.SIGINT, signal.SIGHUP, signal.SIGTERM, signal.SIGALRM):
                signal.signal(number, signal.SIG_DFL)
            os.read(barrier[0], 1)
            os.execve(command[0], command, environment)
        finally:
            os._exit(126)

    def cpu(self):
        """CPU time in seconds of all its threads: see clock_getcpuclockid(3)."""
        return time.clock_gettime(~self.pid << 3 | 2)

    def switches(self):
        found = 0
        for task in os.listdir(f"/proc/{self.pid}/task"):
            with open(f"/proc/{self.pid}/task/{task}/status", encoding="ascii") as file:
                found += sum(int(line.split()[1]) for line in file if "ctxt_switches" in line)
        return found

    def sample(self):
        with open(f"/proc/{self.pid}/smaps_rollup", encoding="ascii") as file:
            rows = dict(line.split(":", 1) for line in file if ":" in line)
        self.memory.append((time.monotonic(), {name: int(rows[name].split()[0]) for name in MEMORY}))
        return self.memory[-1][1]

    def page_tables(self):
        with open(f"/proc/{self.pid}/status", encoding="ascii") as file:
            return next(int(line.split()[1]) for line in file if line.startswith("VmPTE"))

    def descriptors(self):
        """Open files, inotify instances, and their watches."""
        names = os.listdir(f"/proc/{self.pid}/fd")
        instances = watches = 0
        for name in names:
            if os.readlink(f"/proc/{self.pid}/fd/{name}") == "anon_inode:inotify":
                instances += 1
                with open(f"/proc/{self.pid}/fdinfo/{name}", encoding="ascii") as file:
                    watches += sum(line.startswith("inotify ") for line in file)
        return len(names), instances, watches


class Crowd:
    """Starts all seats at the same moment; to be used in a `with`, which leaves nothing behind."""

    def __init__(self, seats, command, environment, nice=0):
        self.seats = seats
        self.command, self.environment, self.nice = command, environment, nice
        self.epoll = select.epoll()
        self.by_fd = {}
        # Seats whose key has not been answered to the end: only they are looked at when time passes.
        self.waiting = set()
        self.silent = self.late = 0
        self.keys = []
        self.lost = []

    def __enter__(self):
        try:
            self.start()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, *_):
        self.close()

    def start(self):
        barrier = os.pipe()
        for seat in self.seats:
            seat.start(self.command(seat), self.environment(seat), self.nice, barrier)
            self.by_fd[seat.fd] = seat
            self.epoll.register(seat.fd, select.EPOLLIN)
        os.close(barrier[0])
        self.started = time.monotonic()
        os.close(barrier[1])

    def close(self):
        for seat in self.seats:
            if seat.pid and seat.status is None:
                try:
                    os.kill(seat.pid, signal.SIGKILL)
                    os.waitpid(seat.pid, 0)
                except (ProcessLookupError, ChildProcessError):
                    pass
                seat.status = "killed"
            if seat.fd is not None:
                os.close(seat.fd)
                seat.fd = None
        self.epoll.close()

    @property
    def alive(self):
        return [seat for seat in self.seats if seat.is_alive]

    # The loop.

    def listen(self, until):
        """Takes what comes until a moment, or until a redraw has ended."""
        now = time.monotonic()
        for fd, _ in self.epoll.poll(max(0, until - now)):
            seat = self.by_fd[fd]
            try:
                data = os.read(fd, 1 << 16)
            except BlockingIOError:
                continue
            except OSError:
                data = b""
            now = time.monotonic()
            if not data:
                self.ended(seat)
                continue
            if seat.first_screen is None:
                seat.head += data
            if seat.captured is not None:
                seat.captured += data
            seat.output = now
            key = seat.key
            if key is None:
                continue
            if key.last is None or key.last == key.last_short and now - key.last < SHORT_QUIET:
                key.last_short = now
            key.last = now
            key.size += len(data)

    def ended(self, seat):
        """Its terminal is closed: it has ended, or will at once."""
        self.epoll.unregister(seat.fd)
        status = self.reap(seat, 5)
        seat.status = os.waitstatus_to_exitcode(status) if status is not None else "hangs"
        if seat.status == "hangs":
            os.kill(seat.pid, signal.SIGKILL)
            os.waitpid(seat.pid, 0)
        self.waiting.discard(seat)
        if not seat.may_end:
            self.lost.append((seat.number, seat.status))

    @staticmethod
    def reap(seat, seconds):
        for _ in range(int(seconds * 1_000)):
            pid, status = os.waitpid(seat.pid, os.WNOHANG)
            if pid:
                return status
            time.sleep(0.001)
        return None

    def press(self, seat, keys):
        try:
            os.write(seat.fd, keys)
        except OSError:
            return  # its end is noticed when it is listened to
        seat.key = Key(time.monotonic(), keys == b"\x1b")
        self.waiting.add(seat)

    def settle(self, now):
        """Takes the redraws that have ended off the list; answers the moment of the next that may."""
        soonest = now + PATIENCE
        for seat in list(self.waiting):
            key = seat.key
            end = key.sent + PATIENCE if key.last is None else key.last + QUIET
            if end > now:
                soonest = min(soonest, end)
                continue
            self.waiting.discard(seat)
            seat.key = None
            if key.last is None:
                self.silent += 1
            else:
                self.keys.append((key.sent, key.last - key.sent, key.last_short - key.sent, key.size, key.is_escape))
        return soonest

    def drive(self, next_key, seconds, rate=1.0, phase=None):
        """Every session presses a key each second until the time is over and each has come to an end of its visit.

        `next_key(seat, is_over)` gives the next key, None for the end. Where a key is not answered by the time the next
        is due, that one waits, and is counted as late: nobody presses on blindly."""
        start = time.monotonic()
        over, last = start + seconds, start + seconds + 300
        queue = []
        for seat in self.alive:
            heapq.heappush(queue, (start + (phase(seat) if phase else 0) / rate, seat.number, seat))
        held = []
        while queue or held or self.waiting:
            now = time.monotonic()
            if now > last:
                raise TimeoutError("the sessions do not come to an end")
            soonest = self.settle(now)
            for entry in held:
                heapq.heappush(queue, entry)
            held = []
            while queue and queue[0][0] <= now:
                due, number, seat = heapq.heappop(queue)
                if not seat.is_alive:
                    continue
                if seat in self.waiting:
                    held.append((due, number, seat))
                    continue
                key = next_key(seat, now >= over)
                if key is None:
                    continue
                if now - due > 0.05:
                    self.late += 1
                self.press(seat, key)
                # Who was late goes on at a key a second; nothing is made up for.
                heapq.heappush(queue, (max(due + 1 / rate, now), number, seat))
            soonest = min(soonest, queue[0][0] if queue else soonest, over if over > now else soonest)
            self.listen(soonest)

    def idle(self, seconds):
        """Listens without pressing anything."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.listen(end)

    def first_screens(self, has_screen, seconds):
        """Until every session has shown its first screen; seconds from the common start are in `first_screen`."""
        end = time.monotonic() + seconds
        open_seats = set(self.seats)
        while open_seats and time.monotonic() < end:
            self.listen(min(end, time.monotonic() + 0.05))
            for seat in list(open_seats):
                if not seat.is_alive:
                    open_seats.discard(seat)
                elif seat.head and has_screen(seat.head):
                    seat.first_screen = seat.output - self.started
                    seat.head = b""
                    open_seats.discard(seat)
        if self.lost:
            raise RuntimeError(f"sessions have ended at once (number, status): {self.lost[:5]} of {len(self.lost)}")
        if open_seats:
            shown = next(iter(open_seats)).head[-300:]
            raise TimeoutError(f"{len(open_seats)} sessions show no first screen; one of them: {shown!r}")

    def rest(self, seconds, quiet=1.0):
        """Until no session has used any CPU time for a while: seconds since the start of all, less that while."""
        end = time.monotonic() + seconds
        before, since = None, time.monotonic()
        while time.monotonic() < end:
            now = [seat.cpu() for seat in self.alive]
            if now != before:
                before, since = now, time.monotonic()
            elif time.monotonic() - since >= quiet:
                return since - self.started
            self.idle(0.1)
        raise TimeoutError("the sessions do not come to rest")

    def cpu(self):
        return {seat.number: seat.cpu() for seat in self.alive}
