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
        [f"memory {when}, MB: PSS of all; a session, median / most",
         f"{megabytes(sum(pss))}; {megabytes(statistics.median(pss))} / {megabytes(max(pss))}"],
        ["– private to a session, median / most; shared with others, median",
         f"{megabytes(statistics.median(alone))} / {megabytes(max(alone))}; {megabytes(statistics.median(shared))}"],
        ["– page tables of all; what the machine had less to give",
         f"{megabytes(sum(sample['tables'] for sample in samples))}; {megabytes(machine)}"]]


def student(degrees):
    """The 97.5th percentile of Student's distribution (Abramowitz and Stegun 26.7.5); good to a hundredth from three on."""
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
    """By round of sampling: (minutes since the keys began, mean of the private kilobytes); rounds that are not whole left out."""
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
        [f"private memory of a session, mean, MB: minute {points[0][0]:.0f} / minute {points[-1][0]:.0f}",
         f"{points[0][1] * 1_024 / 1e6:.2f} / {points[-1][1] * 1_024 / 1e6:.2f}"],
        [f"growth of that, KiB a minute, from minute {warm_up:.0f} on (95 %)", f"{slope:+.1f}{interval}"],
        ["growth of single sessions, KiB a minute: median / most",
         f"{statistics.median(each):+.1f} / {max(each):+.1f}"]]
