"""Golden fits of models of returns by arch, statsmodels and plain numpy / scipy; they share no line with ours.

Writes statistics.json beside this file: `python3 test/golden/statistics.py` (arch 8.0, statsmodels 0.15, numpy 2.4, scipy 1.17).
Series are drawn once from the models, in percent, rounded to four digits, and kept in the file.

- arch: GARCH with mean zero, `backcast` set to the mean square of the series, as ours has it.
- plain: GARCH with a constant mean and the jump diffusion, from the papers' formulas, by scipy's optimisers one after the other.
- statsmodels: MarkovRegression with switching variance, Ljung-Box; scipy: Jarque-Bera and chi-squared tails.
"""

import json
import pathlib

import arch
import numpy as np
import scipy
import statsmodels
from arch import arch_model
from scipy import optimize, special, stats
from statsmodels.stats.diagnostic import acorr_ljungbox
from statsmodels.tools.numdiff import approx_hess3
from statsmodels.tsa.regime_switching.markov_regression import MarkovRegression

rng = np.random.default_rng(20261121)


def garch_world(n, omega, alpha, gamma, beta, nu=None, mu=0.0):
    h, e, out = omega / (1 - alpha - gamma / 2 - beta), 0.0, []
    for _ in range(n + 500):
        h = omega + (alpha + gamma * (e < 0)) * e * e + beta * h
        z = rng.standard_normal() if nu is None else rng.standard_t(nu) * np.sqrt((nu - 2) / nu)
        e = np.sqrt(h) * z
        out.append(mu + e)
    return np.round(out[500:], 4)


def regime_world(n, means, sigmas, stay):
    s, out = 0, []
    for _ in range(n):
        if rng.random() > stay[s]:
            s = (s + 1 + rng.integers(len(means) - 1)) % len(means)
        out.append(means[s] + sigmas[s] * rng.standard_normal())
    return np.round(out, 4)


def jump_world(n, mu, sigma, lam, m, s):
    jumps = rng.poisson(lam, n)
    return np.round(mu + jumps * m + np.sqrt(sigma**2 + jumps * s**2) * rng.standard_normal(n), 4)


def by_arch(y, p, o, q, dist):
    model = arch_model(y, mean="Zero", vol="GARCH", p=p, o=o, q=q, dist=dist, rescale=False)
    how = dict(backcast=float(np.mean(y**2)), disp="off", tol=1e-12, options={"maxiter": 1000})
    fits = {kind: model.fit(cov_type=kind, **how) for kind in ("classic", "robust")}
    fit = fits["classic"]
    return {
        "shape": {"p": p, "o": o, "q": q, "dist": dist},
        "parameters": fit.params.tolist(),
        "logLikelihood": fit.loglikelihood,
        "standardErrors": fit.std_err.tolist(),
        "robustErrors": fits["robust"].std_err.tolist(),
        "deviations": fit.conditional_volatility[[0, 1, 10, 100, 500]].tolist(),
    }


def polished(negative, start):
    best = start
    for _ in range(6):
        best = optimize.minimize(negative, best, method="Nelder-Mead", options=dict(xatol=1e-11, fatol=1e-12, maxiter=20000, maxfev=20000)).x
    return best


def plain_garch(y, nu):
    def negative(x):
        mu, omega, alpha, beta = x[:4]
        if omega <= 0 or alpha < 0 or beta < 0 or alpha + beta >= 1 or (nu and x[4] <= 2.05):
            return np.inf
        e = y - mu
        h = np.empty_like(e)
        past_square = past = np.mean(e**2)
        for t in range(len(e)):
            h[t] = omega + alpha * past_square + beta * past
            past_square, past = e[t] ** 2, h[t]
        if not nu:
            return 0.5 * np.sum(np.log(2 * np.pi * h) + e**2 / h)
        f = x[4]
        return -np.sum(
            special.gammaln((f + 1) / 2) - special.gammaln(f / 2) - 0.5 * np.log(np.pi * (f - 2) * h)
            - (f + 1) / 2 * np.log1p(e**2 / h / (f - 2))
        )

    start = [y.mean(), 0.05 * y.var(), 0.08, 0.87] + ([8.0] if nu else [])
    best = polished(negative, start)
    covariance = np.linalg.inv(approx_hess3(best, negative))
    return {"parameters": best.tolist(), "logLikelihood": -negative(best), "standardErrors": np.sqrt(np.diag(covariance)).tolist()}


