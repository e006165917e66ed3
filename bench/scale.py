#!/usr/bin/env python3
"""What a host's resources hold: the figures of docs/scale.md, as Markdown.

  scale.py --joi-tui PROGRAM sessions FOLDER ...   one session on forums that make_forum.py made (--no-maildir)
  scale.py writers [--folder FOLDER]               posts on disk a second, by how many write at once
  scale.py sshd -- CLIENT ...                         what one session over ssh costs beside the program (root)
  scale.py limits                                  what the kernel allows

CPU time is the surer figure: time on the clock is only as good as the machine was idle, so the load stands beside it."""
import argparse
import itertools
import json
import multiprocessing
import os
import re
import shutil
import statistics
import tempfile
import time

from session import Session

HOME = (b"Waarmee kunnen we helpen?", b"overzicht", b"hulp")
NEEDLE = "hooibergnaald"


def table(head, rows):
    print("| " + " | ".join(head) + " |\n|" + "---|" + "---:|" * (len(head) - 1))
    for row in rows:
        print("| " + " | ".join(str(cell) for cell in row) + " |")


def megabytes(pid, *keys):
    with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as file:
        rows = dict(line.split(":", 1) for line in file if ":" in line)
    return sum(int(rows[key].split()[0]) for key in keys) * 1_024 / 1e6


def cpu(pid):
    """Milliseconds of CPU time that a process has used, all threads together."""
    with open(f"/proc/{pid}/schedstat", encoding="ascii") as file:
        whole = int(file.read().split()[0])
    for thread in os.listdir(f"/proc/{pid}/task"):
        if int(thread) != pid:
            with open(f"/proc/{pid}/task/{thread}/schedstat", encoding="ascii") as file:
                whole += int(file.read().split()[0])
    return whole / 1e6


def watches(pid):
    """Instances and watches of inotify that a process has."""
    instances = watched = 0
    for name in os.listdir(f"/proc/{pid}/fdinfo"):
        with open(f"/proc/{pid}/fdinfo/{name}", encoding="ascii") as file:
            text = file.read()
        instances += "inotify" in text
        watched += text.count("inotify wd")
    return instances, watched


def until(session, found, seconds=120):
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        if found(session.screen().text()):
            return (session.output[-1][0] - session.spawned) * 1_000
        session.read(0.05)
    raise SystemExit(f"never shown; the screen:\n{session.screen().text()}")


def one_forum(program, folder, runs=3, news=10):
    """Medians of one session on a forum, and what a new post costs it."""
    with tempfile.TemporaryDirectory() as own:
        data = f"{own}/data"
        shutil.copytree(f"{folder}/data", data)
        logs = [f"{root}/{name}" for root, _, names in os.walk(f"{data}/forum") for name in names]
        size = sum(os.path.getsize(log) for log in logs)
        lines = [json.loads(line)["do"] for log in logs for line in open(log, encoding="utf-8")]
        posts, threads = sum(what in ("thread", "reply") for what in lines), lines.count("thread")
        environment = {"PATH": os.environ["PATH"], "HOME": own, "TERM": "xterm-256color", "LANG": "C.UTF-8",
                       "XDG_STATE_HOME": f"{own}/state"}
        lists, searches, cpus, memory, added = [], [], [], [], []
        for run in range(runs):
            with Session([program, "--data", data], environment) as session:
                session.wait_for(HOME)
                os.write(session.fd, b"4")
                lists.append(until(session, lambda text: f"{threads} gesprekken" in text))
                cpus.append(cpu(session.pid))
                os.write(session.fd, b"/" + NEEDLE.encode())
                searches.append(until(session, lambda text: NEEDLE in text and "1 bericht" in text))
                session.settle(1)
                memory.append((megabytes(session.pid, "Private_Clean", "Private_Dirty"), megabytes(session.pid, "Rss")))
                if run < runs - 1:
                    continue
                watched = watches(session.pid)
                os.write(session.fd, b"\x1b")
                session.settle(1)
                os.write(session.fd, b"4")
                session.settle(1)
                for number in range(news):
                    now = time.time()
                    day = time.gmtime(now)
                    event = {"v": 1, "id": f"lid002-{time.strftime('%Y%m%d%H%M%S', day)}000-scale{number:03}",
                             "at": time.strftime("%Y-%m-%dT%H:%M:%S.000Z", day), "do": "thread", "theme": "verzuim",
                             "title": f"Nieuwe vraag nummer {number}", "body": "Wie weet het?"}
                    before = cpu(session.pid)
                    with open(f"{data}/forum/leden/lid002.jsonl", "ab") as file:
                        file.write(json.dumps(event).encode() + b"\n")
                    until(session, lambda text: f"{threads + number + 1} gesprekken" in text)
                    session.settle(0.5)
                    added.append(cpu(session.pid) - before)
        median = statistics.median
        return [posts, len(logs), f"{size / 1e6:.1f}", f"{size / posts:.0f}", f"{median(lists) / 1000:.2f}",
                f"{median(cpus) / 1000:.2f}", f"{median(searches) / 1000:.2f}",
                f"{median(private for private, _ in memory):.0f}", f"{median(rss for _, rss in memory):.0f}",
                f"{median(added):.0f}", f"{watched[0]} / {watched[1]}"]


