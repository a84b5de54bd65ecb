"""Values of statistics by pandas, scipy and numpy: python3 test/golden/indicators/formulas.py

Where no library has the indicator, the formula of its source is written out in numpy, from the source alone."""

import json
import math
from pathlib import Path

import numpy as np
import pandas as pd
import scipy
from scipy import stats

here = Path(__file__).parent
smooth = json.loads((here / 'talib.json').read_text())['series']['smooth']
frame = pd.DataFrame({name: smooth[name] for name in ('open', 'high', 'low', 'close', 'volume', 'other')}).astype(float)
opened, high, low, close, volume, other = (frame[name] for name in ('open', 'high', 'low', 'close', 'volume', 'other'))
bought = volume * (0.5 + 0.4 * np.sin(np.arange(len(frame))))
length = len(frame)
cases = []


def add(source, indicator, parameters, column, output=None, **options):
    values = np.asarray(column, dtype=float)
    bars = [i for i in range(length) if math.isfinite(values[i]) and (i % 9 == 0 or i >= length - 12)]
    if 'tolerance' in options:
        options.setdefault('reason', 'sums of the source slide or cancel, which shows beyond nine digits')
    sampled = {output or indicator: {'bars': bars, 'values': [float(f'{values[i]:.13g}') for i in bars]}}
    cases.append({'source': source, 'indicator': indicator, 'parameters': parameters, 'from': 0, **options, 'outputs': sampled})


def windows(period, function, *columns):
    """The function of each window of the columns."""
    arrays = [np.asarray(column, dtype=float) for column in columns]
    return [np.nan if i < period - 1 else function(*(a[i - period + 1 : i + 1] for a in arrays)) for i in range(length)]


def paper(indicator, parameters, column, output=None, **options):
    add('numpy, from the formula', indicator, parameters, column, output, **options)


add('pandas', 'median', {'period': 15}, close.rolling(15).median())
add('pandas', 'quantile', {'period': 20, 'share': 0.9}, close.rolling(20).quantile(0.9))
add('pandas', 'skew', {'period': 30}, close.rolling(30).skew(), tolerance=1e-8)
add('pandas', 'kurtosis', {'period': 30}, close.rolling(30).kurt(), tolerance=1e-7)
add('pandas', 'covariance', {'period': 30}, close.rolling(30).cov(other), tolerance=1e-8)
add('pandas', 'zscore', {'period': 20}, (close - close.rolling(20).mean()) / close.rolling(20).std(ddof=0), tolerance=1e-8)
add('pandas', 'log_return', {'period': 3}, np.log(close).diff(3))
returns = np.log(close).diff()
add('pandas', 'historical_volatility', {'period': 20, 'periodsPerYear': 252}, returns.rolling(20).std() * math.sqrt(252), tolerance=1e-8)
add('pandas', 'adr', {'period': 14}, (high - low).rolling(14).mean())
add('pandas', 'envelope', {'period': 20, 'share': 0.025}, close.rolling(20).mean() * 1.025, 'upper')
add('pandas', 'relative_volume', {'period': 20}, volume / volume.shift(1).rolling(20).mean())
add('pandas', 'efficiency_ratio', {'period': 10}, close.diff(10).abs() / close.diff().abs().rolling(10).sum())
add('pandas', 'buy_ratio', {'period': 20}, bought.rolling(20).sum() / volume.rolling(20).sum())
add('pandas', 'cvd', {'session': 'all'}, (2 * bought - volume).cumsum())
add('pandas', 'delta', {}, 2 * bought - volume)
add('pandas', 'vpin', {'period': 20}, (2 * bought - volume).abs().rolling(20).sum() / volume.rolling(20).sum())
add('pandas', 'autocorrelation', {'period': 50, 'lag': 2}, close.rolling(50).corr(close.shift(2)), tolerance=1e-8)
typical = (high + low + close) / 3
add('pandas', 'rolling_vwap', {'period': 20}, (typical * volume).rolling(20).sum() / volume.rolling(20).sum())
add('pandas', 'amihud', {'period': 20}, (close.pct_change().abs() / (close * volume)).rolling(20).mean())
add('pandas', 'basis', {}, close / other - 1)
add('pandas', 'bwmfi', {}, (high - low) / volume)
hl = ((high + low) / 2)
add('pandas', 'alligator', {'jaw': 13, 'jawShift': 8, 'teeth': 8, 'teethShift': 5, 'lips': 5, 'lipsShift': 3}, hl.ewm(alpha=1 / 5, adjust=False).mean().shift(3), 'lips', **{'from': 200, 'reason': 'another first value of the averages'})

