"""Golden states of CMA-ES and of Parzen densities by numpy and scipy, implementations that share no line with ours.

Writes cma.json and parzen.json beside this file: `python3 test/golden/search/cma.py` (numpy 2.4, scipy 1.17). CMA-ES: the update
of Hansen's tutorial (arXiv:1604.00772) in matrix form, with C^(-1/2) from LAPACK, fed with steps of a linear congruential
generator ranked by an ellipsoid. Parzen: mixtures of scipy.stats.truncnorm.
"""

import json
import pathlib

import numpy as np
from scipy import linalg, stats

here = pathlib.Path(__file__)


def normals(seed, count):
    state, u = seed, []
    for _ in range(2 * count):
        state = (state * 1664525 + 1013904223) % 2**32
        u.append((state + 0.5) / 2**32)
    u = np.array(u).reshape(count, 2)
    return np.sqrt(-2 * np.log(u[:, 0])) * np.cos(2 * np.pi * u[:, 1])


def run(n, lam, generations, seed):
    raw = np.log((lam + 1) / 2) - np.log(np.arange(1, lam + 1))
    mu = lam // 2
    mueff = raw[:mu].sum() ** 2 / (raw[:mu] ** 2).sum()
    mueff_minus = raw[mu:].sum() ** 2 / (raw[mu:] ** 2).sum()
    cc = (4 + mueff / n) / (n + 4 + 2 * mueff / n)
    cs = (mueff + 2) / (n + mueff + 5)
    c1 = 2 / ((n + 1.3) ** 2 + mueff)
    cmu = min(1 - c1, 2 * (0.25 + mueff + 1 / mueff - 2) / ((n + 2) ** 2 + mueff))
    alpha = min(1 + c1 / cmu, 1 + 2 * mueff_minus / (mueff + 2), (1 - c1 - cmu) / (n * cmu))
    w = np.where(raw >= 0, raw / raw[raw > 0].sum(), alpha * raw / -raw[raw < 0].sum())
    ds = 1 + 2 * max(0, np.sqrt((mueff - 1) / (n + 1)) - 1) + cs
    chi = np.sqrt(n) * (1 - 1 / (4 * n) + 1 / (21 * n**2))
    m, sigma, C, ps, pc = np.full(n, 0.5), 0.3, np.eye(n), np.zeros(n), np.zeros(n)
    z = normals(seed, generations * lam * n).reshape(generations, lam, n)
    states = []
    for g in range(generations):
        x = m + sigma * z[g]
        value = ((x - 0.2) ** 2 * 10.0 ** (2 * np.arange(n) / max(1, n - 1))).sum(1)
        y = z[g][np.argsort(value, kind="stable")]
        root = linalg.inv(linalg.sqrtm(C))
        yw = w[:mu] @ y[:mu]
        m = m + sigma * yw
        ps = (1 - cs) * ps + np.sqrt(cs * (2 - cs) * mueff) * root @ yw
        h = 1.0 if linalg.norm(ps) / np.sqrt(1 - (1 - cs) ** (2 * (g + 1))) < (1.4 + 2 / (n + 1)) * chi else 0.0
        pc = (1 - cc) * pc + h * np.sqrt(cc * (2 - cc) * mueff) * yw
        wo = np.where(w >= 0, w, w * n / ((y @ root.T) ** 2).sum(1))
        C = (1 + c1 * (1 - h) * cc * (2 - cc) - c1 - cmu * w.sum()) * C + c1 * np.outer(pc, pc) + cmu * (y.T * wo) @ y
        sigma = sigma * np.exp(cs / ds * (linalg.norm(ps) / chi - 1))
        if g + 1 in (1, 2, 5, generations):
            states.append({"generation": g + 1, "mean": m.tolist(), "sigma": sigma, "covariance": C.ravel().tolist()})
    return {"dimensions": n, "population": lam, "seed": seed, "states": states}


runs = [run(2, 6, 20, 1), run(5, 8, 30, 2), run(10, 10, 40, 3), run(3, 25, 20, 4)]
here.with_name("cma.json").write_text(json.dumps({"source": "numpy, scipy.linalg; arXiv:1604.00772", "runs": runs}) + "\n")


def widths(points):
    order, out, n = np.argsort(points, kind="stable"), np.ones(len(points)), len(points)
    s = np.array(points)[order]
    for i, k in enumerate(order):
        gaps = [s[j + 1] - s[j] for j in (i - 1, i) if 0 <= j < n - 1]
        out[k] = max(gaps) if gaps else 1.0
    return np.clip(out, 1 / min(100, n + 1), 1)


def density(rows, at):
    n, rows = len(rows), np.array(rows)
    old = max(0, n - 25)
    weights = np.concatenate([np.linspace(1 / n, 1, old) if old > 1 else np.full(old, 1 / n), np.ones(n - old), [1.0]])
    weights /= weights.sum()
    out = np.full(len(at), weights[-1])
    for k in range(n):
        product = np.full(len(at), weights[k])
        for d in range(rows.shape[1]):
            mean, sd = rows[k, d], widths(rows[:, d])[k]
            product *= stats.truncnorm.pdf(at[:, d], -mean / sd, (1 - mean) / sd, loc=mean, scale=sd)
        out += product
    return out.tolist()


cases = []
for seed, n, d in ((1, 1, 1), (2, 3, 1), (3, 12, 2), (4, 40, 3)):
    u = stats.norm.cdf(normals(seed, n * d)).reshape(n, d)
    at = stats.norm.cdf(normals(seed + 100, 20 * d)).reshape(20, d)
    cases.append({"rows": u.tolist(), "at": at.tolist(), "density": density(u.tolist(), at)})
here.with_name("parzen.json").write_text(json.dumps({"source": "scipy.stats.truncnorm", "cases": cases}) + "\n")
