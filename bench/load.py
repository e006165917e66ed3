#!/usr/bin/env python3
"""Many members at once on one host: sessions of joi-tui, then of neomutt on the same posts, then of the least that a
program can do (echo.c). Prints Markdown; docs/bench.md tells how. Needs root: every account is a user id of its own.

  load.py --joi-tui PROGRAM [--sessions 200] [--accounts 20] [--posts 20000] [--minutes 3] [--others neomutt,echo]

Its exit status is 1 where a session of joi-tui was lost, or a post."""
import argparse
import gc
import itertools
import json
import os
import pwd
import random
import re
import shutil
import signal
import sys
import tempfile
import threading
import time

from bench import machine, table
from crowd import COLUMNS, ROWS, Crowd
from figures import private, report
from host import FIRST_UID, Host
from screen import stripped
from tour import EchoTour, MailTour, Posts, Tour, looks_for, token

HOME = (b"Waarmee kunnen we helpen?", b"overzicht", b"hulp")

class Sampler:
    """Reads the memory of every session once a round, evenly over it, on a thread of its own."""

    def __init__(self, crowd, interval):
        self.crowd, self.interval = crowd, interval
        self.stopped = threading.Event()
        self.thread = threading.Thread(target=self.run, daemon=True)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.stopped.set()
        self.thread.join()

    def run(self):
        for number in itertools.count(1):
            for seat in self.crowd.seats:
                if self.stopped.wait(self.interval / len(self.crowd.seats)):
                    return
                try:
                    seat.sample()
                except (OSError, KeyError, StopIteration):
                    pass  # it has ended, which is told elsewhere
            sizes = [private(seat.memory[-1][1]) for seat in self.crowd.seats if seat.memory]
            if sizes and self.interval == 60:
                mean = sum(sizes) / len(sizes)
                print(f"    minute {number}: {mean:.0f} KiB private, mean", file=sys.stderr, flush=True)


def available():
    """Memory that the machine could give to others, in kilobytes."""
    with open("/proc/meminfo", encoding="ascii") as file:
        return next(int(line.split()[1]) for line in file if line.startswith("MemAvailable"))


