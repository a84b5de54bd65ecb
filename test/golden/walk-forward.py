"""Golden walk-forwards and cross-validations of a moving-average cross by numpy, with loops of their own; they share no line with ours.

Writes walk-forward.json beside this file: `python3 test/golden/walk-forward.py` (numpy 2.4).
"""

import itertools
import json
import math
import pathlib

import numpy as np

PER_YEAR = 24 * 365


def uniform(seed, count):
    state, out = seed * 2654435761 % 2**32, []
    for _ in range(count):
        state = (state * 1664525 + 1013904223) % 2**32
        out.append(state / 2**32)
    return out


def market(seed, rows):
    u = uniform(seed, 2 * rows)
    opens, closes = [], []
    before, drift = 100.0, 0.0
    for i in range(rows):
        drift = 0.9 * drift + 0.004 * (u[i] - 0.5)
        price = before * (1 + drift + 0.01 * (u[rows + i] - 0.5))
        opens.append(before * (1 + 0.001 * (u[i] - 0.5)))
        closes.append(price)
        before = price
    return np.array(opens), np.array(closes)


def mean_over(x, period):
    out = np.full(len(x), np.nan)
    for i in range(period - 1, len(x)):
        out[i] = math.fsum(x[i - period + 1 : i + 1]) / period
    return out


def crosses(close, fast, slow):
    """+1 where the fast mean goes above the slow one, -1 where it goes below."""
    gap = mean_over(close, fast) - mean_over(close, slow)
    out = np.zeros(len(close), int)
    for i in range(1, len(close)):
        if gap[i] > 0 > gap[i - 1]:
            out[i] = 1
        if gap[i] < 0 < gap[i - 1]:
            out[i] = -1
    return out


def run(opens, closes, signal, start, stop, cash, fee, slip, closing):
    """Equity at the closes of start..stop-1 and the number of closed trades; long or out, at the next open."""
    units, money, trades, equity = 0.0, cash, 0, []
    order = 0
    for i in range(start, stop):
        if order == 1:
            price = opens[i] * (1 + slip)
            units, money = money / (price * (1 + fee)), 0.0
        if order == -1:
            money, units = units * opens[i] * (1 - slip) * (1 - fee), 0.0
            trades += 1
        order = 0
        wanted = signal[i]
        if closing and i >= stop - 2:
            wanted = -1 if i == stop - 2 else 0
        if wanted == 1 and units == 0:
            order = 1
        if wanted == -1 and units > 0:
            order = -1
        equity.append(money + units * closes[i])
    return np.array(equity), trades


def returns_of(equity, cash):
    return np.diff(np.concatenate([[cash], equity])) / np.concatenate([[cash], equity[:-1]])


def sharpe(returns):
    sd = returns.std(ddof=1)
    return float(returns.mean() / sd * math.sqrt(PER_YEAR)) if sd > 0 else math.nan


def walk_forward(seed, rows, train, test, purge, points, fee, slip):
    opens, closes = market(seed, rows)
    signals = [crosses(closes, *point) for point in points]
    cash, choices, equity, came, promised = 1000.0, [], [], 0.0, 0.0
    start = train
    while start < rows:
        stop, first, last = min(rows, start + test), start - train, start - purge
        best, found, gained = -1, -math.inf, 0.0
        for k, signal in enumerate(signals):
            curve, trades = run(opens, closes, signal, first, last, 1000.0, fee, slip, False)
            score = sharpe(returns_of(curve, 1000.0))
            if trades >= 1 and score > found:
                best, found, gained = k, score, curve[-1] / 1000.0 - 1
        curve, _ = run(opens, closes, signals[best], start, stop, cash, fee, slip, True)
        came += math.log(curve[-1] / cash)
        promised += (stop - start) / (last - first) * math.log1p(gained)
        choices.append({"point": best, "score": found, "inSampleReturn": gained, "outOfSampleReturn": curve[-1] / cash - 1})
        equity.extend(curve)
        cash = curve[-1]
        start += test
    record = returns_of(np.array(equity), 1000.0)
    return {
        "windows": choices,
        "sharpe": sharpe(record),
        "finalEquity": float(equity[-1]),
        "efficiency": came / promised if promised > 0 else None,
    }


def groups_of(rows, count):
    sizes = [rows // count + (k < rows % count) for k in range(count)]
    ends = np.cumsum(sizes)
    return [(int(end - size), int(end)) for size, end in zip(sizes, ends)]


def runs_where(mask):
    runs, i = [], 0
    while i < len(mask):
        if mask[i]:
            j = i
            while j < len(mask) and mask[j]:
                j += 1
            runs.append((i, j))
            i = j
        else:
            i += 1
    return runs


def cross_validation(seed, rows, count, tested, purge, embargo, points, fee, slip):
    opens, closes = market(seed, rows)
    signals = [crosses(closes, *point) for point in points]
    groups = groups_of(rows, count)
    splits, pieces = [], {group: [] for group in range(count)}
    for chosen in itertools.combinations(range(count), tested):
        is_test = np.zeros(rows, bool)
        for group in chosen:
            is_test[groups[group][0] : groups[group][1]] = True
        is_train = ~is_test
        for first, end in runs_where(is_test):
            is_train[max(0, first - purge) : first] = False
            is_train[end : min(rows, end + purge + embargo)] = False
        ranges = runs_where(is_train)
        total = int(is_train.sum())
        scores = []
        for signal in signals:
            score, trades = 0.0, 0
            for first, end in ranges:
                curve, closed = run(opens, closes, signal, first, end, 1000.0, fee, slip, False)
                own = sharpe(returns_of(curve, 1000.0))
                score += 0.0 if math.isnan(own) else (end - first) / total * own
                trades += closed
            scores.append(score if trades >= 1 else -math.inf)
        best = int(np.argmax(scores))
        splits.append({"point": best, "score": scores[best]})
        for group in chosen:
            curve, _ = run(opens, closes, signals[best], *groups[group], 1000.0, fee, slip, True)
            pieces[group].append(returns_of(curve, 1000.0))
    paths = [np.concatenate([pieces[group][path] for group in range(count)]) for path in range(len(pieces[0]))]
    return {"splits": splits, "sharpes": [sharpe(path) for path in paths]}


POINTS = [[fast, slow] for fast in (3, 5, 8) for slow in (12, 20, 30)]

golden = {
    "source": "numpy, test/golden/walk-forward.py",
    "points": POINTS,
    "walkForwards": [
        {"seed": seed, "rows": 700, "train": train, "test": test, "purge": purge, "fee": fee, "slip": slip}
        | walk_forward(seed, 700, train, test, purge, POINTS, fee, slip)
        for seed, train, test, purge, fee, slip in [(1, 200, 100, 3, 0.0005, 0.0002), (2, 250, 60, 0, 0.0, 0.0), (3, 150, 130, 10, 0.001, 0.0)]
    ],
    "crossValidations": [
        {"seed": seed, "rows": rows, "groups": count, "testGroups": tested, "purge": purge, "embargo": embargo, "fee": fee, "slip": slip}
        | cross_validation(seed, rows, count, tested, purge, embargo, POINTS, fee, slip)
        for seed, rows, count, tested, purge, embargo, fee, slip in [(4, 700, 6, 2, 3, 20, 0.0005, 0.0002), (5, 640, 5, 1, 0, 0, 0.0, 0.0)]
    ],
}
pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps(golden, indent=1) + "\n")
