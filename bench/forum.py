"""The forum's part of bench.py: a hundred thousand posts (make_forum.py), beside neomutt on the same posts as Maildir."""
import json
import os
import shutil
import statistics
import sys
import time

from session import Failed, Session

DOWN, ENTER, ESCAPE, CLEAR = b"\x1bOB", b"\r", b"\x1b", b"\x15"
WORDS = ("werkdruk", "e", "de", "leiderschap", "team en taken", "leidinggevned", "van:lid001 rooster", '"van de"',
         "is:onbeantwoord", "xylofoon")
NEEDLE = "hooibergnaald"


def private(session):
    """Memory that is the process's alone in MB (10^6 bytes)."""
    with open(f"/proc/{session.pid}/smaps_rollup", encoding="ascii") as file:
        rows = dict(line.split(":", 1) for line in file if ":" in line)
    return sum(int(rows[key].split()[0]) for key in ("Private_Clean", "Private_Dirty")) * 1_024 / 1e6


def logs_size(data):
    return sum(
        os.path.getsize(os.path.join(folder, name)) for folder, _, names in os.walk(f"{data}/forum") for name in names)


def until(session, found, seconds=30):
    """Until the screen shows something: milliseconds from the start of the program to the byte that completed it."""
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        if found(session.screen().text()):
            return (session.output[-1][0] - session.spawned) * 1_000
        session.read(0.02)
    raise Failed(f"never shown; the screen:\n{session.screen().text()}")


class ForumBench:
    def __init__(self, bench, folder, home):
        self.bench, self.home = bench, home
        # Posts are added while measuring, so the logs are a copy.
        self.large = f"{bench.folder}/large"
        self.small = f"{bench.folder}/small"
        self.without = f"{bench.folder}/without"
        shutil.copytree(f"{folder}/data", self.large)
        shutil.copytree(f"{folder}-small/data", self.small)
        os.makedirs(self.without)
        shutil.copy(f"{self.large}/toolbox.json", self.without)
        self.maildir = f"{folder}/Maildir"

    def starts(self, runs):
        """First frames with and without a forum: milliseconds."""
        programs = {
            "without a forum": (lambda: self.bench.joi(self.without), self.home),
            "with 100,000 posts": (lambda: self.bench.joi(self.large), self.home)}
        return {name: [ms for ms, _, _ in found] for name, found in self.bench.startup(programs, runs).items()}

    def ready(self, runs):
        """Milliseconds from the start until the list is there, and until a word of one post is found; memory then."""
        lists, searches, memory = [], [], []
        for _ in range(runs):
            with self.bench.joi(self.large) as session:
                session.wait_for(self.home)
                os.write(session.fd, b"4")
                lists.append(until(session, lambda text: "9000 gesprekken" in text))
                os.write(session.fd, b"/" + NEEDLE.encode())
                searches.append(until(session, lambda text: NEEDLE in text and "1 bericht" in text))
                session.settle(0.5)
                memory.append(private(session))
        return lists, searches, memory

    def letters(self):
        """Milliseconds of each letter of some queries, three turns, by what then stands in the field."""
        found = {}
        with self.bench.joi(self.large) as session:
            session.wait_for(self.home)
            os.write(session.fd, b"4/" + NEEDLE.encode())
            until(session, lambda text: "1 bericht" in text)
            session.settle(0.3)
            for _ in range(3):
                for word in WORDS:
                    session.press(CLEAR, quiet=0.1)
                    for place, letter in enumerate(word):
                        shown, _ = session.press(letter.encode(), quiet=0.08)
                        if shown is not None:
                            found.setdefault(word[:place + 1], []).append(shown)
        return found

    def reading(self, data, count):
        """Opening the first conversation and stepping through it: milliseconds."""
        with self.bench.joi(data) as session:
            session.wait_for(self.home)
            os.write(session.fd, b"4")
            until(session, lambda text: f"{count} gesprekken" in text)
            session.settle(3 if count > 1_000 else 0.5)
            opened, steps, rows = [], [], []
            for _ in range(10):
                rows.append(session.press(DOWN, patience=0.5)[0])
                opened.append(session.press(ENTER)[0])
                # At the end of a conversation a step changes nothing.
                while len(steps) < 20 * len(opened):
                    step = session.press(DOWN, patience=0.2)[0]
                    if step is None:
                        break
                    steps.append(step)
                session.press(ESCAPE, quiet=0.3)
        clean = lambda values: [value for value in values if value is not None]
        return clean(rows), clean(opened), clean(steps)

    def news(self, runs, seconds):
        """Milliseconds from a post's line in its log to the screen; then CPU and context switches at rest."""
        found = []
        with self.bench.joi(self.large) as session:
            session.wait_for(self.home)
            os.write(session.fd, b"4")
            until(session, lambda text: "9000 gesprekken" in text)
            session.settle(3)
            for run in range(runs):
                now = time.time()
                day = time.gmtime(now)
                title = f"Nieuwe vraag nummer {run}"
                event = {
                    "v": 1, "id": f"lid002-{time.strftime('%Y%m%d%H%M%S', day)}000-bench{run:03}",
                    "at": time.strftime("%Y-%m-%dT%H:%M:%S.000Z", day), "do": "thread", "theme": "verzuim",
                    "title": title, "body": "Wie weet het?"}
                start = time.perf_counter()
                with open(f"{self.large}/forum/leden/lid002.jsonl", "ab") as file:
                    file.write(json.dumps(event).encode() + b"\n")
                shown = until(session, lambda text: title in text)
                found.append(shown - (start - session.spawned) * 1_000)
                session.settle(0.5)
            memory = private(session)
            session.settle(2)
            return found, memory, session.idle(seconds)

    def neomutt(self, runs):
        """The same posts in neomutt with a header cache: start, memory, steps, opening."""
        folder = self.bench.folder
        with open(f"{folder}/muttrc", "w", encoding="utf-8") as file:
            file.write(
                f'set header_cache="{folder}/hcache/"\nset sort=threads\nset mark_old=no\nset wait_key=no\n'
                f'set folder="{self.maildir}"\nset pager_index_lines=0\nset index_format="%4C %s"\n')
        os.makedirs(f"{folder}/hcache", exist_ok=True)
        command = ["neomutt", "-R", "-n", "-F", f"{folder}/muttrc", "-f", self.maildir]
        start = lambda: Session(command, self.bench.environment)
        shows_index = lambda text: "Msgs:100000" in text
        ready, memory = [], []
        for run in range(-1, runs):
            with start() as session:
                milliseconds = until(session, shows_index, 180)
                session.settle(1)
                if run >= 0:
                    ready.append(milliseconds)
                    memory.append(private(session))
        with start() as session:
            until(session, shows_index, 180)
            session.settle(1)
            rows = [session.press(b"j")[0] for _ in range(30)]
            opened = []
            for _ in range(10):
                opened.append(session.press(ENTER)[0])
                session.press(b"q", quiet=0.3)
                session.press(b"j")
        clean = lambda values: [value for value in values if value is not None]
        return ready, memory, clean(rows), clean(opened)


