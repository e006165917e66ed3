#!/usr/bin/env python3
"""Measure joi-tui beside its floor (floor.c) and two peers; prints Markdown. scripts/bench calls it.

Programs take turns within a run, so that what else the machine does falls on all of them alike; figures are medians of
many turns, ratios and differences those of the same run."""
import argparse
import math
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import desk
import forum
from session import COLUMNS, ROWS, Failed, Session

HOME = (b"Waarmee kunnen we helpen?", b"overzicht", b"hulp")
DOWN, UP, ENTER, CLEAR = b"\x1bOB", b"\x1bOA", b"\r", b"\x15"
# Typed letter by letter: common and rare words, in both languages, of one letter and several words, with a typo.
WORDS = ("werkdruk", "leiderschap", "a", "employees", "veilig werken", "roostre", "zelfstandigheid", "team en taken",
         "xylofoon", "de")
STEPS = (
    [(DOWN, "topics")] * 9 + [(UP, "topics")] * 9 + [(ENTER, None)] + [(DOWN, "tools")] * 40 + [(UP, "tools")] * 40)


def percentile(values, part):
    values = sorted(values)
    return values[min(len(values) - 1, math.ceil(part * len(values)) - 1)]


def median(values):
    return statistics.median(values)


class Bench:
    def __init__(self, options, folder):
        self.options = options
        self.folder = folder
        self.notes = []
        base = {key: os.environ[key] for key in ("PATH",) if key in os.environ}
        self.environment = base | {"HOME": f"{folder}/home", "TERM": "xterm-256color", "LANG": "C.UTF-8"}
        os.makedirs(f"{folder}/home")

    def joi(self, data, has_arguments=True):
        state = f"{self.folder}/state-{os.path.basename(os.path.normpath(data))}"
        environment = self.environment | {"XDG_STATE_HOME": state}
        if has_arguments:
            return Session([self.options.joi_tui, "--data", data], environment)
        return Session([self.options.joi_tui], environment | {"JOI_DATA": data})

    def floor(self, data):
        return Session([self.options.floor, f"{data}/toolbox.json"], self.environment)

    def peers(self):
        """The peers that are installed, each with an empty list: an empty repository, a query that finds nothing."""
        peers = {}
        if shutil.which("tig"):
            subprocess.run(["git", "init", "-q", f"{self.folder}/empty"], check=True, env=self.environment)
            peers["tig"] = (
                lambda: Session(["tig", "refs"], self.environment, f"{self.folder}/empty"),
                (b"All references", b"[refs]"))
        if shutil.which("newsboat"):
            with open(f"{self.folder}/urls", "w", encoding="utf-8") as file:
                file.write('"query:Leeg:unread = \\"yes\\""\n')
            command = ["newsboat", "-u", f"{self.folder}/urls", "-c", f"{self.folder}/cache.db", "-C", "/dev/null"]
            peers["newsboat"] = (lambda: Session(command, self.environment), (b"Leeg", b"Help"))
        return peers

    def both(self, data):
        return {"joi-tui": (lambda: self.joi(data), HOME), "floor": (lambda: self.floor(data), HOME)}

    def startup(self, programs, runs):
        """Of each program: milliseconds to the first useful frame, CPU time up to there, bytes."""
        names = list(programs)
        found = {name: [] for name in names}
        for run in range(-1, runs):
            for place in range(len(names)):
                name = names[(place + run) % len(names)]
                start, needles = programs[name]
                with start() as session:
                    milliseconds, size = session.wait_for(needles)
                    cpu = session.cpu()
                    if run < 0:
                        session.settle()  # the first turn warms up, and lets a state file be written
                        continue
                found[name].append((milliseconds, cpu, size))
        return found

    def first_byte(self, data, runs):
        """Until anything stands on the screen: with a large toolbox, that it is being read."""
        found = []
        for _ in range(runs):
            with self.joi(data) as session:
                found.append(session.wait_for((b"JOI",))[0])
        return found

    def steps(self, data, runs):
        """Cursor steps in both panes of the toolbox screen, in turns; what both show is compared after every key."""
        times = {name: {"topics": [], "tools": []} for name in ("joi-tui", "floor")}
        sizes = {name: [] for name in times}
        for run in range(runs):
            shown = {}
            for name, (start, needles) in sorted(self.both(data).items(), reverse=run % 2 == 0):
                with start() as session:
                    session.wait_for(needles)
                    session.settle(0.3 if run else 1)
                    session.press(b"1", quiet=0.1)
                    shown[name] = [session.screen().shown()] if run == 0 else []
                    for key, pane in STEPS:
                        milliseconds, size = session.press(key)
                        if run == 0:
                            shown[name].append(session.screen().shown())
                        if pane and milliseconds is not None:
                            times[name][pane].append(milliseconds)
                            sizes[name].append(size)
            if run == 0:
                self.compare(shown)
        return times, sizes

    def compare(self, shown):
        pairs = list(zip(shown["joi-tui"], shown["floor"]))
        differing = [pair for pair in pairs if pair[0] != pair[1]]
        if not differing:
            return

        def text(screen, y):
            return "".join(text for text, _ in screen[0][y]).rstrip()

        ours, floor = differing[0]
        rows = [f"row {y}: `{text(ours, y)}` / `{text(floor, y)}`" for y in range(ROWS) if ours[0][y] != floor[0][y]]
        self.notes.append(
            f"The floor does not show the same on {len(differing)} of {len(pairs)} screens, so the bytes of a step are "
            f"not to be compared; the first: {'; '.join(rows[:3]) or f'cursor {ours[1]} / {floor[1]}'}")

    def search(self, data):
        """Each letter of some words in the search screen, when the texts have been read: milliseconds, three turns of
        each, by what then stands in the field."""
        found = {}
        with self.joi(data) as session:
            session.wait_for(HOME)
            session.settle(0.3)
            session.press(b"1", quiet=0.1)
            session.press(b"/", quiet=0.1)
            ready = None
            for _ in range(600):
                text = session.screen().text()
                if "doorgelezen" not in text and "Zoeken in de tools" in text:
                    ready = (session.output[-1][0] - session.spawned) * 1_000
                    break
                session.read(0.1)
            if ready is None:
                raise Failed("the search is never ready")
            session.settle(0.3)
            for turn in range(3):
                for word in WORDS:
                    for place, letter in enumerate(word):
                        time_shown, _ = session.press(letter.encode(), quiet=0.06)
                        # A letter that changes nothing that is seen has no redraw to wait for.
                        if time_shown is not None:
                            found.setdefault(word[:place + 1], []).append(time_shown)
                    if turn == 0:
                        hits = re.search(r"(\d+) gevonden", session.screen().text())
                        print(f"  {word}: {hits.group(1) if hits else 'nothing'} found", file=sys.stderr)
                    session.press(CLEAR, quiet=0.1)
        return ready, found

    def rest(self, data, seconds):
        """Memory after the start, then CPU time and context switches while nothing happens."""
        found = {}
        for name, (start, needles) in self.both(data).items():
            with start() as session:
                session.wait_for(needles)
                session.settle(0.1)
                first = session.memory()
                session.settle(0.5)
                found[name] = (first, session.memory(), session.idle(seconds), session.idle(seconds))
        return found


