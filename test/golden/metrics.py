"""Golden metrics by numpy and scipy, an implementation that shares no line with ours.

Writes metrics.json beside this file: `python3 test/golden/metrics.py` (numpy 2.4, scipy 1.17).
Returns are heavy-tailed and autocorrelated, made by a linear congruential generator so that any language can make them.
"""

import json
import pathlib

import numpy as np
import scipy
from scipy import stats

PERIODS = 8760.0
RISK_FREE = 0.03
CAPITAL = 10_000.0


def uniform(seed, count):
    state, out = seed, []
    for _ in range(count):
        state = (state * 1664525 + 1013904223) % 2**32
        out.append(state / 2**32)
    return np.array(out)


def returns_of(seed, count, drift):
    u = uniform(seed, 3 * count).reshape(3, count)
    shocks = (u[0] - 0.5) / (0.05 + u[1])
    calm = np.repeat(0.5 + u[2][:: 64], 64)[:count]
    return shocks * calm * 0.002 + drift


def underwater(equity):
    return equity / np.maximum.accumulate(np.concatenate([[CAPITAL], equity]))[1:] - 1


def metrics_of(returns, benchmark):
    rate = np.expm1(np.log1p(RISK_FREE) / PERIODS)
    equity = CAPITAL * np.cumprod(1 + returns)
    r = np.diff(np.concatenate([[CAPITAL], equity])) / np.concatenate([[CAPITAL], equity[:-1]])
    market = CAPITAL * np.cumprod(1 + benchmark)
    b = np.diff(np.concatenate([[CAPITAL], market])) / np.concatenate([[CAPITAL], market[:-1]])
    excess, active = r - rate, r - b
    depth = underwater(equity)
    years = len(r) * 3_600_000 / (365.25 * 86_400_000)
    total = equity[-1] / CAPITAL - 1
    cagr = (1 + total) ** (1 / years) - 1
    ulcer = np.sqrt(np.mean(depth**2))
    line = stats.linregress(np.arange(len(r) + 1), np.log(np.concatenate([[CAPITAL], equity])))
    fit = stats.linregress(b, r)
    worst = np.sort(r)
    weight = 0.05 * len(r)
    whole = int(np.floor(weight + 1e-9))
    return equity, market, {
        "totalReturn": total,
        "cagr": cagr,
        "annualReturn": r.mean() * PERIODS,
        "volatility": r.std(ddof=1) * np.sqrt(PERIODS),
        "downsideDeviation": np.sqrt(np.mean(np.minimum(excess, 0) ** 2)) * np.sqrt(PERIODS),
        "sharpe": excess.mean() / r.std(ddof=1) * np.sqrt(PERIODS),
        "sortino": excess.mean() / np.sqrt(np.mean(np.minimum(excess, 0) ** 2)) * np.sqrt(PERIODS),
        "skewness": stats.skew(r, bias=False),
        "kurtosis": stats.kurtosis(r, bias=False),
        "valueAtRisk": np.quantile(r, 0.05),
        "conditionalValueAtRisk": (worst[:whole].sum() + (weight - whole) * worst[whole]) / weight,
        "tailRatio": abs(np.quantile(r, 0.95)) / abs(np.quantile(r, 0.05)),
        "omega": np.maximum(excess, 0).sum() / np.maximum(-excess, 0).sum(),
        "stability": line.rvalue**2,
        "maxDrawdown": depth.min(),
        "currentDrawdown": depth[-1],
        "timeUnderWater": np.mean(depth < 0),
        "ulcerIndex": ulcer,
        "painIndex": -depth.mean(),
        "calmar": cagr / -depth.min(),
        "recoveryFactor": total / -depth.min(),
        "ulcerPerformance": (cagr - RISK_FREE) / ulcer,
        "bestPeriod": r.max(),
        "worstPeriod": r.min(),
        "positivePeriods": np.mean(r > 0),
        "beta": fit.slope,
        "alpha": (fit.intercept - rate * (1 - fit.slope)) * PERIODS,
        "correlation": np.corrcoef(r, b)[0, 1],
        "trackingError": active.std(ddof=1) * np.sqrt(PERIODS),
        "informationRatio": active.mean() / active.std(ddof=1) * np.sqrt(PERIODS),
        "upCapture": r[b > 0].sum() / b[b > 0].sum(),
        "downCapture": r[b < 0].sum() / b[b < 0].sum(),
        "benchmarkReturn": market[-1] / CAPITAL - 1,
    }


cases = []
for seed, count, drift in [(1, 500, 0.0), (2, 5_000, 2e-5), (3, 20_000, -1e-5)]:
    own = returns_of(seed, count, drift)
    market = 0.6 * own + returns_of(seed + 100, count, 1e-5)
    equity, benchmark, values = metrics_of(own, market)
    cases.append({
        "seed": seed,
        "count": count,
        "drift": drift,
        "lastEquity": equity[-1],
        "lastBenchmark": benchmark[-1],
        "metrics": {name: float(value) for name, value in values.items()},
    })

made = {
    "source": f"test/golden/metrics.py with numpy {np.__version__} and scipy {scipy.__version__}",
    "periodsPerYear": PERIODS,
    "riskFree": RISK_FREE,
    "startingCash": CAPITAL,
    "intervalMs": 3_600_000,
    "cases": cases,
}
pathlib.Path(__file__).with_name("metrics.json").write_text(json.dumps(made, indent=1) + "\n")
