"""Golden tests of luck by numpy, scipy and mpmath, written from the papers; they share no line with ours.

Writes significance.json beside this file: `python3 test/golden/significance.py` (numpy 2.4, scipy 1.17, mpmath 1.3).
Returns are heavy-tailed and autocorrelated, made by a linear congruential generator so that any language can make them.
"""

import itertools
import json
import math
import pathlib

import mpmath
import numpy as np
import scipy
from scipy import special, stats
from scipy.cluster import hierarchy
from scipy.spatial import distance

mpmath.mp.dps = 40


def uniform(seed, count):
    state, out = seed * 2654435761 % 2**32, []
    for _ in range(count):
        state = (state * 1664525 + 1013904223) % 2**32
        out.append(state / 2**32)
    return np.array(out)


def returns_of(seed, count, drift):
    u = uniform(seed, 2 * count).reshape(2, count)
    shocks = (u[0] - 0.5) / (0.1 + u[1])
    shocks[1:] += 0.3 * shocks[:-1].copy()
    return 0.01 * shocks + drift


def trials_of(seed, trials, rows):
    common = returns_of(seed, rows, 0)
    return [0.5 * common + returns_of(seed + 1 + k, rows, 0.0001 * (k - trials / 2)) for k in range(trials)]


def distributions():
    z = [-37.5, -30, -20.3, -12, -8.1, -5.7, -3.3, -1.9, -0.7, -0.66, -0.2, -1e-9, 0, 1e-5, 0.4, 0.6628, 1, 2.5, 5, 8.2]
    p = [1e-300, 1e-100, 1e-20, 1e-9, 1e-4, 0.01, 0.07, 0.075, 0.2, 0.4999, 0.5, 0.6, 0.925, 0.93, 0.999, 1 - 1e-12]
    t = [(nu, x) for nu in (1, 2, 3, 10, 59, 249, 2499) for x in (1e-6, 0.3, 1, 1.7, 1.8, 2.5, 4, 9, 30)]
    tails = lambda nu, x: mpmath.betainc(mpmath.mpf(nu) / 2, 0.5, 0, nu / (nu + mpmath.mpf(x) ** 2), regularized=True)
    miss = lambda q: lambda v: (mpmath.ncdf(v) - q) / min(q, 1 - q)
    quantile = lambda q: mpmath.findroot(miss(mpmath.mpf(q)), special.ndtri(q)) if q != 0.5 else 0
    return {
        "normal": [[x, float(mpmath.ncdf(x))] for x in z],
        "quantile": [[q, float(quantile(q))] for q in p],
        "student": [[nu, x, float(tails(nu, x))] for nu, x in t],
    }


def sharpe(r):
    return r.mean(axis=0) / r.std(axis=0, ddof=1)


def psr(r, benchmark):
    s, g3, g4 = sharpe(r), stats.skew(r), stats.kurtosis(r, fisher=False)
    return stats.norm.cdf((s - benchmark) * math.sqrt(len(r) - 1) / math.sqrt(1 - g3 * s + (g4 - 1) / 4 * s**2))


def min_trl(r, benchmark, confidence):
    s, g3, g4 = sharpe(r), stats.skew(r), stats.kurtosis(r, fisher=False)
    return 1 + (1 - g3 * s + (g4 - 1) / 4 * s**2) * (stats.norm.ppf(confidence) / (s - benchmark)) ** 2


def expected_maximum(n):
    return (1 - np.euler_gamma) * stats.norm.isf(1 / n) + np.euler_gamma * stats.norm.isf(1 / (n * math.e))


def records():
    r = returns_of(7, 400, 0.0012)
    sharpes = np.array([sharpe(x) for x in trials_of(50, 12, 400)])
    threshold = math.sqrt(sharpes.var(ddof=1)) * expected_maximum(12)
    return {
        "estimate": {
            "sharpe": sharpe(r),
            "observations": len(r),
            "skewness": stats.skew(r),
            "excessKurtosis": stats.kurtosis(r),
        },
        "psr": [[b, psr(r, b)] for b in (-0.02, 0, 0.01, 0.05, 0.1)],
        "minTrl": [[b, c, min_trl(r, b, c)] for b, c in ((0, 0.95), (0.01, 0.9), (-0.05, 0.99))],
        "expectedMaximum": [[n, expected_maximum(n)] for n in (2, 5, 10, 46, 88, 100, 1000, 1e6)],
        "deflated": {"threshold": threshold, "probability": psr(r, threshold), "variance": sharpes.var(ddof=1)},
    }


