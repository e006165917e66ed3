"""The data of a host for load.py: a made forum with identity `unix`, its accounts, and where they keep things."""
import ctypes
import json
import os
import shutil
import subprocess
import sys
import time

from crowd import Seat

HERE = os.path.dirname(os.path.abspath(__file__))
# Accounts and groups that no system has; members need no line in /etc/passwd.
FIRST_UID, GROUP = 71_001, 71_000
MUTTRC = """\
set sort=threads
set sort_aux=date
set mark_old=no
set wait_key=no
set move=no
set quit=yes
set folder=.
set record=''
set resolve=no
set index_format="%4C %Z %{%b %d} %-18.18L %s"
"""
NEW_MOUNTS = 0x00020000


class Host:
    """The data of a host with identity `unix`, owned as docs/forum.md says."""

    def __init__(self, folder, options):
        self.folder, self.options = folder, options
        self.root = f"{folder}/forum/data"
        self.program = f"{folder}/joi-tui"
        # A checkout may lie where other accounts can't go.
        shutil.copy(options.joi_tui, self.program)
        os.chmod(self.program, 0o755)
        os.chmod(folder, 0o755)
        subprocess.run(
            [sys.executable, f"{HERE}/make_forum.py", "--no-maildir", "--posts", str(options.posts), "--threads",
             str(max(1, options.posts * 9 // 100)), "--members", str(options.accounts), "--seed", str(options.seed),
             f"{folder}/forum"], check=True, stdout=subprocess.DEVNULL)
        with open(f"{self.root}/community.json", encoding="utf-8") as file:
            community = json.load(file)
        community["identity"] = "unix"
        self.accounts = [member["account"] for member in community["members"]]
        for number, member in enumerate(community["members"]):
            member["uid"] = FIRST_UID + number
        with open(f"{self.root}/community.json", "w", encoding="utf-8") as file:
            json.dump(community, file)
        for name, mode in (("leden", 0o750), ("meldingen", 0o751)):
            room = f"{self.root}/forum/{name}"
            os.makedirs(room, exist_ok=True)
            for number, account in enumerate(self.accounts):
                log = os.open(f"{room}/{account}.jsonl", os.O_WRONLY | os.O_CREAT)
                os.fchown(log, FIRST_UID + number, GROUP)
                os.fchmod(log, 0o640)
                os.close(log)
            os.chown(room, 0, GROUP)
            os.chmod(room, mode)
        for number, account in enumerate(self.accounts):
            os.makedirs(f"{folder}/state/{account}", mode=0o700)
            os.chown(f"{folder}/state/{account}", FIRST_UID + number, GROUP)
        self.size = sum(os.path.getsize(self.log(account)) for account in self.accounts)

    def log(self, account):
        return f"{self.root}/forum/leden/{account}.jsonl"

    def lines(self):
        found = 0
        for account in self.accounts:
            with open(self.log(account), "rb") as file:
                found += file.read().count(b"\n")
        return found

    def count(self, words):
        """How often each word stands as the text of an answer in its account's log."""
        found = dict.fromkeys(words, 0)
        for account in self.accounts:
            with open(self.log(account), encoding="utf-8") as file:
                for line in file:
                    event = json.loads(line)
                    key = (account, event.get("body"))
                    if event["do"] == "reply" and key in found:
                        found[key] += 1
        return found

    def seats(self):
        seats = []
        for number in range(self.options.sessions):
            place = number % len(self.accounts)
            account = self.accounts[place]
            seat = Seat(number, FIRST_UID + place, [GROUP], f"{self.folder}/state/{account}")
            seat.account, seat.is_facilitator = account, place < 2
            seats.append(seat)
        return seats

    def environment(self, seat):
        home = f"{self.folder}/state/{seat.account}"
        return {
            "PATH": "/usr/bin:/bin", "HOME": home, "XDG_STATE_HOME": home, "TERM": "xterm-256color", "LANG": "C.UTF-8",
            "TMPDIR": home}

    def append(self, account, word):
        """An answer by somebody who isn't here."""
        with open(self.log(account), encoding="utf-8") as file:
            thread = next(event["id"] for event in map(json.loads, file) if event["do"] == "thread")
        now = time.time()
        day, thousandths = time.gmtime(now), int(now * 1_000) % 1_000
        event = {
            "v": 1, "id": f"{account}-{time.strftime('%Y%m%d%H%M%S', day)}{thousandths:03}-{word[:8]}", "do": "reply",
            "at": f"{time.strftime('%Y-%m-%dT%H:%M:%S', day)}.{thousandths:03}Z", "thread": thread, "body": word}
        line = json.dumps(event).encode() + b"\n"
        moment = time.monotonic()
        with open(self.log(account), "ab") as file:
            file.write(line)
        return moment

    def mailbox(self):
        path = f"{self.folder}/state/{self.accounts[0]}/forum.mbox"
        subprocess.run(
            [self.program, "export", "forum", "--format", "mbox", "--data", self.root, "-o", path], check=True,
            env=self.environment(self.seats()[0]), user=FIRST_UID, group=GROUP, extra_groups=[])
        os.rename(path, f"{self.folder}/forum.mbox")
        os.chmod(f"{self.folder}/forum.mbox", 0o644)
        with open(f"{self.folder}/muttrc", "w", encoding="utf-8") as file:
            file.write(MUTTRC)
        self.name_accounts()
        return f"{self.folder}/forum.mbox"

    def name_accounts(self):
        """neomutt starts for nobody without a line in /etc/passwd: here, and for what is started here, they get one."""
        shutil.copy("/etc/passwd", f"{self.folder}/passwd")
        with open(f"{self.folder}/passwd", "a", encoding="utf-8") as file:
            for number, account in enumerate(self.accounts):
                file.write(f"{account}:x:{FIRST_UID + number}:{GROUP}::{self.folder}/state/{account}:/bin/sh\n")
        if ctypes.CDLL(None, use_errno=True).unshare(NEW_MOUNTS) != 0:
            raise OSError(ctypes.get_errno(), "no mounts of one's own")
        for arguments in (["--make-rprivate", "/"], ["--bind", f"{self.folder}/passwd", "/etc/passwd"]):
            subprocess.run(["mount", *arguments], check=True)
