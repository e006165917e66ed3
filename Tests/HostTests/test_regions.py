"""Two hosts share a room, set up by the commands of docs/admin.md: what is written on both during a cut stands on both
after it, in the same order."""
import datetime
import itertools
import json
import os
import random
import re
import signal
import subprocess
import unittest

from host import Host, wait_until

PEOPLE = ("anna", "anna-b", "bram", "cas", "dirk", "eva", "fee", "gijs", "hans", "ine")
START = datetime.datetime(2026, 3, 1, tzinfo=datetime.timezone.utc)
PULL = "/usr/lib/joi-tui/pull-regions"
# Answers a little at a time, so that a pull has a middle. rrsync calls it with these two words first.
SLOW = '#!/bin/sh\nshift 2\nexec /usr/bin/rsync.real --server --sender --bwlimit=20 "$@"\n'


class Region:
    """A host with ten members, and what they write."""

    def __init__(self, name, address):
        self.name = name
        self.host = Host(address=address)
        self.host.run("for account in %s; do useradd -M -U -d /var/lib/joi/home -s /bin/sh -p '*' -G joi $account; done"
                      % " ".join(PEOPLE))
        self.uids = {account: int(self.host.run("id", "-u", account).text) for account in PEOPLE}
        self.group = int(self.host.run("getent group joi | cut -d : -f 3").text)
        community = json.loads(self.host.read("/var/lib/joi/community.json"))
        community["region"] = name
        community["members"] = [
            {"account": account, "uid": self.uids[account], "name": "Naam van " + account} for account in PEOPLE]
        self.themes = [theme["id"] for room in community["rooms"] if room["id"] == "leden" for theme in room["themes"]]
        self.host.write("/var/lib/joi/community.json", json.dumps(community), 0o640)
        os.chown(self.host.path("/var/lib/joi/community.json"), 0, self.group)

    def append(self, account, event):
        """A line as the program writes it. The tests of the program itself are elsewhere: this is quicker."""
        path = self.host.path("/var/lib/joi/forum/leden/%s.jsonl" % account)
        with open(path, "ab") as file:
            file.write(json.dumps(event, ensure_ascii=False).encode() + b"\n")
        os.chown(path, self.uids[account], self.group)
        os.chmod(path, 0o640)

    def joi(self, *arguments):
        return self.host.run("joi-tui", *arguments, account="anna", environment={"XDG_STATE_HOME": "/tmp/state-anna"}).text

    def pull(self, check=True):
        return self.host.run(PULL, check=check, timeout=120)


