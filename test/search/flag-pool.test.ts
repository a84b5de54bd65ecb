import { crossedAbove, crossedBelow, defineStrategy, type Signals, sma, syntheticBars } from 'barwright';
import { grid, sweep } from 'barwright/search';
import { expect, it } from 'vitest';

const bars = syntheticBars({ seed: 3, length: 3_000 });
const space = grid({ fast: [5, 8, 13], slow: [20, 40, 80] });

it('flags that a strategy kept from an earlier trial fail the trial that answers them', async () => {
  const kept: Signals[] = [];
  const Keeper = defineStrategy({
    name: 'Keeper',
    parameters: { fast: { type: 'int', min: 2, max: 50, default: 5 }, slow: { type: 'int', min: 2, max: 90, default: 20 } },
    signals({ close }, p) {
      const [fast, slow] = [sma(close, p.fast), sma(close, p.slow)];
      kept.push({ entries: crossedAbove(fast, slow), exits: crossedBelow(fast, slow) });
      return p.fast === 13 ? kept[0] : kept[kept.length - 1];
    },
  });
  const result = await sweep(Keeper, bars, { space });
  expect(result.counts).toMatchObject({ ok: 6, failed: 3 });
  expect(result.failures[0].reason).toMatch(
    /Expected `entries` to have length 3000, was 0\. Crossings that a strategy keeps .* `crossedAbove\(\.\.\.\)\.slice\(\)`/,
  );
});

it('flags that a strategy changes are its own', async () => {
  const Late = defineStrategy({
    name: 'Late',
    parameters: { fast: { type: 'int', min: 2, max: 50, default: 5 }, slow: { type: 'int', min: 2, max: 90, default: 20 } },
    signals({ close }, p) {
      const [fast, slow] = [sma(close, p.fast), sma(close, p.slow)];
      const [entries, exits] = [crossedAbove(fast, slow), crossedBelow(fast, slow)];
      entries.fill(0, 0, 1_000 + p.fast);
      exits[2_000 + p.slow] = 1;
      return { entries, exits };
    },
  });
  const result = await sweep(Late, bars, { space });
  for (const trial of result.top(9)) {
    expect(trial.metrics.totalReturn).toBeCloseTo(trial.result().metrics.totalReturn, 12);
    expect(trial.metrics.trades).toBe(trial.result().metrics.tradeCount);
  }
});