def table(head, rows):
    print("| " + " | ".join(head) + " |")
    print("|---|" + "---:|" * (len(head) - 1))
    for row in rows:
        print("| " + " | ".join(row) + " |")
    print()


def milliseconds(value):
    return f"{value:.1f}" if value < 100 else f"{value:.0f}"


def verdict(is_met):
    return "yes" if is_met else "**no**"


def print_starts(found):
    """The table of starts; answers the times by program."""
    times = {name: [time for time, _, _ in runs] for name, runs in found.items()}
    floor = median(times["floor"])
    table(
        ["", "median ms", "least", "p95", "over the floor", "ratio", "CPU ms", "bytes"],
        [[name, milliseconds(median(times[name])), milliseconds(min(times[name])),
          milliseconds(percentile(times[name], 0.95)), f"{median(times[name]) - floor:+.1f}",
          f"{median(times[name]) / floor:.1f}", milliseconds(median([cpu for _, cpu, _ in runs])),
          f"{median([size for _, _, size in runs]):.0f}"] for name, runs in found.items()])
    return times


def print_startup(found):
    print("### First useful frame, the real toolbox\n")
    times = print_starts(found)
    rows = []
    for name in [name for name in times if name.startswith("joi-tui")]:
        over = median(times[name]) - median(times["floor"])
        rows.append([f"{name}: at most 4 ms over the floor", f"{over:+.1f} ms", verdict(over <= 4)])
    ours = median(times["joi-tui"])
    for peer in [name for name in times if name in ("tig", "newsboat")]:
        theirs = median(times[peer])
        rows.append([f"sooner than {peer}", f"{ours:.1f} against {theirs:.1f} ms", verdict(ours < theirs)])
    return rows


def print_large(tools, found, first, ready, letters):
    print(f"### First useful frame, {tools:,} tools\n")
    ours = print_starts(found)["joi-tui"]
    print(f"### A letter of a search, {tools:,} tools\n")
    values = [value for values in letters.values() for value in values]
    slowest = sorted(((median(values), word) for word, values in letters.items()), reverse=True)
    table(
        ["", "ms"],
        [["anything on the screen", milliseconds(median(first))],
         ["the search ready", milliseconds(ready)],
         ["a letter: median", milliseconds(median(values))],
         ["a letter: p95", milliseconds(percentile(values, 0.95))],
         *[[f"the slowest letters: the last of `{word}`", milliseconds(value)] for value, word in slowest[:3]]])
    return [
        ["first frame within 400 ms", f"{median(ours):.0f} ms", verdict(median(ours) <= 400)],
        ["each letter of a search within 30 ms", f"the slowest {slowest[0][0]:.1f} ms", verdict(slowest[0][0] <= 30)]]


