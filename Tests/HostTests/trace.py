"""What was changed on a host meanwhile: files of any kind, processes."""
import os
import stat

from host import Failed, wait_until

# What sshd itself writes about a login, the message of the day that nobody sees among it, and the harness.
SSHD = ("/var/log/lastlog", "/var/log/wtmp", "/var/log/btmp", "/run/utmp", "/run/motd.dynamic", "/run/motd.dynamic.new",
        "/run/sshd.log")


class Trace:
    """`with Trace(host, "lid01"): ...` fails if anything but the member's own logs and state was written, or if a process
    of the member is left."""

    def __init__(self, host, account):
        self.host, self.account = host, account

    def __enter__(self):
        self.before = self.files()
        return self

    def __exit__(self, kind, *_):
        if kind:
            return
        wait_until("the end of what was started: %s" % self.running(), lambda: not self.running())
        after = self.files()
        changed = sorted(path for path in self.before.keys() | after.keys() if self.before.get(path) != after.get(path))
        foreign = [path for path in changed if not self.is_own(path)]
        if foreign:
            raise Failed("changed on the host: %s" % foreign)

    def running(self):
        """What there is of the host beside sshd's listener."""
        return [line for line in self.host.processes().values() if "[listener]" not in line]

    def files(self):
        """Every file, folder, link, socket of the host that is not as it lay below: whatever is changed is among them."""
        found = {}
        root = self.host.root
        folders = [(os.path.join(self.host.layer.own, "upper"), "")]
        folders += [(root + path, path) for path in ("/run", "/dev", "/dev/shm")]
        while folders:
            folder, inside = folders.pop()
            with os.scandir(folder) as entries:
                for entry in entries:
                    path = inside + "/" + entry.name
                    if path in SSHD or os.path.ismount(entry.path):
                        continue
                    about = entry.stat(follow_symlinks=False)
                    state = (about.st_mode, about.st_uid, about.st_gid)
                    if stat.S_ISDIR(about.st_mode):
                        folders.append((entry.path, path))
                        # It tells by what is in it; one that lay below too is here only because of that.
                        if state == self.below(path):
                            continue
                    elif not stat.S_ISCHR(about.st_mode):
                        state += (about.st_ino, about.st_size, about.st_mtime_ns)
                    found[path] = state
        return found

    def below(self, path):
        """Mode and owners of a folder in the layers below."""
        for layer in self.host.layer.lower:
            if os.path.lexists(layer + path):
                about = os.lstat(layer + path)
                return about.st_mode, about.st_uid, about.st_gid
        return None

    def is_own(self, path):
        parts = path.split("/")[1:]
        return parts[:4] == ["var", "lib", "joi", "state"] and parts[4:5] == [self.account] or (
            parts[:4] == ["var", "lib", "joi", "forum"] and parts[5:] == [self.account + ".jsonl"])
