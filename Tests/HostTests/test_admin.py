"""docs/admin.md, command by command, on a fresh host."""
import glob
import os
import re
import subprocess
import unittest

from host import ADMIN, Host, wait_until


class Admin(unittest.TestCase):
    def test_page(self):
        with Host() as host:
            for account in ("lid01", "begeleider1", "piet"):
                with open(host.key(account) + ".pub", "rb") as file:
                    host.write("/root/%s.pub" % account, file.read())
            host.documented("first-member")
            told = host.documented("check").text
            self.assertRegex(told, r"(?m)^lid01\tHR-adviseur\tvliegende-pallet\t")
            self.assertEqual(host.run("id -Gn lid01").text.split(), ["lid01", "joi", "joi-companies"])
            self.assertEqual(host.run("stat -c '%U:%G %a' /etc/joi-tui/keys/lid01").text, "root:root 644\n")
            self.assertEqual(host.run("getent passwd lid01 | cut -d: -f6,7").text, "/var/lib/joi/home:/bin/sh\n")
            self.assertEqual(
                host.run("cd /var/lib/joi && stat -c '%n %U:%G %a' state/* forum/*/*").text,
                "state/lid01 lid01:lid01 700\n"
                "forum/bedrijven/lid01.jsonl lid01:joi-companies 640\n"
                "forum/begeleiding/lid01.jsonl lid01:joi-facilitators 640\n"
                "forum/leden/lid01.jsonl lid01:joi 640\n"
                "forum/meldingen/lid01.jsonl lid01:joi-facilitators 640\n")
            for room in ("bedrijven", "begeleiding", "leden", "meldingen"):
                attributes = host.run("lsattr /var/lib/joi/forum/%s/lid01.jsonl" % room).text.split()[0]
                self.assertIn("a", attributes, room)
            who = host.ssh("lid01", "whoami")
            self.assertEqual(who.status, 0, who)
            self.assertIn("HR-adviseur", who.text)

            host.run("useradd --create-home --shell /bin/bash --password '*' piet")
            host.documented("existing")
            self.assertIn("Planner", host.ssh("piet", "whoami").text)

            host.documented("facilitator")
            self.assertEqual(host.ssh("begeleider1", "queue").error, b"")
            self.assertEqual(host.run("id -Gn begeleider1").text.split()[1:], ["joi", "joi-companies", "joi-facilitators"])
            self.assertRegex(host.run("joi-tui member list").text, r"(?m)^begeleider1\t.*\tfacilitator\t")

            host.documented("role")
            self.assertRegex(host.run("joi-tui member list").text, r"(?m)^lid01\tHR-adviseur\tvliegende-pallet\t\t")
            self.assertNotIn("joi-facilitators", host.run("id -Gn lid01").text)

            host.documented("room")
            self.assertEqual(host.run("cd /var/lib/joi/forum && stat -c '%n %U:%G %a' onderzoek onderzoek/*").text,
                             "onderzoek root:joi 750\nonderzoek/begeleider1.jsonl begeleider1:joi 640\n"
                             "onderzoek/lid01.jsonl lid01:joi 640\nonderzoek/piet.jsonl piet:joi 640\n")
            host.documented("check")

            # A connection that is there already would bring in one session after the other.
            socket = os.path.join(host.keys, "master")
            master = subprocess.Popen(
                host.client("piet", options=("-M", "-S", socket, "-N")), stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            wait_until("the first connection", lambda: os.path.exists(socket))
            self.assertIn("Planner", host.ssh("piet", "whoami", options=("-S", socket)).text)
            host.documented("leave")
            self.assertNotEqual(master.wait(timeout=30), 0)
            for options in ((), ("-S", socket)):
                refused = host.ssh("piet", "whoami", options=options)
                self.assertEqual((refused.status, refused.out), (255, b""), refused)

            # Without the program there is nothing to come into, and without its lines no way in.
            host.documented("remove")
            self.assertEqual(host.ssh("lid01", "list").status, 127)
            host.documented("purge")
            host.stop()
            host.start()
            refused = host.ssh("lid01", "list")
            self.assertEqual((refused.status, refused.out), (255, b""), refused)

    def test_each_block_is_tried(self):
        """No block of the page has a mark that no test runs."""
        with open(ADMIN, encoding="utf-8") as file:
            page = file.read()
        named = re.findall(r"^```sh host (\S+)$", page, re.MULTILINE)
        self.assertEqual(len(named), len(set(named)))
        tests = ""
        for path in glob.glob(os.path.join(os.path.dirname(os.path.abspath(__file__)), "*.py")):
            with open(path, encoding="utf-8") as file:
                tests += file.read()
        for name in named:
            self.assertIn('documented("%s"' % name, tests)
        self.assertEqual(re.findall(r"^```(sh|bash|shell)$", page, re.MULTILINE), [])