class Run:
    """One program with all its sessions; `found` is what came out."""

    def __init__(self, name, host, options):
        self.name, self.host, self.options = name, host, options
        self.rng = random.Random(f"{options.seed} {name}")
        self.found = {"program": name}
        self.posts = Posts()
        self.seats = host.seats()
        if name == "joi-tui":
            self.command = lambda seat: [host.program, "--data", host.root]
            self.has_screen = lambda data: all(needle in stripped(data) for needle in HOME)
            tour = lambda seat, rng: Tour(seat, rng, self.posts, seat.is_facilitator)
        elif name == "neomutt":
            self.mbox = host.mailbox()
            self.command = lambda seat: [
                shutil.which("neomutt"), "-R", "-n", "-F", f"{host.folder}/muttrc", "-f", self.mbox]
            self.has_screen = lambda data: b"Msgs:" in stripped(data)
            tour = lambda seat, rng: MailTour(rng)
        else:
            self.command = lambda seat: [f"{host.folder}/echo"]
            self.has_screen = lambda data: b"ready" in data
            tour = lambda seat, rng: EchoTour()
        self.tours = {seat.number: tour(seat, random.Random(self.rng.random())) for seat in self.seats}
        self.phases = {seat.number: self.rng.random() for seat in self.seats}

    def run(self, minutes):
        found, before = self.found, available()
        note = lambda what: print(f"  {self.name}: {what} ...", file=sys.stderr, flush=True)
        gc.collect()
        with Crowd(self.seats, self.command, self.host.environment, self.options.nice) as crowd:
            note("start")
            crowd.first_screens(self.has_screen, 300)
            found["first screens"] = [seat.first_screen for seat in self.seats]
            found["ready"] = crowd.rest(300)
            note("rest")
            found["rest before"] = self.rest(crowd)
            self.snapshot(crowd, "start")
            found["machine, start"] = before - available()
            if self.name == "joi-tui":
                note("posts at rest")
                found["live"] = [self.live(crowd, number) for number in range(self.options.live)]
            note(f"{minutes:g} minutes of keys")
            self.tour(crowd, minutes)
            note("rest")
            crowd.rest(300)
            found["rest after"] = self.rest(crowd)
            self.snapshot(crowd, "end")
            found["machine, end"] = before - available()
            note("end")
            self.leave(crowd)
            found["lost"] = crowd.lost
            found["statuses"] = sorted({str(seat.status) for seat in self.seats})
        return found

    def rest(self, crowd):
        """CPU time in milliseconds and context switches of all sessions while nothing happens."""
        cpu, switches = sum(crowd.cpu().values()), sum(seat.switches() for seat in crowd.alive)
        crowd.idle(self.options.rest)
        return ((sum(crowd.cpu().values()) - cpu) * 1_000, sum(seat.switches() for seat in crowd.alive) - switches)

    def snapshot(self, crowd, when):
        self.found[f"memory, {when}"] = [seat.sample() | {"tables": seat.page_tables()} for seat in crowd.alive]
        for seat in crowd.seats:
            seat.memory = []
        rows = [(seat.uid, *seat.descriptors()) for seat in crowd.alive]
        uids = {}
        for uid, _, instances, watches in rows:
            uids.setdefault(uid, [0, 0])
            uids[uid][0] += instances
            uids[uid][1] += watches
        self.found[f"descriptors, {when}"] = {
            "files": sorted({files for _, files, _, _ in rows}), "instances": max(count for count, _ in uids.values()),
            "watches": max(count for _, count in uids.values()),
            "without": sum(instances == 0 for _, _, instances, _ in rows)}

    def live(self, crowd, number):
        """One post while everybody rests: seconds until each of the others has redrawn, and CPU milliseconds of all."""
        account = self.host.accounts[number % len(self.host.accounts)]
        others = [seat for seat in crowd.alive if seat.account != account]
        cpu = sum(crowd.cpu().values())
        word = token(self.rng)
        self.posts.sent.append((account, word))
        start = self.host.append(account, word)
        crowd.rest(300)
        times = [seat.output - start for seat in others if seat.output > start]
        return {"seconds": times, "unseen": len(others) - len(times),
                "cpu": (sum(crowd.cpu().values()) - cpu) * 1_000}

    def tour(self, crowd, minutes):
        seconds, lines = minutes * 60, self.host.lines()
        interval = min(60, seconds / 4)
        start, given, at_end = time.monotonic(), 0, []
        pause = 60 / self.options.per_minute if self.options.per_minute else float("inf")

        def next_key(seat, is_over):
            nonlocal given
            if is_over and not at_end:
                at_end.append((time.monotonic(), crowd.cpu(), time.process_time(), crowd.silent, crowd.late))
            # Nobody begins to write when there is no time left to finish.
            while not is_over and time.monotonic() - start > (given + 0.5) * pause:
                given += 1
                self.posts.wanted += 1
                if self.name == "neomutt":
                    self.deliver(given)
            return self.tours[seat.number].next(is_over)

        cpu, own = crowd.cpu(), time.process_time()
        with Sampler(crowd, interval):
            crowd.drive(next_key, seconds, rate=self.options.rate, phase=lambda seat: self.phases[seat.number])
        # The visits that were under way are finished, but count no more.
        end, now, own_now, silent, late = at_end[0]
        self.found |= {
            "seconds": end - start, "keys": [key for key in crowd.keys if key[0] < end], "silent": silent, "late": late,
            "cpu": [now[number] - cpu[number] for number in now if number in cpu], "own cpu": own_now - own,
            "interval": interval, "lines": self.host.lines() - lines, "start": start,
            "samples": [seat.memory for seat in self.seats]}

    def deliver(self, number):
        """New mail, as often as there is a new post."""
        now = time.gmtime()
        with open(self.mbox, "a", encoding="utf-8") as file:
            file.write(
                f"From bench@joi.invalid {time.asctime(now)}\nFrom: bench@joi.invalid\nSubject: Nieuw {number}\n"
                f"Message-ID: <bench{number}@joi.invalid>\n"
                f"Date: {time.strftime('%a, %d %b %Y %H:%M:%S +0000', now)}\n\n{token(self.rng)}\n\n")

    def leave(self, crowd):
        """Every session answers a last time, and leaves by `q`; of joi-tui, each has to find the latest post."""
        shown = {}
        if self.name == "joi-tui":
            word = self.posts.sent[-1][1] if self.posts.sent else token(self.rng)
            crowd.keys = []
            visits = {seat.number: looks_for(seat, word, shown) for seat in crowd.alive}
        else:
            for seat in crowd.alive:
                seat.may_end = True
            # neomutt may stand in a prompt or in a message.
            keys = (b"\x07", b"q", b"q") if self.name == "neomutt" else (b"q",)
            visits = {seat.number: iter(keys) for seat in crowd.alive}
        crowd.drive(
            lambda seat, _: next(visits[seat.number], None), 60, rate=2 * self.options.rate,
            phase=lambda seat: self.phases[seat.number])
        end = time.monotonic() + 30
        while crowd.alive and time.monotonic() < end:
            crowd.listen(min(end, time.monotonic() + 0.2))
        self.found["stayed"] = [seat.number for seat in crowd.alive]
        if self.name == "joi-tui":
            has_found = re.compile(rf"/ {word} +1 bericht\n").search
            self.found["blind"] = [seat.number for seat in self.seats if not has_found(shown.get(seat.number, ""))]
            self.found["screens"] = [shown.get(number, "") for number in self.found["blind"][:3]]
            counts = self.host.count(self.posts.sent)
            self.found |= {
                "sent": len(self.posts.sent), "refused": self.posts.refused,
                "wrong": [(account, word, count) for (account, word), count in counts.items() if count != 1]}