def sessions(options):
    table(["posts", "logs", "MB of logs", "bytes a post", "list, s", "its CPU, s", "search ready, s", "private MB", "RSS MB",
           "CPU ms a new post", "inotify: instances / watches"],
          [one_forum(os.path.abspath(options.joi_tui), folder) for folder in options.folders])


def write_for(path, seconds, result):
    """One member: a line, one write, fsync; again."""
    line = json.dumps({"v": 1, "body": "x" * 800}).encode() + b"\n"
    file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o640)
    times = []
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        start = time.perf_counter()
        os.write(file, line)
        os.fsync(file)
        times.append(time.perf_counter() - start)
    os.close(file)
    result.put(times)


def writers(options):
    rows = []
    for count in (1, 4, 16, 64):
        with tempfile.TemporaryDirectory(dir=options.folder) as folder:
            result = multiprocessing.Queue()
            processes = [multiprocessing.Process(target=write_for, args=(f"{folder}/{number}", 5, result))
                         for number in range(count)]
            for process in processes:
                process.start()
            times = sorted(itertools.chain.from_iterable(result.get() for _ in processes))
            for process in processes:
                process.join()
            rows.append([count, f"{len(times) / 5:.0f}", f"{statistics.median(times) * 1000:.1f}",
                         f"{times[len(times) * 99 // 100] * 1000:.1f}"])
    table(["writers at once", "posts a second", "median ms", "p99 ms"], rows)


def sshd(options):
    """Starts the client some times, and measures each new process of sshd's that came with it."""
    def servers():
        found = set()
        for pid in filter(str.isdigit, os.listdir("/proc")):
            try:
                with open(f"/proc/{pid}/comm", encoding="utf-8") as file:
                    if file.read().startswith("sshd"):
                        found.add(int(pid))
            except OSError:
                pass
        return found

    before = servers()
    environment = {"PATH": os.environ["PATH"], "TERM": "xterm-256color", "LANG": "C.UTF-8"}
    clients = [Session(options.client, environment) for _ in range(options.count)]
    for client in clients:
        client.wait_for(HOME, 60)
        client.settle(0.5)
    new = servers() - before
    pss = sum(megabytes(pid, "Pss") for pid in new)
    private = sum(megabytes(pid, "Private_Clean", "Private_Dirty") for pid in new)
    for client in clients:
        client.end()
    table(["sessions", "processes of sshd's a session", "private MB a session", "PSS MB a session"],
          [[options.count, f"{len(new) / options.count:.1f}", f"{private / options.count:.1f}", f"{pss / options.count:.1f}"]])


def limits(_):
    names = ["/proc/sys/fs/inotify/max_user_instances", "/proc/sys/fs/inotify/max_user_watches", "/proc/sys/kernel/pid_max",
             "/proc/sys/kernel/threads-max", "/proc/sys/kernel/pty/max", "/proc/sys/fs/file-max"]
    rows = []
    for name in names:
        with open(name, encoding="ascii") as file:
            rows.append([name.removeprefix("/proc/sys/"), file.read().strip()])
    table(["limit", "here"], rows)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--joi-tui", default=".build/release/joi-tui")
    commands = parser.add_subparsers(required=True)
    command = commands.add_parser("sessions")
    command.add_argument("folders", nargs="+")
    command.set_defaults(run=sessions)
    command = commands.add_parser("writers")
    command.add_argument("--folder", default=".")
    command.set_defaults(run=writers)
    command = commands.add_parser("sshd")
    command.add_argument("--count", type=int, default=10)
    command.add_argument("client", nargs="+")
    command.set_defaults(run=sshd)
    command = commands.add_parser("limits")
    command.set_defaults(run=limits)
    options = parser.parse_args()
    options.run(options)
    load = " ".join(re.findall(r"[\d.]+", open("/proc/loadavg", encoding="ascii").read())[:3])
    print(f"\nLoad {load}; {os.cpu_count()} cores.")


if __name__ == "__main__":
    main()
