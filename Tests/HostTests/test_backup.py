"""A backup while members post, and a host that is made of it anew, by the commands of docs/admin.md."""
import json
import os
import re
import shutil
import threading
import unittest

from host import Host

POSTS = 12


def post(host, account, *words, text="Wie weet het?"):
    """As the member, with the state folder that the program has for them; the post's id, once it is on disk."""
    environment = {"XDG_STATE_HOME": "/var/lib/joi/state/" + account, "JOI_DATA": "/var/lib/joi"}
    said = host.run("joi-tui", *words, account=account, input=text.encode(), environment=environment).text
    return re.fullmatch(r"\S+ (%s-\d{17}-\w{8})\n" % account, said)[1]


def ask(host, account, title):
    return post(host, account, "ask", "--theme", host.theme, "--title", title)


def shown(host, account="anna"):
    return host.run("joi-tui", "export", "forum", "--format", "mbox", account=account, environment={"XDG_STATE_HOME": "/tmp/s"}).text


def ids(host):
    return set(re.findall(r"^Message-ID: <([^@]+)@", shown(host), re.MULTILINE))


class BackupTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.old = Host(address="127.0.0.2")
        cls.prepare(cls.old)
        for account in ("anna", "bram", "cas"):
            cls.old.member(account, "--companies")
        cls.old.member("dirk", "--facilitator")
        # An account whose own group begins as those of the rooms do; and one of somebody who was erased.
        cls.old.member("joi-eva", "--companies")
        cls.old.member("fenna", "--companies")
        cls.gone = ask(cls.old, "fenna", "Wat weet je van roosters?")
        post(cls.old, "anna", "reply", cls.gone)
        cls.old.run("joi-tui", "member", "erase", "fenna", "--yes", check=False)
        cls.old.run("usermod -G '' fenna")
        cls.question = ask(cls.old, "anna", "Wie ruilt er van ploeg?")
        for account in ("bram", "cas", "dirk"):
            post(cls.old, account, "reply", cls.question)
        # A writer was interrupted long ago.
        cls.torn = cls.log("cas")
        with open(cls.old.path(cls.torn), "ab") as file:
            file.write(b'{"v":1,"id":"cas-2026')
        cls.before, cls.during = cls.backup()
        cls.text = shown(cls.old)

    @classmethod
    def tearDownClass(cls):
        cls.old.close()

    @staticmethod
    def prepare(host):
        community = json.loads(host.read("/var/lib/joi/community.json"))
        host.theme = next(room["themes"][0]["id"] for room in community["rooms"] if room["id"] == "leden")

    @staticmethod
    def log(account):
        return "/var/lib/joi/forum/leden/%s.jsonl" % account

    @classmethod
    def backup(cls):
        """Backups one after the other while two members post; what was sent before the last of them, and after."""
        sent, problems, done = [], [], threading.Event()

        def write(account):
            try:
                while not done.is_set() or len(sent) < 2 * POSTS:
                    sent.append(post(cls.old, account, "reply", cls.question, text="Antwoord %d" % len(sent)))
            except Exception as problem:
                problems.append(problem)
                done.set()

        writers = [threading.Thread(target=write, args=(account,)) for account in ("anna", "bram")]
        for writer in writers:
            writer.start()
        while len(sent) < POSTS and not problems:
            cls.old.documented("backup")
        before = list(sent)
        cls.old.documented("backup")
        done.set()
        for writer in writers:
            writer.join()
        if problems:
            raise problems[0]
        return before, sent[len(before):]

    def restored(self):
        """A fresh host, on which the members' accounts get other numbers."""
        new = Host(address="127.0.0.3")
        self.addCleanup(new.close)
        new.run("for account in x1 x2 x3; do useradd -M $account; done")
        shutil.copy(self.old.path("/root/joi.tar.gz"), new.path("/root/joi.tar.gz"))
        result = new.documented("restore")
        new.checked = result.text
        new.theme = self.old.theme
        # Members have their keys, and have heard of the new host.
        for account in ("anna", "bram", "cas", "dirk"):
            for name in (account, account + ".pub"):
                shutil.copy(os.path.join(self.old.keys, name), os.path.join(new.keys, name))
        return new

    def test_all_is_there(self):
        new = self.restored()
        uids = [[host.run("id", "-u", "anna").text for host in (self.old, new)]]
        self.assertNotEqual(uids[0][0], uids[0][1])
        # What was sent before the backup began is there; of what was sent meanwhile, a beginning of each log.
        found = ids(new)
        self.assertEqual(set(self.before) - found, set())
        self.assertIn(self.question, found)
        # What hangs on an erased question is there as before.
        for host in (self.old, new):
            shown = host.run("joi-tui", "thread", self.gone, account="anna", environment={"XDG_STATE_HOME": "/tmp/s"})
            self.assertIn("fenna", shown.text)
        self.assertEqual(found - ids(self.old), set())
        for account in ("anna", "bram", "cas", "dirk"):
            self.assertTrue(self.old.read(self.log(account)).startswith(new.read(self.log(account))), account)
        listed = [host.run("joi-tui", "member", "list").text.replace("\t" + host.run("id", "-u", account).text.strip(), "")
                  for host, account in ((self.old, "anna"), (new, "anna"))]
        self.assertEqual(len(listed[0].splitlines()), 6)
        groups = "id -nG joi-eva; id -nG fenna"
        self.assertEqual(new.run(groups).text, self.old.run(groups).text)
        strip = lambda text: [row.split("\t")[:4] for row in text.splitlines()]
        self.assertEqual(strip(listed[0]), strip(listed[1]))
        # Whole, but for the line that was interrupted on the old host.
        checked = new.run("joi-tui", "check", check=False)
        self.assertEqual(checked.status, 0, checked)
        told = [line for line in checked.text.splitlines() if self.torn not in line]
        self.assertEqual([line for line in told if "leden/anna" not in line and "leden/bram" not in line], [], checked.text)
        owners = "stat -c '%n %U %G %a' /var/lib/joi /var/lib/joi/* /var/lib/joi/forum/*/* /var/lib/joi/state/* /etc/joi-tui/keys/*"
        self.assertEqual(new.run(owners).text, self.old.run(owners).text)
        # Of whom was erased there is nothing left to be kept from changing.
        flags = "lsattr /var/lib/joi/forum/*/*.jsonl | grep -v fenna | cut -c 1-20"
        self.assertEqual(new.run(flags, check=False).text, self.old.run(flags, check=False).text)

    def test_members_come_in_and_go_on(self):
        new = self.restored()
        for account in ("anna", "cas"):
            answer = new.ssh(account, "threads")
            self.assertEqual(answer.status, 0, answer)
            self.assertIn("Wie ruilt er van ploeg?", answer.text)
        for account in ("anna", "bram", "cas", "dirk"):
            sent = post(new, account, "reply", self.question, text="Ik ben er weer.")
            self.assertIn(sent, ids(new), account)
        # The facilitator is one still, and reads what others don't.
        environment = {"XDG_STATE_HOME": "/tmp/s2"}
        self.assertEqual(new.run("joi-tui", "queue", account="dirk", environment=environment, check=False).status, 0)
        self.assertNotEqual(new.run("ls /var/lib/joi/forum/meldingen", account="anna", check=False).status, 0)
        # What was interrupted counts for nobody, and is named for good.
        told = new.run("joi-tui", "check", check=False).text.splitlines()
        self.assertEqual([line.split(": ")[0] for line in told], [self.torn + ":2"], told)

    def test_what_is_not_whole_is_told(self):
        new = self.restored()
        forum = "/var/lib/joi/forum"
        for damage, mend, word in (
            ("mv %s/bedrijven /root/" % forum, "mv /root/bedrijven %s/" % forum, "forum/bedrijven"),
            ("mv %s/leden/dirk.jsonl /root/" % forum, "mv /root/dirk.jsonl %s/leden/" % forum, "leden/dirk.jsonl"),
            ("chown anna %s/leden/bram.jsonl" % forum, "chown bram %s/leden/bram.jsonl" % forum, "leden/bram.jsonl"),
            ("chgrp joi %s/meldingen" % forum, "chgrp joi-facilitators %s/meldingen" % forum, "forum/meldingen"),
            ("chmod 644 %s/leden/bram.jsonl" % forum, "chmod 640 %s/leden/bram.jsonl" % forum, "leden/bram.jsonl"),
            ("chmod 755 /var/lib/joi/state/anna", "chmod 700 /var/lib/joi/state/anna", "state/anna"),
            ("gpasswd -d cas joi", "gpasswd -a cas joi", "cas"),
        ):
            new.run("chattr -f -a %s/*/*.jsonl; %s" % (forum, damage))
            checked = new.run("joi-tui", "check", check=False)
            self.assertEqual(checked.status, 1, (damage, checked))
            self.assertIn(word, checked.text + checked.error.decode(), damage)
            new.run(mend)
            self.assertEqual(new.run("joi-tui", "check", check=False).status, 0, damage)

    def test_a_log_cut_short_is_told(self):
        new = self.restored()
        path = new.path(self.log("bram"))
        new.run("chattr -f -a /var/lib/joi/forum/leden/*.jsonl; true")
        os.truncate(path, os.path.getsize(path) - 20)
        self.assertIn(self.log("bram"), new.run("joi-tui", "check", check=False).text)
        # The question is gone, and its answers say so.
        os.truncate(new.path(self.log("anna")), 0)
        checked = new.run("joi-tui", "check", check=False).text
        for account in ("bram", "cas", "dirk"):
            self.assertIn("%s:1:" % self.log(account), checked)
