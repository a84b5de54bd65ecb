import { BarWalk, type IntrabarRule, intrabarRules, noProtection } from 'barwright/exchange';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

/** Prices on a grid of quarters, so that touches happen. */
const price = fc.integer({ min: 360, max: 440 }).map((quarters) => quarters / 4);
/** One bar. */
interface Prices {
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
}

const bar: fc.Arbitrary<Prices> = fc.tuple(price, price, price, price).map((prices) => {
  const [open, , , close] = prices;
  return { open, high: Math.max(...prices), low: Math.min(...prices), close };
});

const side = fc.constantFrom(1, -1);
const rule = fc.constantFrom(...intrabarRules);
const distance = fc.integer({ min: 1, max: 40 }).map((quarters) => quarters / 4);

/** Walks one bar with the fields set. */
export type Walk = (fields: Partial<BarWalk>, rule: IntrabarRule, bar: Prices) => BarWalk;

/** The laws that every way to fill orders inside a bar keeps. */
export function describeFillModel(name: string, walk: Walk): void {
  const runs = { numRuns: 1_000 };

  describe(`${name} keeps the laws of fills`, () => {
    it('fills inside the bar', () => {
      fc.assert(
        fc.property(
          bar,
          rule,
          side,
          fc.boolean(),
          price,
          distance,
          distance,
          fc.boolean(),
          (prices, by, entrySide, entryIsLimit, entryPrice, stop, target, touch) => {
            const protection = { ...noProtection(), stopKind: 2 as const, stopValue: stop, targetKind: 2 as const, targetValue: target };
            const done = walk({ entrySide, entryIsLimit, entryPrice, protection, touch }, by, prices);
            for (const filled of [done.entered ? done.entryFill : prices.open, done.exit === undefined ? prices.open : done.exitPrice]) {
              expect(filled).toBeGreaterThanOrEqual(prices.low);
              expect(filled).toBeLessThanOrEqual(prices.high);
            }
            if (!done.entered) expect(done.exit).toBeUndefined();
          },
        ),
        runs,
      );
    });

    it('fills a limit at its price or better, and a stop at its price or worse', () => {
      fc.assert(
        fc.property(bar, rule, side, fc.boolean(), price, fc.boolean(), (prices, by, entrySide, entryIsLimit, entryPrice, touch) => {
          const done = walk({ entrySide, entryIsLimit, entryPrice, touch }, by, prices);
          if (!done.entered) return;
          if (entryIsLimit) expect(entrySide * done.entryFill).toBeLessThanOrEqual(entrySide * entryPrice);
          else expect(entrySide * done.entryFill).toBeGreaterThanOrEqual(entrySide * entryPrice);
        }),
        runs,
      );
    });

    it('fills a target at its price or better, and a stop loss at its price or worse', () => {
      fc.assert(
        fc.property(bar, rule, side, price, distance, distance, fc.boolean(), (prices, by, held, base, below, above, touch) => {
          const [stop, target] = [base - held * below, base + held * above];
          const done = walk({ side: held, stop, target, touch }, by, prices);
          if (done.exit === 'takeProfit') expect(held * done.exitPrice).toBeGreaterThanOrEqual(held * target);
          if (done.exit === 'stopLoss') expect(held * done.exitPrice).toBeLessThanOrEqual(held * stop);
        }),
        runs,
      );
    });

    it('fills a more generous limit at least as readily', () => {
      fc.assert(
        fc.property(bar, rule, side, price, distance, fc.boolean(), (prices, by, entrySide, entryPrice, more, touch) => {
          const order = { entrySide, entryIsLimit: true, touch };
          const meek = walk({ ...order, entryPrice }, by, prices);
          const generous = walk({ ...order, entryPrice: entryPrice + entrySide * more }, by, prices);
          if (meek.entered) expect(generous.entered).toBe(true);
        }),
        runs,
      );
    });

    it('fills by touch whatever it fills by trading through', () => {
      fc.assert(
        fc.property(bar, rule, side, price, (prices, by, entrySide, entryPrice) => {
          const order = { entrySide, entryIsLimit: true, entryPrice };
          if (walk({ ...order, touch: false }, by, prices).entered) expect(walk({ ...order, touch: true }, by, prices).entered).toBe(true);
        }),
        runs,
      );
    });

    it('is never kinder by the pessimistic rule than by any other, for one position with stop and target', () => {
      fc.assert(
        fc.property(bar, rule, side, price, distance, distance, (prices, by, held, base, below, above) => {
          const position = { side: held, stop: base - held * below, target: base + held * above };
          const value = (rule: IntrabarRule): number => {
            const done = walk(position, rule, prices);
            return held * (done.exit === undefined ? prices.close : done.exitPrice);
          };
          expect(value('pessimistic')).toBeLessThanOrEqual(value(by));
          expect(value(by)).toBeLessThanOrEqual(value('optimistic'));
        }),
        runs,
      );
    });

    it('does what the rule decides only where the bar is ambiguous', () => {
      fc.assert(
        fc.property(bar, side, price, distance, distance, (prices, held, base, below, above) => {
          const position = { side: held, stop: base - held * below, target: base + held * above };
          const outcome = (by: IntrabarRule): string => {
            const done = walk(position, by, prices);
            return `${done.exit} ${done.exitPrice}`;
          };
          const outcomes = new Set(intrabarRules.map(outcome));
          const isAmbiguous = Object.assign(new BarWalk(), position).isAmbiguous(prices.open, prices.high, prices.low, prices.close);
          expect(isAmbiguous).toBe(outcomes.size > 1);
        }),
        runs,
      );
    });

    it('is quiet only where no rule does anything', () => {
      fc.assert(
        fc.property(
          bar,
          rule,
          side,
          price,
          distance,
          distance,
          fc.boolean(),
          fc.boolean(),
          (prices, by, held, base, below, trail, trailInside, touch) => {
            const position = {
              side: held,
              stop: base - held * below,
              target: base + held * below,
              trailKind: 2 as const,
              trailValue: trail,
              peak: base,
              trailInside,
              touch,
            };
            const quiet = Object.assign(new BarWalk(), position).isQuiet(prices.high, prices.low);
            if (quiet) expect(walk(position, by, prices).exit).toBeUndefined();
          },
        ),
        runs,
      );
    });
  });
}