class Conversation:
    """Writes posts on both hosts, each of what its members can see there; seeded."""

    def __init__(self, regions, seed, ties=False):
        self.regions = {region.name: region for region in regions}
        self.random = random.Random(seed)
        self.ties = ties
        self.clock = 0
        # (region, id, thread), where a thread is the (region, id) of its question; what each host shows.
        self.seen = {name: [] for name in self.regions}
        self.fresh = {name: [] for name in self.regions}

    def met(self):
        """Both hosts have all that was written until now."""
        everything = sum(self.seen.values(), [])
        for name in self.seen:
            self.seen[name] = sorted(set(everything))

    def write(self, region, posts):
        """So many posts, and what belongs to them."""
        for _ in range(posts):
            account = self.random.choice(PEOPLE)
            known = self.seen[region.name]
            if not known or self.random.random() < 0.1:
                post = self.event(region, account, "thread", title="Vraag over roosters %d" % self.clock,
                                  theme=self.random.choice(region.themes), body=self.text())
                known.append((region.name, post, (region.name, post)))
                continue
            home, answered, thread = self.random.choice(known)
            post = self.event(region, account, "reply", thread=self.named(thread, region),
                              to=self.named((home, answered), region), body=self.text())
            known.append((region.name, post, thread))
            way = self.random.random()
            if way < 0.3:
                # Of a post of either region; twice counts once.
                home, liked, _ = self.random.choice(known)
                self.event(region, account, "like", post=self.named((home, liked), region))
            elif way < 0.35:
                self.event(region, account, "edit", post=post, body="Beter gezegd: " + self.text())
            elif way < 0.38:
                self.event(region, account, "retract", post=post, reason="Stond er dubbel.")
            elif way < 0.45 and thread[0] == region.name:
                # The asker marks an answer, be it of the other region.
                asker = thread[1].rsplit("-", 2)[0]
                self.event(region, asker, "answer", thread=thread[1], post=self.named((region.name, post), region))
                self.event(region, asker, "like", post=self.named((home, answered), region))

    def named(self, post, region):
        """An id as a line of that region has it."""
        return post[1] if post[0] == region.name else "%s@%s" % (post[1], post[0])

    def text(self):
        return "Wie weet het? " + " ".join(self.random.choices(("rooster", "planning", "ploeg", "nacht", "één"), k=40))

    def event(self, region, account, what, **fields):
        # With ties, moments are rough: many of both hosts fall on the same one.
        self.clock += 1
        moment = START + datetime.timedelta(milliseconds=self.clock // 40 * 40_000 if self.ties else self.clock * 977)
        digits = moment.strftime("%Y%m%d%H%M%S") + "%03d" % (moment.microsecond // 1000)
        name = "%s-%s-%s" % (account, digits, "".join(self.random.choices("abcdefghijklmnop0123456789", k=8)))
        at = moment.strftime("%Y-%m-%dT%H:%M:%S.") + "%03dZ" % (moment.microsecond // 1000)
        region.append(account, {"v": 1, "id": name, "at": at, "do": what, **fields})
        return name


def neutral(region, text):
    """What a host shows, with its own members called as the other host calls them."""
    out = text.replace("@joi.invalid", "@%s.joi.invalid" % region.name)
    # Of longer names other header lines are wrapped.
    out = re.sub(r"\n +(?=<)", " ", out)
    out = re.sub(r"\b([a-z0-9-]+-\d{17}-[a-z0-9]{8})(?![@\w])", r"\1@" + region.name, out)
    # Names, firms and addresses of its own are shown by the host itself alone.
    out = re.sub(r'^From: .*(\n .*)*', "From:", out, flags=re.MULTILINE)
    return re.sub(r"^From [^ \n]+", "From", out, flags=re.MULTILINE)


def threads(region):
    found = json.loads(neutral(region, region.joi("threads", "--json")))
    for thread in found:
        author = thread["author"]
        thread["author"] = author["account"] if "@" in author["account"] else "%s@%s" % (author["account"], region.name)
    return found


def connect(north, south):
    """The commands of docs/admin.md on both hosts; what goes between the administrators is carried by hand."""
    for here, there in ((north, south), (south, north)):
        words = {"noord": here.name} if here.name != "noord" else {}
        here.host.documented("region-key", **words)
    for here, there in ((north, south), (south, north)):
        here.host.write("/root/zuid.pub", there.host.read("/etc/joi-tui/region-key.pub"))
        here.host.write("/root/zuid.host", there.host.read("/etc/ssh/ssh_host_ed25519_key.pub"))
        here.host.documented("region-account")
    for here, there in ((north, south), (south, north)):
        words = {"zuid.example.org": there.host.address}
        if there.name != "zuid":
            words['"zuid '] = '"%s ' % there.name
        here.host.documented("region-pull", **words)
        here.host.documented("region-timer")


class TwoHosts(unittest.TestCase):
    def setUp(self):
        self.seed = random.randrange(1 << 32)
        self.north = Region("noord", "127.0.0.2")
        self.addCleanup(self.north.host.close)
        self.south = Region("zuid", "127.0.0.3")
        self.addCleanup(self.south.host.close)
        connect(self.north, self.south)

    def assert_same(self, posts):
        """Both hosts show the same, and all of it."""
        lists = [threads(region) for region in (self.north, self.south)]
        self.assertEqual(lists[0], lists[1], "seed %d" % self.seed)
        shown = [neutral(region, region.joi("export", "forum", "--format", "mbox")) for region in (self.north, self.south)]
        # What was taken back is a message too.
        self.assertEqual(shown[0].count("\nMessage-ID: "), posts, "seed %d" % self.seed)
        self.assert_equal_texts(*shown)
        for thread in self.random_ten(lists[0]):
            self.assert_same_thread(thread["id"])
        for region in (self.north, self.south):
            # As the administrator, who sees all: no line of a log is wrong, nor anything of the other region; but likes of
            # one's own posts, of which the random ones have some.
            checked = region.host.run("joi-tui", "check", "/var/lib/joi", check=False).text
            wrong = re.compile(r"\.jsonl:\d|/@|joi-region|toolbox|community\.json:").search
            told = [line for line in checked.splitlines() if wrong(line) and ': "like" ' not in line]
            self.assertEqual(told, [], "seed %d" % self.seed)

    def assert_equal_texts(self, one, other):
        """With the first line that differs: the whole is a megabyte."""
        for mine, theirs in itertools.zip_longest(one.splitlines(), other.splitlines()):
            self.assertEqual(mine, theirs, "seed %d" % self.seed)

    def random_ten(self, found):
        return random.Random(self.seed).sample(found, min(10, len(found)))

    def assert_same_thread(self, thread):
        """Posts, tree, texts, likes and the marked answer of one conversation."""
        shown = []
        for region in (self.north, self.south):
            own = thread.removesuffix("@" + region.name)
            found = json.loads(neutral(region, region.joi("thread", own, "--json")))
            shown.append([
                (post["id"], post.get("answers"), post.get("body"), post["likes"], post["time"], post["edited"])
                for post in found["posts"]] + [found.get("answer"), found["state"], found["replies"]])
        self.assertEqual(shown[0], shown[1], "seed %d" % self.seed)

    def test_a_cut(self):
        conversation = Conversation((self.north, self.south), self.seed)
        # Together at first.
        for region in (self.north, self.south):
            conversation.write(region, 300)
        for region in (self.north, self.south):
            self.assertEqual(region.pull().error, b"")
        conversation.met()
        for region in (self.north, self.south):
            conversation.write(region, 300)
        self.assertIn("@zuid", self.north.joi("threads"))
        before = self.shown_of_south()

        # The connection ends in the middle of a log.
        self.south.host.run("mv /usr/bin/rsync /usr/bin/rsync.real")
        self.south.host.write("/usr/bin/rsync", SLOW, 0o755)
        pulling = self.start_pull(self.north)
        wait_until("the middle of a log", lambda: [
            name for name in os.listdir(self.north.host.path("/var/lib/joi/regions/zuid/leden"))
            if re.match(r"\.[a-z-]+\.jsonl\.", name)])
        # sshd and all that it started.
        self.south.host.stop()
        for process in self.south.host.processes():
            os.kill(process, signal.SIGKILL)
        error = pulling.communicate(timeout=120)[1].decode()
        self.assertEqual(pulling.returncode, 1)
        self.assertRegex(error, r"\Apull-regions: zuid leden: not all could be pulled .*\n\Z")
        # No log is there by half, nor has one that was there lost anything.
        for name, text in self.shown_of_south().items():
            whole = self.south.host.read("/var/lib/joi/forum/leden/" + name)
            self.assertTrue(whole.startswith(text) and text.startswith(before[name]) and text.endswith(b"\n"), name)
        self.south.host.run("mv /usr/bin/rsync.real /usr/bin/rsync")

        # Down altogether, on both sides; people go on.
        self.north.host.stop()
        for region in (self.north, self.south):
            conversation.write(region, 400)
            down = region.pull(check=False)
            self.assertEqual(down.status, 1)
            self.assertRegex(down.error.decode(), r"\Apull-regions: (zuid|noord): can't be reached \(.*refused.*\n\Z")
        for region in (self.north, self.south):
            region.host.start()
        for region in (self.north, self.south):
            self.assertEqual(region.pull().error, b"")
        self.assert_same(2_000)
        likes = [post for thread in threads(self.north)[:40]
                 for post in json.loads(self.north.joi("thread", thread["id"].removesuffix("@noord"), "--json"))["posts"]
                 if post["likes"]]
        self.assertTrue(any("@zuid" in post["id"] for post in likes) and any("@" not in post["id"] for post in likes))
        # Once more brings nothing, and touches nothing.
        published = self.south.host.run("stat -c '%n %Y %Z' /var/lib/joi/forum/leden/@noord/*").text
        self.south.pull()
        self.assertEqual(self.south.host.run("stat -c '%n %Y %Z' /var/lib/joi/forum/leden/@noord/*").text, published)

    def start_pull(self, region):
        return subprocess.Popen(
            ["chroot", region.host.root, PULL], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            start_new_session=True, cwd="/", env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin"})

    def shown_of_south(self):
        folder = "/var/lib/joi/forum/leden/@zuid"
        return {name: self.north.host.read(folder + "/" + name) for name in os.listdir(self.north.host.path(folder))}

    def test_the_same_moments(self):
        """Posts of both hosts of the same millisecond, by people of the same account, stand in the same order on both."""
        conversation = Conversation((self.north, self.south), self.seed, ties=True)
        for posts in (40, 60):
            for region in (self.north, self.south):
                conversation.write(region, posts)
            for region in (self.north, self.south):
                region.pull()
            conversation.met()
        self.assert_same(200)

    def test_what_the_key_can_do(self):
        """The other host's key reads what its account may read, by rsync, and nothing else."""
        north, south = self.north.host, self.south.host
        ssh = ["ssh", "-i", "/etc/joi-tui/region-key", "-o", "UserKnownHostsFile=/etc/joi-tui/region-hosts", "-o",
               "BatchMode=yes", "-l", "joi-region"]

        def rsync(*arguments):
            return north.run("rsync", "-e", " ".join(ssh), *arguments, check=False)

        south.write("/var/lib/joi/forum/meldingen/anna.jsonl", "{}\n", 0o640)
        group = int(south.run("getent group joi-facilitators | cut -d : -f 3").text)
        os.chown(south.path("/var/lib/joi/forum/meldingen/anna.jsonl"), self.south.uids["anna"], group)
        address = south.address
        self.assertEqual(rsync("--list-only", address + ":leden/").status, 0)
        for path in ("meldingen/", "meldingen/anna.jsonl", "begeleiding/", "bedrijven/", "../community.json", "../../../etc/passwd",
                     "/etc/passwd", "/var/lib/joi/community.json"):
            self.assertNotEqual(rsync("-r", "%s:%s" % (address, path), "/tmp/got").status, 0, path)
        north.write("/tmp/planted.jsonl", "{}\n")
        self.assertNotEqual(rsync("/tmp/planted.jsonl", address + ":leden/").status, 0)
        for words in (["id"], ["sh"], [], ["rsync --server --sender -e.LsfxCIvu . /etc/"], ["-W", "127.0.0.3:22"]):
            answer = north.run(*ssh, *(words if words[:1] == ["-W"] else []), address, *(words if words[:1] != ["-W"] else []),
                               check=False)
            self.assertNotEqual(answer.status, 0, words)
            self.assertNotIn(b"uid=", answer.out)
            self.assertNotIn(b"root:", answer.out)
        self.assertEqual(self.south.host.run("ls /var/lib/joi/forum/leden/planted.jsonl", check=False).status, 2)