def cscv(trials, blocks, metric):
    m = np.array(trials).T
    rows = len(m) // blocks
    parts = [m[len(m) - rows * blocks :][i * rows : (i + 1) * rows] for i in range(blocks)]
    out = {"selected": [], "inSample": [], "outOfSample": [], "average": [], "logits": []}
    for chosen in itertools.combinations(range(blocks), blocks // 2):
        inside = metric(np.vstack([parts[i] for i in chosen]))
        outside = metric(np.vstack([parts[i] for i in range(blocks) if i not in chosen]))
        best = int(np.argmax(inside))
        w = stats.rankdata(outside)[best] / (len(trials) + 1)
        out["selected"].append(best)
        out["inSample"].append(inside[best])
        out["outOfSample"].append(outside[best])
        out["average"].append(outside.mean())
        out["logits"].append(math.log(w / (1 - w)))
    line = stats.linregress(out["inSample"], out["outOfSample"])
    out["probability"] = float(np.mean(np.array(out["logits"]) <= 0))
    out["loss"] = float(np.mean(np.array(out["outOfSample"]) < 0))
    out["line"] = [line.slope, line.intercept, line.rvalue**2]
    grid = np.sort(np.concatenate([out["outOfSample"], out["average"]]))
    chosen = np.searchsorted(np.sort(out["outOfSample"]), grid, side="right") / len(out["logits"])
    all_of = np.searchsorted(np.sort(out["average"]), grid, side="right") / len(out["logits"])
    area = np.concatenate([[0], np.cumsum((all_of - chosen)[:-1] * np.diff(grid))])
    out["first"] = bool(np.all(chosen <= all_of) and np.any(chosen < all_of))
    out["second"] = bool(np.all(area >= -1e-15) and np.any(area > 1e-15))
    return out


def overfitting():
    cases = []
    for seed, trials, rows, blocks, name in ((300, 9, 131, 6, "sharpe"), (400, 6, 96, 8, "mean"), (500, 25, 640, 16, "sharpe")):
        metric = sharpe if name == "sharpe" else lambda x: x.mean(axis=0)
        golden = cscv(trials_of(seed, trials, rows), blocks, metric)
        combinations = {k: golden.pop(k) for k in ("selected", "inSample", "outOfSample", "average", "logits")}
        if blocks < 16:
            golden["combinations"] = combinations
        cases.append({"seed": seed, "trials": trials, "rows": rows, "blocks": blocks, "metric": name} | golden)
    return cases


def silhouette_quality(d, labels):
    values = []
    for i, own in enumerate(labels):
        mates = [j for j in range(len(labels)) if labels[j] == own and j != i]
        if not mates:
            values.append(0.0)
            continue
        a = d[i, mates].mean()
        b = min(d[i, labels == other].mean() for other in set(labels) if other != own)
        values.append((b - a) / max(a, b))
    return np.mean(values) / np.std(values) if np.std(values) > 0 else 0.0


def effective():
    base = [returns_of(900 + g, 250, 0) for g in range(4)]
    trials = [base[k % 4] + (0.3 + 0.05 * k) * returns_of(950 + k, 250, 0) for k in range(18)]
    corr = np.corrcoef(trials)
    rho = (corr.sum() - len(trials)) / (len(trials) * (len(trials) - 1))
    d = np.sqrt((1 - corr) / 2)
    np.fill_diagonal(d, 0)
    tree = hierarchy.linkage(distance.squareform(d, checks=False), "average")
    cuts = {k: hierarchy.fcluster(tree, k, "maxclust") for k in range(2, len(trials))}
    best = max(cuts, key=lambda k: silhouette_quality(d, cuts[k]))
    weight = 1 / np.var(trials, axis=1)
    members = [np.flatnonzero(cuts[best] == cuts[best][k]) for k in dict.fromkeys(cuts[best].tolist().index(c) for c in cuts[best])]
    sharpes = [sharpe((np.array(trials)[m] * weight[m, None]).sum(axis=0)) for m in members]
    return {"clusterSharpes": sharpes, "average": rho, "byCorrelation": rho + (1 - rho) * len(trials), "byClusters": best, "labels": cuts[best].tolist()}


def drawn_rows(seed, rows, resamples, block):
    """Blocks of one length that go on at the first row, as many as fill the rows."""
    starts = np.floor(uniform(seed, resamples * rows).reshape(resamples, rows) * rows).astype(int)
    i = np.arange(rows)
    return (starts[:, i // block] + i % block) % rows


def block_length(x):
    """Politis and White (2004) with the correction of 2009; lags and autocorrelations as arch counts them."""
    n = len(x)
    e = x - x.mean()
    r = np.correlate(e, e, "full")[n - 1 :] / n
    k = max(5, int(math.log10(n)))
    most = math.ceil(math.sqrt(n)) + k
    squares = lambda part: np.sum(part**2)
    rho = [abs(r[i]) * n / math.sqrt(squares(e[i + 1 :]) * squares(e[: n - i - 1])) for i in range(most)]
    small = [v < 2 * math.sqrt(math.log10(n) / n) for v in rho]
    m = next((m for m in range(1, most - k + 1) if all(small[m : m + k])), None)
    top = most if m is None else min(2 * m, most)
    lags = np.arange(-top, top + 1)
    window = np.minimum(1, 2 * (1 - np.abs(lags) / top))
    g = np.sum(window * np.abs(lags) * r[np.abs(lags)])
    s = np.sum(window * r[np.abs(lags)])
    cap = math.ceil(min(3 * math.sqrt(n), n / 3))
    return [min(max(1, (2 * g**2 / (d * s**2) * n) ** (1 / 3)), cap) for d in (2, 4 / 3)]


def smoothed(x, weight):
    out = x.copy()
    for i in range(1, len(x)):
        out[i] += weight * out[i - 1]
    return out


def bca(values, estimate, jackknife, confidence):
    share = (np.sum(values < estimate) + np.sum(values <= estimate)) / (2 * len(values))
    z0, d = stats.norm.ppf(share), jackknife.mean() - jackknife
    a = np.sum(d**3) / (6 * np.sum(d**2) ** 1.5)
    z = z0 + stats.norm.ppf([(1 - confidence) / 2, (1 + confidence) / 2])
    return np.quantile(values, stats.norm.cdf(z0 + z / (1 - a * z)))


def intervals():
    x = returns_of(21, 50, 0.002)
    drawn = drawn_rows(22, 50, 300, 4)
    out = []
    for name, f in (("mean", np.mean), ("sharpe", sharpe), ("function", lambda r: np.quantile(r, 0.75) - r.min())):
        values = np.array([f(x[rows]) for rows in drawn])
        low, high = np.quantile(values, [0.05, 0.95])
        jackknife = np.array([f(np.delete(x, i)) for i in range(len(x))])
        out.append(
            {
                "statistic": name,
                "estimate": f(x),
                "percentile": [low, high],
                "basic": [2 * f(x) - high, 2 * f(x) - low],
                "bca": bca(values, f(x), jackknife, 0.9),
                "standardError": values.std(ddof=1),
                "bias": values.mean() - f(x),
                "values": values[:5],
            }
        )
    lengths = [[w, n, *block_length(smoothed(returns_of(30, n, 0), w))] for w in (-0.6, 0, 0.3, 0.8, 0.99) for n in (40, 500, 3000)]
    return {"blockLengths": lengths, "intervals": out}


def kernel_variance(d, q):
    """Hansen (2005), with every lag, for mean block length 1 / q."""
    n = len(d)
    x = d - d.mean(axis=0)
    out = (x * x).sum(axis=0) / n
    for i in range(1, n):
        kappa = (n - i) / n * (1 - q) ** i + i / n * (1 - q) ** (n - i)
        out = out + 2 * kappa * (x[: n - i] * x[i:]).sum(axis=0) / n
    return out


def superior(d, drawn, block, studentise):
    """Statistics, resampled statistics for each recentring, and p-values of SPA; d has a column for each trial."""
    n = len(d)
    mean, variance = d.mean(axis=0), kernel_variance(d, 1 / block)
    scale = np.sqrt(variance) if studentise else np.ones_like(mean)
    recentred = {
        "lower": np.maximum(0, mean),
        "consistent": np.where(mean >= -np.sqrt(variance / n * 2 * np.log(np.log(n))), mean, 0),
        "upper": mean,
    }
    t = np.sqrt(n) * mean / scale
    means = np.array([d[rows].mean(axis=0) for rows in drawn])
    stars = {k: np.sqrt(n) * (means - g) / scale for k, g in recentred.items()}
    statistic = max(0, t.max())
    p = {k: np.mean(np.maximum(0, z.max(axis=1)) >= statistic) for k, z in stars.items()}
    return t, stars, {"statistic": statistic, "best": int(t.argmax()), **p}


def step_down(t, z, level):
    """Romano and Wolf (2005): test all that are left until none is rejected."""
    left, named = list(range(len(t))), []
    while left:
        top = np.maximum(0, z[:, left].max(axis=1))
        new = [k for k in left if np.mean(top >= t[k]) <= level]
        if not new:
            break
        named += sorted(new, key=lambda k: -t[k])
        left = [k for k in left if k not in new]
    return named


def confidence_set(d, drawn, method):
    """Hansen, Lunde and Nason (2011) on losses."""
    losses = -d
    mean = losses.mean(axis=0)
    errors = np.array([losses[rows].mean(axis=0) for rows in drawn]) - mean
    left, order, p = list(range(losses.shape[1])), [], []
    while len(left) > 1:
        if method == "range":
            gaps = mean[left][:, None] - mean[left][None, :]
            noise = errors[:, left][:, :, None] - errors[:, left][:, None, :]
            sd = np.sqrt((noise**2).mean(axis=0)) + np.eye(len(left))
            score, star = gaps / sd, np.abs(noise / sd).max(axis=(1, 2))
            worst, statistic = left[int(score.max(axis=1).argmax())], np.abs(score).max()
        else:
            gaps = mean[left] - mean[left].mean()
            noise = errors[:, left] - errors[:, left].mean(axis=1, keepdims=True)
            sd = np.sqrt((noise**2).mean(axis=0))
            score, star = gaps / sd, (noise / sd).max(axis=1)
            worst, statistic = left[int(score.argmax())], score.max()
        order.append(worst)
        p.append(np.mean(star >= statistic))
        left.remove(worst)
    return {"eliminated": order + left, "pValues": np.maximum.accumulate(p + [1.0])}


def superiority():
    rows, count, resamples, block = 120, 14, 400, 4
    trials = np.array(trials_of(600, count, rows)).T + 0.0006 * np.sin(np.arange(count))
    trials[:, 5] += 0.0025
    trials[:, 9] += 0.0035
    benchmark = returns_of(599, rows, 0.001)
    drawn = drawn_rows(601, rows, resamples, block)
    d = trials - benchmark[:, None]
    v = np.sqrt(rows) * d.mean(axis=0)
    star = np.array([np.sqrt(rows) * (d[r].mean(axis=0) - d.mean(axis=0)).max() for r in drawn])
    cases = []
    for studentise in (True, False):
        for name, x in (("benchmark", d), ("zero", trials - 0.0015)):
            t, stars, result = superior(x, drawn, block, studentise)
            steps = {kind: [step_down(t, z, level) for level in (0.01, 0.05, 0.2, 0.5)] for kind, z in stars.items()}
            cases.append({"studentise": studentise, "against": name, **result, "steps": steps})
    return {
        "whiteStatistic": v.max(),
        "white": np.mean(star >= v.max()),
        "variances": kernel_variance(d, 1 / 7.5)[:4],
        "cases": cases,
        "sets": {method: confidence_set(trials, drawn, method) for method in ("range", "max")},
    }


def holm(p):
    order = np.argsort(p)
    out = np.empty(len(p))
    out[order] = np.minimum(1, np.maximum.accumulate(p[order] * (len(p) - np.arange(len(p)))))
    return out


def haircuts():
    n = 240
    sharpes = np.array([sharpe(x) for x in trials_of(700, 15, n)]) + 0.12
    best = sharpes.max()
    p = 2 * stats.t.sf(np.abs(sharpes) * math.sqrt(n), n - 1)
    k = int(sharpes.argmax())
    raised = {
        "bonferroni": min(1, len(p) * p[k]),
        "holm": holm(p)[k],
        "bhy": stats.false_discovery_control(p, method="by")[k],
    }
    raised["average"] = sum(raised.values()) / 3
    cut = {m: [q, stats.t.isf(q / 2, n - 1) / math.sqrt(n)] for m, q in raised.items()}
    u = uniform(71, 12) ** 3
    return {
        "pValue": p[k],
        "haircuts": {m: [*v, 1 - v[1] / best] for m, v in cut.items()},
        "pValues": u,
        "adjusted": {
            "bonferroni": np.minimum(1, 12 * u),
            "holm": holm(u),
            "bh": stats.false_discovery_control(u, method="bh"),
            "bhy": stats.false_discovery_control(u, method="by"),
        },
    }


def lo(x, q, lags):
    e = x - x.mean()
    rho = [np.dot(e[k:], e[: len(e) - k]) / np.dot(e, e) for k in range(1, lags + 1)]
    return q / math.sqrt(q + 2 * sum((q - k) * r for k, r in enumerate(rho, 1)))


def gradient(x, y):
    m, g = [x.mean(), y.mean()], [np.mean(x**2), np.mean(y**2)]
    a, b = g[0] - m[0] ** 2, g[1] - m[1] ** 2
    return np.array([g[0] / a**1.5, -g[1] / b**1.5, -m[0] / (2 * a**1.5), m[1] / (2 * b**1.5)])


def moments(x, y):
    v = np.column_stack([x, y, x**2, y**2])
    return v - v.mean(axis=0)


def parzen_psi(v):
    """Ledoit and Wolf (2008), section 3.1, with the bandwidth of Andrews (1991), columns in units of their spread."""
    n = len(v)
    top = bottom = 0.0
    for c in v.T:
        rho = np.linalg.lstsq(c[:-1, None], c[1:], rcond=None)[0][0]
        s2 = np.mean((c[1:] - rho * c[:-1]) ** 2) / np.mean(c[:-1] ** 2)
        top += 4 * rho**2 * s2**2 / (1 - rho) ** 8
        bottom += s2**2 / (1 - rho) ** 4
    width = 2.6614 * (top / bottom * n) ** 0.2
    psi = v.T @ v / n
    j = 1
    while j < width:
        z = j / width
        k = 1 - 6 * z**2 + 6 * z**3 if z <= 0.5 else 2 * (1 - z) ** 3
        gamma = v[j:].T @ v[:-j] / n
        psi = psi + k * (gamma + gamma.T)
        j += 1
    return n / (n - 4) * psi


def comparisons():
    n, block = 150, 5
    x = returns_of(801, n, 0.002)
    y = 0.5 * x + returns_of(802, n, -0.003)
    a, b, rho = sharpe(x), sharpe(y), np.corrcoef(x, y)[0, 1]
    normal = math.sqrt((2 - 2 * rho + 0.5 * (a**2 + b**2 - 2 * a * b * rho**2)) / n)
    g = gradient(x, y)
    hac = math.sqrt(g @ parzen_psi(moments(x, y)) @ g / n)
    reached, drawn = 0, drawn_rows(803, n, 300, block)
    for rows in drawn:
        u, w = x[rows], y[rows]
        sums = moments(u, w)[: n // block * block].reshape(-1, block, 4).sum(axis=1) / math.sqrt(block)
        h = gradient(u, w)
        se = math.sqrt(h @ (sums.T @ sums / len(sums)) @ h / n)
        reached += abs(sharpe(u) - sharpe(w) - (a - b)) / se >= abs(a - b) / hac
    tail = lambda z: 2 * stats.norm.sf(abs(z))
    return {
        "difference": a - b,
        "normal": [normal, tail((a - b) / normal)],
        "hac": [hac, tail((a - b) / hac)],
        "bootstrap": (reached + 1) / (len(drawn) + 1),
        "lo": [[q, lags, lo(x, q, lags)] for q, lags in ((12, 11), (12, 3), (250, 12))],
    }


def plain(value):
    return value.tolist() if isinstance(value, np.ndarray) else float(value)


golden = {
    "source": f"numpy {np.__version__}, scipy {scipy.__version__} and mpmath {mpmath.__version__} (significance.py)",
    "distributions": distributions(),
    "records": records(),
    "overfitting": overfitting(),
    "effective": effective(),
    "bootstrap": intervals(),
    "superiority": superiority(),
    "haircuts": haircuts(),
    "comparisons": comparisons(),
}
path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps(golden, indent=1, default=plain) + "\n")
