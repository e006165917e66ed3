"""A Debian 12 of its own, with an sshd on a loopback address, and members who come in by SSH.

    host = Host()                       # the package installed and switched on by the commands of docs/admin.md
    host.member("anna")                 # an account with a key, by joi-adduser
    host.ssh("anna", "list").out        # bytes; .status, .error
    with host.screen("anna") as screen: # a session in a pseudo-terminal
        screen.wait("Toolbox")
        screen.press("q")

A second host is Host(address="127.0.0.3"). Host(switched_on=False) is an installed one without the last step, and
Host(installed=False) a bare Debian. Everything of it is in memory, and gone when the namespaces of scripts/host-test end.
"""
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time

from terminal import Terminal

HERE = os.path.dirname(os.path.abspath(__file__))
REPOSITORY = os.path.dirname(os.path.dirname(HERE))
BASE = os.environ["JOI_HOST_BASE"]
PACKAGE = os.environ["JOI_HOST_PACKAGE"]
ADMIN = os.path.join(REPOSITORY, "docs/admin.md")
ENVIRONMENT = {
    "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    "HOME": "/root",
    "LANG": "C.UTF-8",
    "TERM": "xterm-256color",
    "DEBIAN_FRONTEND": "noninteractive",
}
# What stands in for systemd, which does not run in here: sshd is reloaded as its unit does it, the rest is noted.
SYSTEMCTL = """#!/bin/sh
echo "$*" >>/run/systemctl.log
case "$*" in
  "reload ssh" | "reload ssh.service") /usr/sbin/sshd -t && kill -HUP "$(cat /run/sshd.pid)" ;;
esac
"""


class Failed(AssertionError):
    """What was run did not do what it should have done."""


class Result:
    def __init__(self, command, status, out, error):
        self.command, self.status, self.out, self.error = command, status, out, error

    @property
    def text(self):
        return self.out.decode(errors="replace")

    @property
    def told(self):
        """All that was printed: apt's children print errors where apt prints the rest."""
        return (self.out + self.error).decode(errors="replace").replace("\r", "")

    def __repr__(self):
        return "%r ended with %s\n%s\n%s" % (
            self.command, self.status, self.out[-4000:].decode(errors="replace"), self.error[-4000:].decode(errors="replace"))


def execute(command, *, input=b"", timeout=60, check=False, **options):
    """Runs a command to its end, or to the limit: then it is killed with all that it started, and the test fails."""
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True, **options)
    try:
        out, error = process.communicate(input, timeout=timeout)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        out, error = process.communicate()
        raise Failed("not ended after %s s: %r" % (timeout, Result(command, "SIGKILL", out, error))) from None
    result = Result(command, process.returncode, out, error)
    if check and result.status != 0:
        raise Failed(repr(result))
    return result


def wait_until(what, condition, seconds=20):
    """Asks again until it is true; the answer. No test goes by the clock: the limit is for what never comes."""
    end = time.monotonic() + seconds
    while True:
        found = condition()
        if found:
            return found
        if time.monotonic() > end:
            raise Failed("never came: %s" % what)
        time.sleep(0.02)


def documented(name):
    """The commands of docs/admin.md in the block that is marked ```sh host NAME."""
    with open(ADMIN, encoding="utf-8") as file:
        blocks = re.findall(r"^```sh host (\S+)\n(.*?)^```$", file.read(), re.MULTILINE | re.DOTALL)
    found = [commands for block, commands in blocks if block == name]
    if len(found) != 1:
        raise Failed("docs/admin.md has %d blocks named %s" % (len(found), name))
    return found[0]


class Layer:
    """A file system in memory on top of others, which stay as they are."""

    folder = None
    count = 0

    def __init__(self, *lower):
        Layer.count += 1
        self.lower = lower
        self.own = os.path.join(Layer.folder, str(Layer.count))
        self.root = os.path.join(self.own, "root")
        for name in ("upper", "work", "root"):
            os.makedirs(os.path.join(self.own, name))
        # index=off, xino=off: the same layers lie under several at once.
        subprocess.run(
            ["mount", "-t", "overlay", "-o",
             "index=off,lowerdir=%s,upperdir=%s,workdir=%s" % (
                 ":".join(lower), os.path.join(self.own, "upper"), os.path.join(self.own, "work")),
             "joi-host", self.root], check=True)

    @classmethod
    def base(cls):
        """The Debian to begin with, unpacked by whoever needs it first."""
        if not cls.folder:
            cls.folder = tempfile.mkdtemp(prefix="joi-host-")
            subprocess.run(["mount", "-t", "tmpfs", "-o", "mode=755", "joi-host", cls.folder], check=True)
            os.mkdir(os.path.join(cls.folder, "base"))
            execute(["tar", "-C", os.path.join(cls.folder, "base"), "-xpf", BASE, "--numeric-owner", "--xattrs"], check=True)
        return os.path.join(cls.folder, "base")

    @property
    def layers(self):
        """What another layer stands on that begins where this one is."""
        return (os.path.join(self.own, "upper"),) + self.lower