add('scipy', 'spearman', {'period': 20}, windows(20, lambda x, y: stats.spearmanr(x, y)[0], close, other))
add('scipy', 'kendall', {'period': 20}, windows(20, lambda x, y: stats.kendalltau(x, y)[0], close, other))
add('scipy', 'mad', {'period': 20}, windows(20, lambda x: stats.median_abs_deviation(x), close))
line = lambda x: stats.linregress(np.arange(len(x)), x)
add('scipy', 'regression_r2', {'period': 14}, windows(14, lambda x: line(x).rvalue ** 2, close), tolerance=1e-8)
add('scipy', 'percent_rank', {'period': 50}, windows(51, lambda x: stats.percentileofscore(x[:-1], x[-1], kind='weak'), close))


def standard_error(x):
    fit = line(x)
    return math.sqrt(np.sum((x - fit.intercept - fit.slope * np.arange(len(x))) ** 2) / (len(x) - 2))


add('scipy', 'standard_error', {'period': 21}, windows(21, standard_error, close), tolerance=1e-8)


def half_life(x):
    slope = stats.linregress(x[:-1], np.diff(x)).slope
    return -math.log(2) / math.log1p(slope) if slope < 0 else math.nan


add('scipy', 'half_life', {'period': 100}, windows(101, half_life, close), tolerance=1e-7)


def hurst(x):
    lags = np.arange(2, 21)
    return np.polyfit(np.log(lags), np.log([np.std(x[lag:] - x[:-lag]) for lag in lags]), 1)[0]


paper('hurst', {'period': 100, 'maxLag': 20}, windows(100, hurst, close))


def permutation_entropy(x, order=3):
    patterns = [tuple(np.argsort(x[i : i + order], kind='stable')) for i in range(len(x) - order + 1)]
    shares = np.array([patterns.count(pattern) for pattern in set(patterns)]) / len(patterns)
    return -np.sum(shares * np.log(shares)) / math.log(math.factorial(order))


paper('permutation_entropy', {'period': 100, 'order': 3}, windows(100, permutation_entropy, close))
paper('roll_spread', {'period': 20}, windows(22, lambda x: 2 * math.sqrt(max(0, -np.cov(np.diff(x)[:-1], np.diff(x)[1:], bias=True)[0, 1])), close), tolerance=1e-7)


def kyle(prices, flows):
    return np.polyfit(flows[1:], np.diff(prices), 1)[0]


paper('kyle_lambda', {'period': 20}, windows(21, kyle, close, 2 * bought - volume))


def corwin_schultz(h, l):
    beta = np.log(h[1:] / l[1:]) ** 2 + np.log(h[:-1] / l[:-1]) ** 2
    gamma = np.log(np.maximum(h[1:], h[:-1]) / np.minimum(l[1:], l[:-1])) ** 2
    k = 3 - 2 * math.sqrt(2)
    alpha = (np.sqrt(2 * beta) - np.sqrt(beta)) / k - np.sqrt(gamma / k)
    return np.mean(np.maximum(0, 2 * (np.exp(alpha) - 1) / (1 + np.exp(alpha))))


paper('corwin_schultz', {'period': 20}, windows(21, corwin_schultz, high, low))
paper('funding_zscore', {'period': 30}, (other - other.rolling(30).mean()) / other.rolling(30).std(ddof=0), tolerance=1e-7, funding='other')
triangle = np.sin(np.arange(1, 15) * math.pi / 15)
paper('sinwma', {'period': 14}, windows(14, lambda x: np.sum(x * triangle) / np.sum(triangle), close))
paper('swma', {}, windows(4, lambda x: (x[0] + 2 * x[1] + 2 * x[2] + x[3]) / 6, close))


