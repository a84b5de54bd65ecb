"""Golden splits by numpy, written from the books with boolean masks over all pairs of rows; they share no line with ours.

Writes splits.json beside this file: `python3 test/golden/splits.py` (numpy 2.4).
A split is a text with one letter a row: l learns, t is tested, p is purged, e is under embargo, - is unused.
"""

import itertools
import json
import math
import pathlib

import numpy as np

HOUR = 3_600_000


def uniform(seed, count):
    state, out = seed * 2654435761 % 2**32, []
    for _ in range(count):
        state = (state * 1664525 + 1013904223) % 2**32
        out.append(state / 2**32)
    return np.array(out)


def world(seed, rows, life):
    """Hourly rows with holes, and labels of up to `life` hours in quarters of one."""
    u = uniform(seed, 2 * rows).reshape(2, rows)
    steps = np.where(u[0] < 0.85, 1, 1 + np.floor(u[0] * 10) - 6)
    times = 1_700_000_000_000 + np.cumsum(steps) * HOUR
    return times, times + np.floor(u[1] * 4 * life) / 4 * HOUR


def lives(times, ends, purge):
    kind, size = purge
    least = times + size * HOUR if kind == "hours" else times[np.minimum(len(times) - 1, np.arange(len(times)) + size)]
    return np.maximum(ends, least)


def blocks(test):
    """Runs of tested rows, as pairs of the first row and the one after the last."""
    edge = np.flatnonzero(np.diff(np.r_[0, test.astype(int), 0]))
    return list(zip(edge[::2], edge[1::2]))


def letters(candidates, test, purged, embargoed):
    out = np.full(len(test), "-")
    out[candidates] = "l"
    out[candidates & embargoed] = "e"
    out[candidates & purged] = "p"
    out[test] = "t"
    return "".join(out)


def around(times, ends, test, embargo):
    """Training rows on both sides of a test: AFML 7.1 at each block, then 7.2 behind the last row that lives with the block."""
    n = len(times)
    purged, embargoed = np.zeros(n, bool), np.zeros(n, bool)
    for a, b in blocks(test):
        last = ends[a:b].max()
        purged |= (times <= last) & (ends >= times[a])
        later = times > last
        kind, size = embargo
        if kind == "hours":
            embargoed |= later & (times <= last + size * HOUR)
        else:
            count = int(round(size * n, 9)) if kind == "share" else size
            embargoed |= later & (np.cumsum(later) <= count)
    return letters(~test, test, purged, embargoed)


def before(times, ends, train, test, embargo):
    """Training rows before a test."""
    a = np.flatnonzero(test)[0]
    kind, size = embargo
    limit = times[a] - size * HOUR if kind == "hours" else times[a - size]
    return letters(train & ~test, test, ends >= times[a], ends >= limit)


def mask(n, rows):
    out = np.zeros(n, bool)
    out[rows] = True
    return out


def purged_k_fold(times, ends, folds, purge, embargo):
    ends = lives(times, ends, purge)
    parts = np.array_split(np.arange(len(times)), folds)
    return [around(times, ends, mask(len(times), part), embargo) for part in parts]


def combinatorial(times, ends, groups, tested, purge, embargo):
    ends = lives(times, ends, purge)
    parts = np.array_split(np.arange(len(times)), groups)
    choices = list(itertools.combinations(range(groups), tested))
    tests = [np.concatenate([parts[g] for g in chosen]) for chosen in choices]
    splits = [around(times, ends, mask(len(times), rows), embargo) for rows in tests]
    membership = np.array([[g in chosen for g in range(groups)] for chosen in choices])
    paths = np.array([np.flatnonzero(membership[:, g]) for g in range(groups)]).T
    assert len(paths) == math.comb(groups, tested) * tested // groups
    return splits, paths.tolist()


def walk_rows(times, ends, train, test, gap, anchored, purge, embargo):
    ends, n, i = lives(times, ends, purge), len(times), np.arange(len(times))
    out = []
    start = train + gap
    while start < n:
        window = (i < start - gap) & (anchored | (i >= start - gap - train))
        out.append(before(times, ends, window, (i >= start) & (i < start + test), embargo))
        start += test
    return out


def walk_hours(times, ends, train, test, gap, anchored, purge, embargo):
    ends = lives(times, ends, purge)
    since = (times - times[0]) / HOUR
    out = []
    start = train + gap
    while start <= since[-1]:
        tested = (since >= start) & (since < start + test)
        window = (since < start - gap) & (anchored | (since >= start - gap - train))
        if tested.any():
            out.append(before(times, ends, window, tested, embargo))
        start += test
    return out


def cases():
    none = ["bars", 0]
    out = []
    for seed, rows, life, options in [
        (1, 83, 6, {"folds": 5, "purge": none, "embargo": none}),
        (2, 97, 4, {"folds": 4, "purge": ["bars", 3], "embargo": ["bars", 5]}),
        (3, 110, 9, {"folds": 3, "purge": ["hours", 5], "embargo": ["hours", 7]}),
        (4, 100, 0, {"folds": 3, "purge": ["bars", 2], "embargo": ["share", 0.29]}),
    ]:
        out.append({"kind": "purgedKFold", "seed": seed, "rows": rows, "life": life, "options": options,
                    "splits": purged_k_fold(*world(seed, rows, life), **options)})
    for seed, rows, life, groups, tested, purge, embargo in [
        (5, 90, 3, 6, 2, none, ["bars", 2]),
        (6, 89, 5, 5, 3, ["bars", 2], ["share", 0.02]),
        (7, 101, 2, 10, 2, ["hours", 1], ["hours", 2]),
    ]:
        splits, paths = combinatorial(*world(seed, rows, life), groups, tested, purge, embargo)
        out.append({"kind": "combinatorialPurged", "seed": seed, "rows": rows, "life": life, "splits": splits, "paths": paths,
                    "options": {"groups": groups, "testGroups": tested, "purge": purge, "embargo": embargo}})
    for seed, rows, life, walk, unit, train, test, gap, anchored, purge, embargo in [
        (8, 100, 3, walk_rows, "bars", 30, 12, 0, False, none, none),
        (9, 100, 5, walk_rows, "bars", 40, 10, 3, True, ["bars", 2], ["bars", 4]),
        (10, 120, 4, walk_hours, "hours", 60, 20, 5, False, ["hours", 3], ["hours", 6]),
        (11, 120, 2, walk_hours, "hours", 48, 3, 0, True, ["bars", 1], ["bars", 2]),
    ]:
        out.append({"kind": "walkForwardSplits", "seed": seed, "rows": rows, "life": life,
                    "splits": walk(*world(seed, rows, life), train, test, gap, anchored, purge, embargo),
                    "options": {"train": [unit, train], "test": [unit, test], "gap": [unit, gap], "anchored": anchored,
                                "purge": purge, "embargo": embargo}})
    return out


if __name__ == "__main__":
    source = f"numpy {np.__version__}, test/golden/splits.py"
    text = json.dumps({"source": source, "cases": cases()}, indent=1)
    pathlib.Path(__file__).with_name("splits.json").write_text(text + "\n")