def print_report(results, options):
    """A column a program; rows that one of them has not stay empty there."""
    columns = [report(found, options) for found in results]
    labels = list(dict.fromkeys(label for rows in columns for label, _ in rows))
    print(f"### {options.sessions} sessions of {options.accounts} accounts, {options.posts:,} posts\n")
    table(
        ["", *(found["program"] for found in results)],
        [[label, *(dict(rows).get(label, "-") for rows in columns)] for label in labels])


def faults(found):
    """What must not be, in words."""
    rows = [f"session {number} ended with {status}" for number, status in found["lost"]]
    rows += [f"session {number} did not leave" for number in found["stayed"]]
    rows += [f"session {number} does not find the last post" for number in found.get("blind", ())]
    rows += [f"the post {word} of {who} stands {count} times in its log" for who, word, count in found.get("wrong", ())]
    rows += [f"a post was not seen by {post['unseen']} sessions" for post in found.get("live", ()) if post["unseen"]]
    if found["statuses"] != ["0"] and not found["lost"] and not found["stayed"]:
        rows.append(f"exit statuses: {', '.join(found['statuses'])}")
    return rows


def ended(number, _):
    raise SystemExit(f"ended by signal {number}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--joi-tui", required=True)
    parser.add_argument("--echo", help="echo.c, compiled")
    parser.add_argument("--sessions", type=int, default=200)
    parser.add_argument("--accounts", type=int, default=20)
    parser.add_argument("--posts", type=int, default=20_000)
    parser.add_argument("--minutes", type=float, default=3, help="how long keys are pressed in joi-tui")
    parser.add_argument("--others", default="neomutt,echo", help="programs to compare with, by comma; empty for none")
    parser.add_argument("--other-minutes", type=float, default=3, help="how long at most in each of them")
    parser.add_argument("--rate", type=float, default=1, help="keys a second in each session")
    parser.add_argument("--per-minute", type=float, default=6, help="how often somebody posts; 0 for never")
    parser.add_argument("--live", type=int, default=5, help="posts while everybody rests")
    parser.add_argument("--rest", type=int, default=10, help="seconds at rest")
    parser.add_argument(
        "--nice", type=int, default=0, help="of the sessions, so that other work goes first; then times say little")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", help="a file for what was found")
    options = parser.parse_args()
    if os.getuid() != 0:
        sys.exit("load.py gives each account a user id of its own, which takes root.")
    if not 1 <= options.sessions <= 1_000 or not 2 <= options.accounts <= 100 or not 0 < options.minutes <= 120 \
            or not 0 < options.rate <= 10:
        sys.exit("1 to 1,000 sessions, 2 to 100 accounts, up to 120 minutes, up to 10 keys a second.")
    taken = {entry.pw_uid for entry in pwd.getpwall()} & set(range(FIRST_UID, FIRST_UID + options.accounts))
    if taken:
        sys.exit(f"The user ids {sorted(taken)} are taken on this machine.")
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGALRM):
        signal.signal(number, ended)
    programs = ["joi-tui", *filter(None, options.others.split(","))]
    programs = [name for name in programs if name != "neomutt" or shutil.which("neomutt")]
    programs = [name for name in programs if name != "echo" or options.echo]
    minutes = {name: min(options.minutes, options.other_minutes) for name in programs} | {"joi-tui": options.minutes}
    # Nothing takes longer than this, whatever happens.
    signal.alarm(int(sum(minutes.values()) * 60) + 900 * len(programs))
    print(
        f"Measured {time.strftime('%Y-%m-%d %H:%M')}: {machine()}; {COLUMNS} x {ROWS}, TERM=xterm-256color; "
        f"seed {options.seed}.\n", flush=True)
    # The harness goes first, so that what it reads is stamped when it comes and not when there is time.
    os.setpriority(os.PRIO_PROCESS, 0, options.nice - 10)
    gc.disable()
    results = []
    with tempfile.TemporaryDirectory(prefix="joi-load.") as folder:
        host = Host(folder, options)
        if options.echo:
            shutil.copy(options.echo, f"{folder}/echo")
        for name in programs:
            run = Run(name, host, options)
            found = run.run(minutes[name])
            results.append(found)
            if options.json:
                # Of a key: when, seconds to the last byte by the longer and by the shorter silence, bytes, whether Esc.
                with open(options.json, "w", encoding="utf-8") as file:
                    json.dump(results, file)
    print_report(results, options)
    wrong = faults(results[0])
    for fault in wrong:
        print(f"> {fault}\n")
    for text in results[0].get("screens", ()):
        print(text, file=sys.stderr)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
