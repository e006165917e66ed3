"""What load.py makes of its samples: sums, spreads, and whether memory grows."""
import math
import statistics

from bench import milliseconds as _milliseconds
from bench import percentile


def milliseconds(seconds):
    return _milliseconds(seconds * 1_000)


def megabytes(kilobytes):
    return f"{kilobytes * 1_024 / 1e6:.1f}"


def private(sample):
    return sample["Private_Clean"] + sample["Private_Dirty"]


def memory_rows(when, samples, machine):
    alone = [private(sample) for sample in samples]
    pss = [sample["Pss"] for sample in samples]
    shared = [sample["Shared_Clean"] + sample["Shared_Dirty"] for sample in samples]
    return [
        [f"memory {when}, MB: PSS of all; of a session, median / most",
         f"{megabytes(sum(pss))}; {megabytes(statistics.median(pss))} / {megabytes(max(pss))}"],
        [f"– {when}: private, median / most; shared with others, median",
         f"{megabytes(statistics.median(alone))} / {megabytes(max(alone))}; {megabytes(statistics.median(shared))}"],
        [f"– {when}: page tables of all; what the machine had less to give",
         f"{megabytes(sum(sample['tables'] for sample in samples))}; {megabytes(machine)}"]]


def student(degrees):
    """The 97.5th percentile of Student's distribution (Abramowitz and Stegun 26.7.5); to a hundredth from three on."""
    z = 1.959964
    return z + (z**3 + z) / (4 * degrees) + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * degrees**2) \
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * degrees**3)


def line(points):
    """The slope by least squares, and the half of its 95 % interval (nothing below five points)."""
    count = len(points)
    mean_x, mean_y = statistics.mean(x for x, _ in points), statistics.mean(y for _, y in points)
    spread = sum((x - mean_x) ** 2 for x, _ in points)
    slope = sum((x - mean_x) * (y - mean_y) for x, y in points) / spread
    if count < 5:
        return slope, None
    rest = sum((y - mean_y - slope * (x - mean_x)) ** 2 for x, y in points)
    return slope, student(count - 2) * math.sqrt(rest / (count - 2) / spread)


def rounds(found):
    """By round of sampling: (minutes since the keys began, mean of the private kilobytes). Only whole rounds."""
    whole = {}
    for samples in found["samples"]:
        for number, (moment, sample) in enumerate(samples):
            whole.setdefault(number, []).append(((moment - found["start"]) / 60, private(sample)))
    return [
        (statistics.mean(minute for minute, _ in values), statistics.mean(size for _, size in values))
        for values in whole.values() if len(values) == len(found["samples"])]


def growth(found):
    """Rows about private memory while keys are pressed, the first fifth of the time left out."""
    warm_up = found["seconds"] / 60 / 5
    points = [point for point in rounds(found) if point[0] >= warm_up]
    if len(points) < 3:
        return []
    slope, half = line(points)
    each = [
        line([((moment - found["start"]) / 60, private(sample)) for moment, sample in samples
              if (moment - found["start"]) / 60 >= warm_up])[0] for samples in found["samples"]]
    interval = f" ± {half:.1f}" if half is not None else ""
    return [
        ["private memory of a session, mean, MB: after the warm-up / at the end",
         f"{points[0][1] * 1_024 / 1e6:.2f} / {points[-1][1] * 1_024 / 1e6:.2f}"],
        ["– its growth, KiB a minute (95 %); minutes looked at", f"{slope:+.1f}{interval}; {len(points)}"],
        ["– that of single sessions, median / most", f"{statistics.median(each):+.1f} / {max(each):+.1f}"]]


def spread(seconds):
    """Median, 95th and 99th percentile."""
    return " / ".join(milliseconds(percentile(seconds, part)) for part in (0.5, 0.95, 0.99))


def live_rows(posts, sessions):
    times = [value for post in posts for value in post["seconds"]]
    cpu = statistics.mean(post["cpu"] for post in posts)
    return [
        ["a post while all rest until a session has redrawn, s: median / last",
         f"{percentile(times, 0.5):.2f} / {max(times):.2f}"],
        ["– CPU ms of all sessions / of each", f"{cpu:.0f} / {cpu / sessions:.1f}"]]


def key_rows(found):
    keys, cpu, seconds = found["keys"], found["cpu"], found["seconds"]
    count = len(keys) + found["silent"]
    # A lone Escape may be the beginning of a longer key, so a program waits a little before it takes it for one.
    escapes = [key[1] for key in keys if key[4]]
    rows = [
        ["minutes; keys a second in all", f"{seconds / 60:.1f}; {count / seconds:.0f}"],
        ["**key to last byte, ms: median / p95 / p99**", spread([key[1] for key in keys if not key[4]])],
        ["– where 20 ms without a byte end a redraw", spread([key[2] for key in keys if not key[4]])]]
    if escapes:
        rows.append(["– `Esc`", spread(escapes)])
    return rows + [
        ["keys that changed nothing; that waited for the one before", f"{found['silent']}; {found['late']}"],
        ["bytes for a key, mean", f"{statistics.mean(key[3] for key in keys):.0f}"],
        ["CPU of all sessions, % of one core; the harness's", "; ".join(
            f"{value / seconds * 100:.0f}" for value in (sum(cpu), found["own cpu"]))],
        ["CPU s of a session: median / most", f"{percentile(cpu, 0.5):.2f} / {max(cpu):.2f}"],
        ["CPU ms for a key, live updates among it", f"{sum(cpu) / count * 1_000:.2f}"]]


def report(found, options):
    """All of what came out, as (label, value)."""
    firsts = found["first screens"]
    rows = [
        ["first screen after the common start, s: median / last", f"{percentile(firsts, 0.5):.2f} / {max(firsts):.2f}"],
        ["all read and at rest, s", f"{found['ready']:.1f}"]]
    for when in ("start", "end"):
        rows += memory_rows(f"at the {when}", found[f"memory, {when}"], found[f"machine, {when}"])
    for when in ("before", "after"):
        cpu, switches = found[f"rest {when}"]
        rows.append([
            f"all at rest for {options.rest} s, {when} the keys: CPU ms; context switches", f"{cpu:.1f}; {switches}"])
    if found.get("live"):
        rows += live_rows(found["live"], options.sessions)
    rows += key_rows(found) + growth(found)
    if found["program"] == "joi-tui":
        rows.append(["lines written meanwhile (posts, likes, acts)", str(found["lines"])])
    for when in ("start", "end"):
        row = found[f"descriptors, {when}"]
        rows.append([
            f"open files of a session at the {when}; inotify instances and watches of an account",
            f"{'–'.join(map(str, row['files']))}; {row['instances']} and {row['watches']}"])
    rows.append([
        "sessions lost; that did not leave; exit statuses",
        f"{len(found['lost'])}; {len(found['stayed'])}; {', '.join(found['statuses'])}"])
    if found["program"] == "joi-tui":
        rows.append([
            "posts sent; not exactly once in the logs; sessions that don't find the last",
            f"{found['sent']}; {len(found['wrong'])}; {len(found['blind'])}"])
    return rows