def measure(bench, folder, home, idle, table, milliseconds, percentile, verdict):
    """Prints the tables, answers the rows of what was asked."""
    median = statistics.median
    forum = ForumBench(bench, folder, home)
    size = logs_size(forum.large) / 1e6
    starts = forum.starts(20)
    print("  ready ...", file=sys.stderr)
    lists, searches, memory = forum.ready(5)
    print("  letters ...", file=sys.stderr)
    letters = forum.letters()
    print("  reading ...", file=sys.stderr)
    small, large = forum.reading(forum.small, 90), forum.reading(forum.large, 9000)
    print("  new posts ...", file=sys.stderr)
    news, later, rest = forum.news(10, idle)
    print("  neomutt ...", file=sys.stderr)
    print(f"### The forum: 100,000 posts in 9,000 conversations by 400 members, {size:.1f} MB of logs\n")
    theirs = forum.neomutt(3) if shutil.which("neomutt") else None
    if not theirs:
        bench.notes.append("neomutt is not installed.")
    values = [value for values in letters.values() for value in values]
    slowest = sorted(((median(values), word) for word, values in letters.items()), reverse=True)

    def row(what, ours, other=None):
        return [what, ours, other if theirs and other else "-"]

    def pair(values):
        return f"{milliseconds(median(values))} / {milliseconds(percentile(values, 0.95))}"

    table(
        ["median, or median / p95", "joi-tui", "neomutt, header cache"],
        [row("first frame without the forum, ms", milliseconds(median(starts["without a forum"]))),
         row("first frame with it, ms", milliseconds(median(starts["with 100,000 posts"]))),
         row("the list of conversations, ms after the start", milliseconds(median(lists)),
             theirs and milliseconds(median(theirs[0]))),
         row("search in all texts ready, ms after the start", milliseconds(median(searches))),
         row("a letter of a search in all texts, ms", pair(values)),
         row(f"the slowest letter, the last of `{slowest[0][1]}`, ms", milliseconds(slowest[0][0])),
         row("one row down in the list, ms", pair(large[0]), theirs and pair(theirs[2])),
         row("opening a conversation (neomutt: a post), ms", pair(large[1]), theirs and pair(theirs[3])),
         row("a step in it, ms", pair(large[2])),
         row("opening one of a small forum, ms", pair(small[1])),
         row("a step in it, ms", pair(small[2])),
         row("a new post on disk to the screen, ms", pair(news)),
         row("private memory, MB", f"{median(memory):.1f}", theirs and f"{median(theirs[1]):.1f}"),
         row("after ten new posts, MB", f"{later:.1f}"),
         row(f"CPU ms in {idle} s at rest", f"{rest[0]:.2f}")])
    over = median(starts["with 100,000 posts"]) - median(starts["without a forum"])
    return [
        ["first frame as without a forum", f"{over:+.1f} ms", verdict(over <= 2)],
        ["list of conversations within 0.8 s", f"{median(lists) / 1000:.2f} s", verdict(median(lists) <= 800)],
        ["search in all posts within 2 s of the start", f"{median(searches) / 1000:.2f} s",
         verdict(median(searches) <= 2_000)],
        ["private memory at most 0.4 x the logs", f"{median(memory) / size:.2f} x", verdict(median(memory) <= 0.4 * size)],
        ["each letter within 50 ms", f"the slowest {slowest[0][0]:.1f} ms", verdict(slowest[0][0] <= 50)],
        ["a new post within 1 s", f"the slowest {max(news):.0f} ms", verdict(max(news) <= 1_000)],
        [f"idle for {idle} s with the forum: no CPU", f"{rest[0]:.2f} ms", verdict(rest[0] < 1)]]