def plain_jumps(y):
    k = np.arange(40)

    def negative(x):
        mu, sigma, lam, m, s = x
        if sigma <= 0 or not 0 < lam < 2 or s <= 0:
            return np.inf
        weights = stats.poisson.pmf(k, lam)
        density = stats.norm.pdf(y[:, None], mu + k * m, np.sqrt(sigma**2 + k * s**2)) @ weights
        return -np.log(density).sum()

    best = polished(negative, [np.median(y), 0.8 * y.std(), 0.1, 0.0, 2 * y.std()])
    covariance = np.linalg.inv(approx_hess3(best, negative))
    return {"parameters": best.tolist(), "logLikelihood": -negative(best), "standardErrors": np.sqrt(np.diag(covariance)).tolist()}


def by_statsmodels(y, regimes):
    model = MarkovRegression(y, k_regimes=regimes, trend="c", switching_variance=True)
    np.random.seed(1)
    fit = model.fit(search_reps=40, maxiter=2000, em_iter=50, disp=False)
    fit = model.fit(start_params=fit.params, method="nm", maxiter=20000, disp=False, xtol=1e-12, ftol=1e-13)
    names = list(model.param_names)
    values = dict(zip(names, map(float, fit.params)))
    rows = [0, 1, 50, 399]
    return {
        "regimes": regimes,
        "means": [values[f"const[{k}]"] for k in range(regimes)],
        "variances": [values[f"sigma2[{k}]"] for k in range(regimes)],
        "transition": fit.regime_transition[:, :, 0].T.tolist(),
        "logLikelihood": float(fit.llf),
        "errors": dict(zip(names, map(float, fit.bse))),
        "rows": rows,
        "filtered": np.asarray(fit.filtered_marginal_probabilities)[rows].tolist(),
        "smoothed": np.asarray(fit.smoothed_marginal_probabilities)[rows].tolist(),
    }


def main():
    calm = garch_world(1500, 0.02, 0.07, 0.0, 0.9)
    tailed = garch_world(1500, 0.03, 0.04, 0.1, 0.88, nu=5)
    drift = garch_world(1200, 0.05, 0.1, 0.0, 0.85, nu=6, mu=0.1)
    two = regime_world(1200, [0.08, -0.1], [0.6, 2.0], [0.98, 0.94])
    three = regime_world(2000, [0.3, 0.0, -0.6], [0.3, 1.0, 3.0], [0.97, 0.96, 0.93])
    jumps = jump_world(1500, 0.05, 0.8, 0.12, -0.5, 2.5)
    noise = rng.standard_normal(200).round(4)
    golden = {
        "source": f"arch {arch.__version__}, statsmodels {statsmodels.__version__}, numpy {np.__version__}, scipy {scipy.__version__}",
        "series": {name: np.round(y * 1e4).astype(int).tolist() for name, y in
                   dict(calm=calm, tailed=tailed, drift=drift, two=two, three=three, jumps=jumps, noise=noise).items()},
        "arch": [
            {"series": "calm", **by_arch(calm, 1, 0, 1, "normal")},
            {"series": "calm", **by_arch(calm, 2, 0, 0, "normal")},
            {"series": "tailed", **by_arch(tailed, 1, 1, 1, "t")},
            {"series": "tailed", **by_arch(tailed, 1, 1, 1, "normal")},
            {"series": "tailed", **by_arch(tailed, 1, 0, 1, "t")},
        ],
        "plain": {"normal": plain_garch(drift, False), "t": plain_garch(drift, True), "jumps": plain_jumps(jumps)},
        "statsmodels": [{"series": "two", **by_statsmodels(two, 2)}, {"series": "three", **by_statsmodels(three, 3)}],
        "tests": {
            "ljungBox": [[name, lags, *map(float, acorr_ljungbox(y, lags=[lags]).iloc[0])] for name, y, lags in
                         [("noise", noise, 1), ("noise", noise, 7), ("calm", calm, 10), ("two", two, 20)]],
            "jarqueBera": [[name, *map(float, stats.jarque_bera(y))] for name, y in [("noise", noise), ("calm", calm), ("drift", drift)]],
            "chiSquared": [[x, k, float(stats.chi2.sf(x, k))] for k in (1, 2, 3, 5, 10, 31) for x in (1e-6, 0.5, 3, 12, 60, 300)],
        },
    }
    path = pathlib.Path(__file__).with_suffix(".json")
    path.write_text(json.dumps(golden, separators=(",", ":")) + "\n")


main()
