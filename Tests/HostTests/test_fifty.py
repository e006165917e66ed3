"""Fifty people log in at the same moment, land in the program, write at the same time, and nothing is lost."""
import collections
import json
import os
import random
import unittest

from host import Host, wait_until
from terminal import wait_all

PEOPLE = 50
ACCOUNTS = ["lid%02d" % number for number in range(1, PEOPLE + 1)]
HOME = "Waarmee kunnen we helpen?"
SIMILAR, SENT, QUESTION, ANSWER = "Lijkt hier iets op?", "Verstuurd.", "Nieuwe vraag", "Antwoord op"


def words(seed, count):
    """Words that nobody else uses, so that no question resembles another."""
    dice = random.Random(seed)
    return " ".join("".join(dice.choice("bdfgklmnprstvz") + dice.choice("aeiou") for _ in range(4)) for _ in range(count))


class Fifty(unittest.TestCase):
    def setUp(self):
        self.host = Host()
        self.addCleanup(self.host.close)
        # What a login says elsewhere must not be seen.
        self.host.write("/etc/motd", "MESSAGE OF THE DAY\n")
        for account in ACCOUNTS:
            self.host.member(account, "--companies")

    def send(self, screens, replies):
        """Ctrl-X: at once, or after a look at what resembles it. Until it is on disk, as the program says, and stands in
        the conversation that is open then."""
        for screen in screens:
            screen.press(b"\x18")

        def answered(text):
            """that it was sent, or what resembles it"""
            return SENT in text or SIMILAR in text

        wait_all(screens, answered)
        hesitant = [screen for screen in screens if SENT not in screen.text]
        for screen in hesitant:
            screen.press(b"\x18")
        wait_all(screens, lambda text: replies in text)

    def events(self):
        """All that stands in the logs: (account of the log, event)."""
        folder = self.host.path("/var/lib/joi/forum/leden")
        found = []
        for name in sorted(os.listdir(folder)):
            with open(os.path.join(folder, name), encoding="utf-8") as file:
                found += [(name.removesuffix(".jsonl"), json.loads(line)) for line in file]
        return found

    def test_fifty(self):
        # All are started before any is looked at.
        screens = [self.host.screen(account) for account in ACCOUNTS]
        for screen in screens:
            self.addCleanup(screen.close)

        # At the first try, each on the first screen, and nothing was printed before it.
        wait_all(screens, HOME, 120)
        for account, screen in zip(ACCOUNTS, screens):
            self.assertTrue(screen.output.startswith(b"\x1b[?1049h"), "%s: %r" % (account, screen.output[:80]))
            self.assertIn(account, screen.settle(0.05))
        shown = {screen.text.replace(account, "ACCOUNT") for account, screen in zip(ACCOUNTS, screens)}
        self.assertEqual(len(shown), 1, "\n".join(sorted(shown)))
        log = self.host.read("/run/sshd.log").decode()
        self.assertEqual(log.count("Accepted publickey"), PEOPLE, log)

        # Each asks a question. They write, and all send it at the same time.
        for screen in screens:
            screen.press("4")
        wait_all(screens, "Er zijn nog geen gesprekken")
        for screen in screens:
            screen.press("a")
        wait_all(screens, QUESTION)
        titles = {account: "%s %s" % (account, words(account, 2)) for account in ACCOUNTS}
        for account, screen in zip(ACCOUNTS, screens):
            # Title, theme as it stands, text.
            screen.press(titles[account] + "\r")
            screen.press("\r")
            screen.press("Vraag: " + words(account + "?", 3))
            wait_all([screen], "Vraag: " + words(account + "?", 3))
        self.send(screens, "· 0 antwoorden ·")

        # Each answers in the conversation that is open then: the own one.
        for screen in screens:
            screen.press("r")
        wait_all(screens, ANSWER)
        for account, screen in zip(ACCOUNTS, screens):
            screen.press("Antwoord: " + words(account + "!", 3))
            wait_all([screen], "Antwoord: " + words(account + "!", 3))
        self.send(screens, "· 1 antwoord ·")

        # On disk each stands once, in the log of its author, which is the author's and only grows.
        events = self.events()
        self.assertEqual(collections.Counter((account, event["do"]) for account, event in events),
                         collections.Counter((account, do) for account in ACCOUNTS for do in ("thread", "reply")))
        self.assertEqual(len({event["id"] for _, event in events}), 2 * PEOPLE)
        for account, event in events:
            self.assertTrue(event["id"].startswith(account + "-"), event)
            expected = words(account + "?", 3) if event["do"] == "thread" else words(account + "!", 3)
            self.assertIn(expected, event["body"])
            if event["do"] == "thread":
                self.assertEqual(event["title"], titles[account])
        self.assertEqual(
            self.host.run("cd /var/lib/joi/forum/leden && stat -c '%U:%G %a' *").text.split("\n")[:-1],
            [account + ":joi 640" for account in ACCOUNTS])

        # All see all, without pressing a key for it.
        for screen in screens:
            screen.press("4")
        wait_all(screens, "%d gesprekken" % PEOPLE, 120)
        # What a subcommand tells is the same for the first and the last.
        for account in (ACCOUNTS[0], ACCOUNTS[-1]):
            told = self.host.ssh(account, "threads")
            self.assertEqual(told.status, 0, told)
            for title in titles.values():
                self.assertIn(title, told.text)
        checked = self.host.run("joi-tui", "check", check=False)
        self.assertEqual(checked.status, 0, checked)

        # q leaves, and nothing stays behind.
        for screen in screens:
            screen.press("0", HOME)
            screen.press("q")
        for account, screen in zip(ACCOUNTS, screens):
            self.assertEqual(screen.ended(60), 0, account)
        wait_until("the end of all sessions", lambda: all("listener" in line for line in self.host.processes().values()), 60)
