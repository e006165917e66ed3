"""The desk's part of bench.py: a facilitator at the forum of forum.py, a hundred thousand posts."""
import re
import shutil
import statistics
import sys

from forum import ENTER, until

LEFT, END, UP, ESCAPE = b"\x1bOD", b"\x1bOF", b"\x1bOA", b"\x1b"
COUNT = re.compile(r"5 Begeleiding ●(\d+)")


def waiting(session):
    """The number in the tab."""
    return int(COUNT.search(session.screen().text()).group(1))


class DeskBench:
    def __init__(self, bench, folder, home):
        self.bench, self.home = bench, home
        # Acts are written while measuring, so the logs are a copy.
        self.data = f"{bench.folder}/desk"
        shutil.copytree(f"{folder}/data", self.data)

    def measure(self, runs):
        """Milliseconds of opening the desk, of acts and of their undoing, and of opening the reports."""
        found = {}
        with self.bench.joi(self.data) as session:
            session.wait_for(self.home)
            until(session, lambda text: COUNT.search(text))
            session.settle(3)
            for _ in range(runs):
                found.setdefault("the desk opens", []).append(session.press(b"5")[0])
                session.press(b"0", quiet=0.3)
            session.press(b"5", quiet=0.3)
            for _ in range(runs):
                count = waiting(session)
                fewer = lambda text: f"5 Begeleiding ●{count - 1}]" in text
                all_of_them = lambda text: f"5 Begeleiding ●{count}]" in text
                found.setdefault("seen, off the list", []).append(session.shown(b"v", fewer))
                found.setdefault("taken back, on the list again", []).append(session.shown(b"z", all_of_them))
                session.shown(b"d", lambda text: "Waarom verberg je dit?" in text)
                found.setdefault("hidden, off the list", []).append(session.shown(ENTER, fewer))
                session.shown(b"z", all_of_them)
            for name, keys in (("Effect, eight quarters", END + UP), ("Bijdragen, a quarter", END + UP + UP)):
                for _ in range(runs):
                    session.press(LEFT, quiet=0.3)
                    session.press(keys, quiet=0.3)
                    found.setdefault(f"{name} open", []).append(session.press(ENTER)[0])
                    session.press(ESCAPE, quiet=0.3)
                    session.press(ESCAPE, quiet=0.3)
        return found


def measure(bench, folder, home, table, milliseconds, percentile, verdict):
    """Prints the table, answers the rows of what was asked."""
    median = statistics.median
    print("  desk ...", file=sys.stderr)
    found = DeskBench(bench, folder, home).measure(10)
    print("### The desk: the same forum, from the key to the whole screen\n")
    table(
        ["median / p95, ms", "joi-tui"],
        [[name, f"{milliseconds(median(values))} / {milliseconds(percentile(values, 0.95))}"]
         for name, values in found.items()])
    acts = {name: median(values) for name, values in found.items() if not name.endswith("open")}
    name, slowest = max(acts.items(), key=lambda entry: entry[1])
    reports = max(median(values) for name, values in found.items() if name.endswith("open"))
    return [
        ["the desk opens and each act shows within 50 ms", f"the slowest ({name}) {slowest:.1f} ms", verdict(slowest <= 50)],
        ["figures over all quarters within 300 ms", f"{reports:.1f} ms", verdict(reports <= 300)]]