def print_steps(what, times, sizes):
    print(f"### One cursor step, {what}\n")
    rows = []
    for name in times:
        all_times = times[name]["topics"] + times[name]["tools"]
        rows.append(
            [name, f"{sum(sizes[name]) / len(sizes[name]):.0f}", milliseconds(median(all_times)),
             milliseconds(percentile(times[name]["topics"], 0.95)),
             milliseconds(percentile(times[name]["tools"], 0.95)),
             milliseconds(percentile(all_times, 0.95))])
    table(["", "bytes (mean)", "median ms", "p95 topics", "p95 tools", "p95 all"], rows)
    ours = times["joi-tui"]["topics"] + times["joi-tui"]["tools"]
    ratio = (sum(sizes["joi-tui"]) / len(sizes["joi-tui"])) / (sum(sizes["floor"]) / len(sizes["floor"]))
    return ratio, percentile(ours, 0.95)


def print_rest(found, seconds):
    print("### At rest, the real toolbox\n")
    table(
        ["", "PSS MB after start", "half a second later", f"CPU ms, first {seconds} s", "context switches",
         f"CPU ms, next {seconds} s", "context switches"],
        [[name, f"{first:.1f}", f"{later:.1f}", f"{early[0]:.2f}", str(early[1]), f"{late[0]:.2f}", str(late[1])]
         for name, (first, later, early, late) in found.items()])
    first, later, early, late = found["joi-tui"]
    return [
        ["at most 15 MB after start", f"{max(first, later):.1f} MB", verdict(max(first, later) <= 15)],
        [f"idle for {seconds} s: no CPU time", f"first {early[0]:.2f}, next {late[0]:.2f} ms", verdict(late[0] == 0)],
        [f"idle for {seconds} s: no context switches", f"first {early[1]}, next {late[1]}", verdict(late[1] == 0)]]


def machine():
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        names = [line.split(":")[1].strip() for line in file if line.startswith("model name")]
    model = names[0] if names else platform.machine()
    try:
        system = platform.freedesktop_os_release()["PRETTY_NAME"]
    except OSError:
        system = platform.system()
    load = " ".join(f"{value:.1f}" for value in os.getloadavg())
    return f"{model}, {os.cpu_count()} cores, {system}, Linux {platform.release()}; load {load}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--joi-tui", required=True)
    parser.add_argument("--floor", required=True)
    parser.add_argument("--data", required=True, help="the folder of the real toolbox.json")
    parser.add_argument("--large", required=True, help="the folder of the large one")
    parser.add_argument("--forum", required=True, help="the folder of the large forum; FOLDER-small has a small one")
    parser.add_argument("--runs", type=int, default=60, help="turns of the start on the real toolbox")
    parser.add_argument("--idle", type=int, default=10, help="seconds at rest")
    parser.add_argument("--only", default="startup,steps,rest,large,forum,desk", help="parts to measure, by comma")
    options = parser.parse_args()
    for name in ("joi_tui", "floor", "data", "large", "forum"):
        setattr(options, name, os.path.abspath(getattr(options, name)))
    parts = options.only.split(",")
    print(f"Measured {time.strftime('%Y-%m-%d')}: {machine()}; {COLUMNS} x {ROWS}, TERM=xterm-256color.\n")
    targets = []
    with tempfile.TemporaryDirectory(prefix="joi-bench.") as folder:
        bench = Bench(options, folder)
        if "startup" in parts:
            print("Starts ...", file=sys.stderr)
            programs = bench.both(options.data) | bench.peers()
            programs["joi-tui without arguments"] = (lambda: bench.joi(options.data, has_arguments=False), HOME)
            targets += print_startup(bench.startup(programs, options.runs))
        if "steps" in parts:
            print("Steps ...", file=sys.stderr)
            ratio, late = print_steps("the real toolbox", *bench.steps(options.data, 3))
            targets += [
                ["a cursor step: at most 1.5 x the floor's bytes", f"{ratio:.2f} x", verdict(ratio <= 1.5)],
                ["a cursor step: p95 below 5 ms", f"{late:.1f} ms", verdict(late < 5)]]
        if "rest" in parts:
            print("Rest ...", file=sys.stderr)
            targets += print_rest(bench.rest(options.data, options.idle), options.idle)
        if "large" in parts:
            print("Large toolbox ...", file=sys.stderr)
            with open(f"{options.large}/toolbox.json", "rb") as file:
                tools = file.read().count(b'\n      "owner": ')
            starts = bench.startup(bench.both(options.large), 8)
            targets += print_large(tools, starts, bench.first_byte(options.large, 5), *bench.search(options.large))
            print_steps(f"{tools:,} tools", *bench.steps(options.large, 1))
        if "forum" in parts:
            print("Forum ...", file=sys.stderr)
            targets += forum.measure(bench, options.forum, HOME, options.idle, table, milliseconds, percentile, verdict)
        if "desk" in parts:
            targets += desk.measure(bench, options.forum, HOME, table, milliseconds, percentile, verdict)
        print("### Against what was asked\n")
        table(["", "measured", "met"], targets)
        for note in dict.fromkeys(bench.notes):
            print(f"> {note}\n")


if __name__ == "__main__":
    main()
