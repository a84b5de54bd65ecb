// Peer by npm: technicalindicators 3.1.0, through the adapter.
import { ArgumentError, syntheticBars } from 'barwright';
import { catalog, fromTechnicalIndicators } from 'barwright/indicators';
import * as technical from 'technicalindicators';
import { describe, expect, it } from 'vitest';

const bars = syntheticBars({ seed: 21, length: 1_000 });
type Columns = Readonly<Record<string, Float64Array>>;

/** Largest relative difference from bar `from` on, where both have a value. */
function gap(ours: Float64Array, theirs: Float64Array, from = 0): number {
  let worst = 0;
  for (let i = from; i < ours.length; i++) {
    if (Number.isNaN(ours[i]) && Number.isNaN(theirs[i])) continue;
    worst = Math.max(worst, Math.abs(ours[i] - theirs[i]) / Math.max(1e-9, Math.abs(ours[i]), Math.abs(theirs[i])));
  }
  return worst;
}

describe('indicators equal technicalindicators', () => {
  it.each([
    ['sma', technical.SMA, { period: 20 }, 0],
    ['ema', technical.EMA, { period: 20 }, 0],
    ['wma', technical.WMA, { period: 20 }, 0],
    ['roc', technical.ROC, { period: 12 }, 0],
  ] as const)('%s of a column', (name, indicator, settings, from) => {
    const theirs = fromTechnicalIndicators(indicator as never, settings)(bars.close) as Float64Array;
    expect(theirs.length).toBe(bars.length);
    const ours = catalog.get(name).compute(bars, settings)[name];
    expect(ours.findIndex((value) => !Number.isNaN(value))).toBe(theirs.findIndex((value) => !Number.isNaN(value)));
    expect(gap(ours, theirs, from)).toBeLessThan(1e-9);
  });

  it.each([
    ['atr', technical.ATR, { period: 14 }, 0],
    ['cci', technical.CCI, { period: 20 }, 0],
    ['willr', technical.WilliamsR, { period: 14 }, 0],
    ['awesome_oscillator', technical.AwesomeOscillator, { fastPeriod: 5, slowPeriod: 34 }, 0],
    ['force_index', technical.ForceIndex, { period: 13 }, 13],
  ] as const)('%s of bars', (name, indicator, settings, from) => {
    const theirs = fromTechnicalIndicators(indicator as never, settings)(bars) as Float64Array;
    const ours = catalog.get(name).compute(bars, 'period' in settings ? { period: settings.period } : {})[name];
    expect(gap(ours, theirs, from)).toBeLessThan(1e-8);
  });

  it('ad is rounded to whole numbers by the package', () => {
    const theirs = fromTechnicalIndicators(technical.ADL as never)(bars) as Float64Array;
    const ours = catalog.get('ad').compute(bars).ad;
    for (let i = 0; i < ours.length; i++) expect(Math.abs(ours[i] - theirs[i])).toBeLessThanOrEqual(0.5 + 1e-9);
  });

  it('several outputs come by their names', () => {
    const settings = { period: 20, stdDev: 2 };
    const theirs = fromTechnicalIndicators(technical.BollingerBands as never, settings)(bars.close) as Columns;
    const ours = catalog.get('bbands').compute(bars, { period: 20 });
    for (const band of ['upper', 'middle', 'lower']) expect(gap(ours[band], theirs[band])).toBeLessThan(1e-9);
  });

  it('what is no class of the package is refused', () => {
    expect(() => fromTechnicalIndicators({} as never)).toThrow(ArgumentError);
    expect(() => fromTechnicalIndicators(undefined as never)).toThrow('Expected `indicator` to be a class of technicalindicators');
  });
});