def atr(period):
    ranges = np.maximum(high, close.shift(1)) - np.minimum(low, close.shift(1))
    values = np.full(length, np.nan)
    values[period] = ranges[1 : period + 1].mean()
    for i in range(period + 1, length):
        values[i] = (values[i - 1] * (period - 1) + ranges[i]) / period
    return values


paper('starc', {'period': 6, 'atrPeriod': 15, 'multiplier': 2}, close.rolling(6).mean() + 2 * atr(15), 'upper')


def atr_stop(period, multiplier):
    losses = multiplier * atr(period)
    stop = np.full(length, np.nan)
    stop[period] = close[period] - losses[period]
    for i in range(period + 1, length):
        before, now, last = stop[i - 1], close[i], close[i - 1]
        if now > before and last > before:
            stop[i] = max(before, now - losses[i])
        elif now < before and last < before:
            stop[i] = min(before, now + losses[i])
        else:
            stop[i] = now - losses[i] if now > before else now + losses[i]
    return stop


paper('atr_stop', {'period': 5, 'multiplier': 3.5}, atr_stop(5, 3.5))


def demark(i):
    begun = (i // 24) * 24
    if begun == 0:
        return math.nan
    o, h, l, c = opened[begun - 24], high[begun - 24 : begun].max(), low[begun - 24 : begun].min(), close[begun - 1]
    x = h + 2 * l + c if c < o else 2 * h + l + c if c > o else h + l + 2 * c
    return x / 2 - l


paper('pivots_demark', {'session': 'day'}, [demark(i) for i in range(length)], 'r1')


def setup():
    count, counts = 0, []
    for i in range(length):
        step = 0 if i < 4 else int(np.sign(close[i] - close[i - 4]))
        count = 0 if step == 0 else (count + step if count * step >= 0 else step)
        counts.append(math.nan if i < 4 else count)
    return counts


paper('td_setup', {'period': 4}, setup())


def smoother(x, period):
    a = math.exp(-math.sqrt(2) * math.pi / period)
    b, c = 2 * a * math.cos(math.sqrt(2) * math.pi / period), -a * a
    y = [x[0], x[1]]
    for i in range(2, length):
        y.append((1 - b - c) * (x[i] + x[i - 1]) / 2 + b * y[i - 1] + c * y[i - 2])
    return np.array(y)


def flexes(period, slanted):
    filtered = smoother(np.asarray(close), period / 2)
    square, values = 0.0, [math.nan] * period
    for i in range(period, length):
        slope = (filtered[i - period] - filtered[i]) / period if slanted else 0
        mean = sum(filtered[i] + k * slope - filtered[i - k] for k in range(1, period + 1)) / period
        square = 0.04 * mean * mean + 0.96 * square
        values.append(mean / math.sqrt(square))
    return values


paper('reflex', {'period': 20}, flexes(20, True))
paper('trendflex', {'period': 20}, flexes(20, False))
deviation = close.rolling(20).std(ddof=0)
ranges = np.maximum(high, close.shift(1)) - np.minimum(low, close.shift(1))
middle = ((high.rolling(20).max() + low.rolling(20).min()) / 2 + close.rolling(20).mean()) / 2
ends = windows(20, lambda x: np.polyval(np.polyfit(np.arange(20), x, 1), 19), close - middle)
paper('squeeze_momentum', {'period': 20, 'deviations': 2, 'multiplier': 1.5}, ends, 'momentum', tolerance=1e-8)
squeeze = np.sign(1.5 * ranges.rolling(20).mean() - 2 * deviation)
paper('squeeze_momentum', {'period': 20, 'deviations': 2, 'multiplier': 1.5}, squeeze, 'squeeze')

provenance = {
    'what': 'Values of statistics and of formulas that no library has, over the series `smooth` of talib.json',
    'generator': 'test/golden/indicators/formulas.py',
    'sources': {'pandas': pd.__version__, 'scipy': scipy.__version__, 'numpy': np.__version__},
    'inputs': 'buyVolume is volume * (0.5 + 0.4 * sin(i)); time is hours from 1,700,006,400,000; funding is `other`',
}
(here / 'formulas.json').write_text(json.dumps({'provenance': provenance, 'cases': cases}, separators=(',', ':')) + '\n')
