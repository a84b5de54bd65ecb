import { ArgumentError, backtest, defineStrategy, syntheticBars } from 'barwright';
import { kellyShare, kellyShareOfReturns, riskAtBalance, volatilityShares } from 'barwright/risk';
import { describe, expect, it } from 'vitest';

describe('kelly', () => {
  it('is the share of the coin that Kelly and Thorp give', () => {
    expect(kellyShare({ winRate: 0.55, payoff: 1 })).toBeCloseTo(0.1, 12);
    expect(kellyShare({ winRate: 0.51, payoff: 1, fraction: 0.5 })).toBeCloseTo(0.01, 12);
    expect(kellyShare({ winRate: 0.5, payoff: 2 })).toBeCloseTo(0.25, 12);
    expect(kellyShare({ winRate: 0.4, payoff: 1 })).toBe(0);
  });

  it('is mean over variance of returns', () => {
    expect(kellyShareOfReturns([0.02, -0.01, 0.03, -0.01])).toBeCloseTo(0.0075 / (0.001275 / 3), 9);
    expect(kellyShareOfReturns([0.01, 0.01])).toBe(0);
    expect(kellyShareOfReturns([-0.02, 0.01])).toBe(0);
    expect(() => kellyShareOfReturns([0.01])).toThrow(ArgumentError);
    expect(() => kellyShare({ winRate: 1.1, payoff: 1 })).toThrow('winRate');
  });
});

it('volatility shares are capped and unknown where the volatility is', () => {
  expect([...volatilityShares([Number.NaN, 0.1, 0.4], 0.2)]).toEqual([Number.NaN, 1, 0.5]);
  expect(() => volatilityShares([0.1], 0)).toThrow('target');
});

describe('risk that falls as the balance grows', () => {
  const rule = { aggressive: 0.03, conservative: 0.005, from: 10_000, to: 110_000 } as const;

  it('is aggressive at first and conservative at last', () => {
    expect(riskAtBalance(rule, 5_000)).toBe(0.03);
    expect(riskAtBalance({ ...rule, decay: 'linear' }, 60_000)).toBeCloseTo(0.0175, 12);
    expect(riskAtBalance({ ...rule, decay: 'linear' }, 500_000)).toBe(0.005);
    expect(riskAtBalance(rule, 110_000)).toBeCloseTo(0.005 + 0.05 * 0.025, 12);
    expect(() => riskAtBalance({ ...rule, to: 5 }, 1)).toThrow('balanceRisk.to');
    expect(() => riskAtBalance({ ...rule, conservative: 0.1 }, 1)).toThrow('balanceRisk.conservative');
  });

  it('sizes an entry by the loss to its stop, in both engines', () => {
    const Once = defineStrategy({ signals: ({ length }) => ({ entries: new Uint8Array(length).fill(1, 0, 1) }) });
    const bars = syntheticBars({ seed: 1, length: 50 });
    for (const [cash, share] of [
      [5_000, 0.03],
      [110_000, 0.00625],
    ] as const) {
      for (const engine of ['signals', 'events'] as const) {
        const result = backtest(new Once(), bars, { cash, engine, leverage: 5, size: { balanceRisk: rule, stop: { fraction: 0.02 } } });
        const { quantity, price } = result.fills.at(0);
        expect(quantity * price * 0.02).toBeCloseTo(share * cash, 6);
      }
    }
    expect(() => backtest(new Once(), bars, { size: { balanceRisk: rule } })).toThrow('`size.balanceRisk` to come with a stop');
  });
});
