"""Two hosts of one community in one place: folders that pull-regions fills from others, over sshd on loopback."""
import itertools
import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time

PULL = os.environ.get("JOI_PULL_REGIONS", os.path.abspath(f"{__file__}/../../../host/usr/lib/joi-tui/pull-regions"))
GROUP = 20_001
PORTS = itertools.count(2_300)


def until(condition, what, seconds=60):
    """Waits for a condition and answers what it gave."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = condition()
        if found:
            return found
        time.sleep(0.01)
    raise AssertionError(f"not within {seconds} s: {what}")


def processes(leader):
    """A process and all below it."""
    children = {}
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{name}/stat", encoding="utf-8", errors="replace") as file:
                children.setdefault(int(file.read().rsplit(")", 1)[1].split()[1]), []).append(int(name))
        except OSError:
            pass
    found, open_ends = [leader], [leader]
    while open_ends:
        below = children.get(open_ends.pop(), [])
        found += below
        open_ends += below
    return found


def kill_all(leader, *spared):
    """Ends a process and all below it at once: each is stopped first, so that none starts another meanwhile."""
    for way in (signal.SIGSTOP, signal.SIGKILL):
        for process in set(processes(leader)) - set(spared):
            try:
                os.kill(process, way)
            except ProcessLookupError:
                pass


def write(path, text, mode=0o644, owner=0, group=0):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(text if isinstance(text, bytes) else text.encode())
    os.chown(path, owner, group)
    os.chmod(path, mode)


def read(path):
    with open(path, "rb") as file:
        return file.read()


class Server:
    """Another host: an sshd on loopback that gives its forum by rrsync, or by a command that a test puts there."""

    def __init__(self, folder, forum, key):
        self.folder, self.forum, self.port = folder, forum, next(PORTS)
        os.makedirs(folder)
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", f"{folder}/host"], check=True)
        self.command = f"{folder}/command"
        write(f"{folder}/keys", f'restrict,command="{self.command}" {key}')
        write(f"{folder}/sshd_config", "\n".join([
            f"Port {self.port}", "ListenAddress 127.0.0.1", f"HostKey {folder}/host", "UsePAM no", "StrictModes no",
            f"AuthorizedKeysFile {folder}/keys", "PidFile none", "PermitRootLogin yes", "MaxStartups 200", ""]))
        self.known = f"[127.0.0.1]:{self.port} {read(f'{folder}/host.pub').decode()}"
        self.process = None
        self.honest()
        self.start()

    def honest(self):
        """As docs/admin.md has it: an account that reads what the rooms' group reads, and rrsync."""
        self.behave(
            f"exec setpriv --reuid 990 --regid 990 --groups {GROUP} /usr/bin/rrsync -ro -no-lock {self.forum}")

    def behave(self, script):
        """What runs for whoever logs in. Replaced whole: a session may be reading it."""
        write(f"{self.command}.new", f"#!/bin/sh\n{script}\n", 0o755)
        os.rename(f"{self.command}.new", self.command)

    def start(self):
        if not os.path.isdir("/run/sshd"):
            # In the mount namespace of the tests only.
            subprocess.run(["mount", "-t", "tmpfs", "run", "/run"], check=True)
            os.makedirs("/run/sshd")
        with open(f"{self.folder}/log", "ab") as log:
            self.process = subprocess.Popen(
                ["/usr/sbin/sshd", "-D", "-e", "-f", f"{self.folder}/sshd_config"], stderr=log)
        until(self.listens, "sshd listens")

    def listens(self):
        with socket.socket() as client:
            return client.connect_ex(("127.0.0.1", self.port)) == 0

    def stop(self):
        """The cut: sshd and all its connections end in the middle of whatever they do."""
        if self.process:
            kill_all(self.process.pid)
            self.process.wait()
            self.process = None


class Place:
    """This host: a data root and its settings."""

    def __init__(self, region="noord"):
        # In memory: a hundred thousand files are made and removed.
        self.folder = tempfile.mkdtemp(prefix="joi-regions-", dir="/dev/shm" if os.path.isdir("/dev/shm") else None)
        os.chmod(self.folder, 0o755)
        self.data, self.config = f"{self.folder}/data", f"{self.folder}/etc"
        os.makedirs(self.config)
        self.region = region
        self.servers = {}
        self.room("leden")
        subprocess.run(
            ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", f"{self.config}/region-key"], check=True)
        self.key = read(f"{self.config}/region-key.pub").decode()
        self.lines([])

    def room(self, name, data=None):
        path = f"{data or self.data}/forum/{name}"
        os.makedirs(path)
        os.chown(path, 0, GROUP)
        os.chmod(path, 0o750)
        return path

    def serve(self, region, forum=None):
        """Another host that this one pulls from."""
        folder = f"{self.folder}/{region}"
        if forum is None:
            self.room("leden", folder)
            forum = f"{folder}/forum"
        server = Server(f"{folder}-sshd", forum, self.key)
        self.servers[region] = server
        self.lines([f"{name} root@127.0.0.1:{other.port} leden" for name, other in self.servers.items()])
        return server

    def lines(self, lines):
        write(f"{self.config}/regions", "".join(f"{line}\n" for line in lines))
        write(f"{self.config}/region-hosts", "".join(server.known for server in self.servers.values()))

    def command(self):
        return [PULL, "-d", self.data, "-c", self.config]

    def start(self, **limits):
        environment = os.environ | {f"JOI_REGION_{key.upper()}": str(value) for key, value in limits.items()}
        return subprocess.Popen(
            self.command(), env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True)

    def pull(self, **limits):
        """Pulls; answers the exit status and the lines of complaint."""
        process = self.start(**limits)
        output, errors = process.communicate(timeout=300)
        assert output == "", output
        return process.returncode, errors.splitlines()

    def here(self, region, room="leden"):
        """What members read here of another region: names and bytes."""
        folder = f"{self.data}/forum/{room}/@{region}"
        return {name: read(f"{folder}/{name}") for name in sorted(os.listdir(folder))} if os.path.isdir(folder) else {}

    def close(self):
        for server in self.servers.values():
            server.stop()
        shutil.rmtree(self.folder)


def line(number, length=0):
    """A line of a log as pull-regions sees it: it does not look into lines."""
    return json.dumps({"n": number, "fill": "x" * length}).encode() + b"\n"