def clean_up():
    """Ends the hosts that tests left, and gives the memory back."""
    for host in list(Host.running):
        host.close()
    if Layer.folder:
        subprocess.run(["umount", "-R", Layer.folder], check=False)
        shutil.rmtree(Layer.folder, ignore_errors=True)


class Host:
    running = []
    # The layers of a host at each step, made by the first that needs them.
    steps = {}

    def __init__(self, address="127.0.0.2", *, installed=True, switched_on=True, options=()):
        """`options`: lines for sshd beside its files, such as ("AcceptEnv *",)."""
        self.address = address
        self.options = options
        self.server = None
        self.keys = tempfile.mkdtemp(prefix="joi-keys-", dir="/dev/shm" if os.path.isdir("/dev/shm") else None)
        step = "bare" if not installed else "installed" if not switched_on else "on"
        self.layer = Layer(*self.layers(step))
        self.root = self.layer.root
        self.mount()
        Host.running.append(self)
        if installed:
            self.start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    @classmethod
    def layers(cls, step):
        if step == "bare":
            return (Layer.base(),)
        if step not in cls.steps:
            host = cls(installed=step == "on", switched_on=False)
            try:
                if step == "installed":
                    host.install()
                else:
                    host.documented("switch-on")
                host.stop()
            finally:
                host.close(keep=True)
            cls.steps[step] = host.layer.layers
        return cls.steps[step]

    # The machine.

    def mount(self):
        def mount(*arguments):
            subprocess.run(["mount", *arguments], check=True)

        mount("-t", "proc", "proc", self.path("/proc"))
        mount("-t", "tmpfs", "-o", "mode=755", "dev", self.path("/dev"))
        for name in ("null", "zero", "full", "random", "urandom", "tty"):
            device = os.stat("/dev/" + name)
            os.mknod(self.path("/dev/" + name), device.st_mode, device.st_rdev)
            os.chmod(self.path("/dev/" + name), 0o666)
        for name in ("pts", "shm"):
            os.mkdir(self.path("/dev/" + name))
        mount("-t", "devpts", "-o", "newinstance,ptmxmode=0666,mode=620,gid=5", "devpts", self.path("/dev/pts"))
        mount("-t", "tmpfs", "-o", "mode=1777", "shm", self.path("/dev/shm"))
        os.symlink("pts/ptmx", self.path("/dev/ptmx"))
        os.symlink("/proc/self/fd", self.path("/dev/fd"))
        mount("-t", "tmpfs", "-o", "mode=755", "run", self.path("/run"))
        os.mkdir(self.path("/run/sshd"), 0o755)
        os.mkdir(self.path("/run/lock"), 0o1777)
        os.chmod(self.path("/run/lock"), 0o1777)
        self.write("/usr/local/sbin/systemctl", SYSTEMCTL, 0o755)
        # Nothing is started by installing it.
        self.write("/usr/sbin/policy-rc.d", "#!/bin/sh\nexit 101\n", 0o755)

    def path(self, inside):
        """Where a path of the host is outside. No links are followed; ask `run` where that matters."""
        return self.root + inside

    def read(self, inside):
        with open(self.path(inside), "rb") as file:
            return file.read()

    def write(self, inside, text, mode=0o644):
        path = self.path(inside)
        with open(path, "wb") as file:
            file.write(text if isinstance(text, bytes) else text.encode())
        os.chmod(path, mode)

    def run(self, *command, account="root", input=b"", timeout=60, check=True, environment=()):
        """Runs a program on the host; one string is for sh. `account`: as that member, with their groups."""
        if len(command) == 1:
            command = ("sh", "-c", command[0])
        if account != "root":
            command = ("setpriv", "--reuid", account, "--regid", account, "--init-groups", "--", *command)
        return execute(
            ["chroot", self.root, *command], input=input, timeout=timeout, check=check, cwd="/",
            env={**ENVIRONMENT, **dict(environment)})

    def documented(self, name, timeout=120, **values):
        """Runs a block of docs/admin.md as it stands there, by a shell that stops at the first failure.

        `values`: words of the block to replace, for what stands there as an example."""
        commands = documented(name)
        for word, value in values.items():
            if word not in commands:
                raise Failed("the block %s has no %s" % (name, word))
            commands = commands.replace(word, value)
        result = self.run("cd /root && set -e\n" + commands, timeout=timeout)
        return result

    def install(self, package=PACKAGE):
        """As docs/admin.md says: the package lies in the folder where the administrator is."""
        shutil.copy(package, self.path("/root/" + os.path.basename(package)))
        result = self.documented("install")
        os.remove(self.path("/root/" + os.path.basename(package)))
        return result

    def start(self):
        """Starts sshd as its unit does, on this host's address."""
        arguments = ["/usr/sbin/sshd", "-D", "-e", "-o", "ListenAddress=" + self.address, "-o", "PidFile=/run/sshd.pid"]
        for option in self.options:
            arguments += ["-o", option]
        with open(self.path("/run/sshd.log"), "ab") as log:
            before = self.read("/run/sshd.log").count(b"Server listening on")
            self.server = subprocess.Popen(
                ["chroot", self.root, *arguments], stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                env=ENVIRONMENT, cwd="/", start_new_session=True)
        self.listening(before + 1)
        with open(os.path.join(self.keys, "known_hosts"), "w", encoding="ascii") as file:
            file.write("%s %s" % (self.address, self.read("/etc/ssh/ssh_host_ed25519_key.pub").decode()))

    def listening(self, times):
        """Waits until sshd has said so many times that it listens (once more for each reload)."""
        said = b"Server listening on"
        wait_until("sshd on %s" % self.address, lambda: self.read("/run/sshd.log").count(said) >= times)

    def stop(self):
        if self.server:
            self.server.terminate()
            self.server.wait()
            self.server = None

    def processes(self, account=None):
        """The processes of the host, or of an account: {pid: arguments}."""
        uid = None if account is None else int(self.run("id", "-u", account).text)
        found = {}
        for pid in filter(str.isdigit, os.listdir("/proc")):
            try:
                if os.readlink("/proc/%s/root" % pid) != self.root:
                    continue
                if uid is not None and os.stat("/proc/" + pid).st_uid != uid:
                    with open("/proc/%s/status" % pid, encoding="utf-8") as file:
                        if not re.search(r"^Uid:.*\b%d\b" % uid, file.read(), re.MULTILINE):
                            continue
                with open("/proc/%s/cmdline" % pid, "rb") as file:
                    found[int(pid)] = file.read().replace(b"\0", b" ").decode(errors="replace").strip()
            except (FileNotFoundError, ProcessLookupError):
                continue
        return found

    def close(self, keep=False):
        """Ends all of its processes. `keep`: its files stay, for others to stand on."""
        self.stop()
        for pid in self.processes():
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        wait_until("the end of the host's processes", lambda: not self.processes())
        subprocess.run(["umount", "-R", self.root], check=True)
        shutil.rmtree(self.keys)
        Host.running.remove(self)
        if not keep:
            # What is append-only can't be removed otherwise.
            subprocess.run(["chattr", "-R", "-f", "-a", self.layer.own], check=False, stderr=subprocess.DEVNULL)
            shutil.rmtree(self.layer.own)

    # Members.

    def key(self, account):
        """The member's private key, made where there is none; the public one is beside it, with .pub."""
        path = os.path.join(self.keys, account)
        if not os.path.exists(path):
            execute(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", account, "-f", path], check=True)
        return path

    def member(self, account, *options, name=None):
        """Makes a member as docs/admin.md does, with a key. `options` of joi-adduser, such as "--companies"."""
        with open(self.key(account) + ".pub", "rb") as file:
            key = file.read()
        return self.run(
            "joi-adduser", account, "--name", name or "Naam van " + account, "--organisation", "vliegende-pallet",
            "--organisation-name", "Transport De Vliegende Pallet", "--organisation-kind", "company", "--key", "-",
            *options, input=key)

    def client(self, account, *words, options=()):
        """The command line of a client that knows the host and the member's key, and nothing else."""
        # The first of two values for an option counts for ssh. Words may begin with a -.
        return [
            "ssh", "-F", "none", *options, "-o", "BatchMode=yes", "-o", "StrictHostKeyChecking=yes", "-o", "ConnectTimeout=30",
            "-o", "UserKnownHostsFile=" + os.path.join(self.keys, "known_hosts"), "-o", "IdentitiesOnly=yes",
            "-o", "LogLevel=ERROR", "-i", self.key(account), "-l", account, self.address,
            *(("--", *words) if words else ())]

    def ssh(self, account, *words, options=(), input=b"", timeout=30, environment=()):
        """ssh without a terminal, as for scripts: what it printed and how it ended."""
        return execute(
            self.client(account, *words, options=options), input=input, timeout=timeout,
            env={"PATH": ENVIRONMENT["PATH"], "LANG": "C.UTF-8", "TERM": "xterm-256color", **dict(environment)})

    def screen(self, account, *words, options=(), environment=(), columns=100, rows=30):
        """ssh in a pseudo-terminal, as a member at a keyboard: a Terminal."""
        return Terminal(
            self.client(account, *words, options=("-tt", *options)),
            {"PATH": ENVIRONMENT["PATH"], "LANG": "C.UTF-8", "TERM": "xterm-256color", **dict(environment)},
            columns, rows)
