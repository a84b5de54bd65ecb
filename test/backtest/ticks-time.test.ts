import { backtest, backtestAsync, type Fill, NotEnoughDataError } from 'barwright';
import type { BacktestOptions } from 'barwright/backtest';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Command,
  type Cut,
  commands,
  type Detail,
  details,
  type FeedTerms,
  feedsOf,
  options,
  steps,
  trader,
  type World,
  worlds,
} from './tick-worlds.ts';

const all = { numRuns: 100, seed: 12 };

/** What a run leaves, as text; undefined where the market never tells a price. */
function trace(world: World, detail: Detail, list: readonly Command[], how: BacktestOptions, terms: FeedTerms = {}): string | undefined {
  try {
    const { strategy, heard } = trader(list);
    return textOf(backtest(strategy, feedsOf(world, detail, terms), how), heard.log);
  } catch (error) {
    if (error instanceof NotEnoughDataError) return undefined;
    throw error;
  }
}

const textOf = (result: ReturnType<typeof backtest>, heard: unknown): string =>
  JSON.stringify([result.fills.toRows(), result.orders.toRows(), [...result.time], [...result.equity], [...result.bars[0].high], heard]);

/** Pieces of these sizes in turn, some of them empty. */
const pieces =
  (sizes: readonly number[]): Cut =>
  (ticks) => ({
    *[Symbol.iterator]() {
      let from = 0;
      for (let k = 0; from < ticks.length; k++) {
        const size = k > 60 ? ticks.length : sizes[k % sizes.length];
        yield ticks.slice(from, from + size) as typeof ticks;
        from += size;
      }
    },
  });

/** The same as they come from elsewhere. */
const awaited =
  (sizes: readonly number[]): Cut =>
  (ticks) => ({
    async *[Symbol.asyncIterator]() {
      for (const piece of pieces(sizes)(ticks) as Iterable<typeof ticks>) {
        if (piece.length % 2 === 1) await Promise.resolve();
        yield piece;
      }
    },
  });

const sizes = fc.array(fc.nat(5), { minLength: 1, maxLength: 4 });

describe('a run of ticks', () => {
  it.each(details)('knows nothing of the future, by %s', (detail) => {
    fc.assert(
      fc.property(worlds(detail), commands, options, steps, fc.nat(39), (world, list, how, quantityStep, at) => {
        const first = world.slice(0, 1 + (at % world.length));
        const fillsOf = (part: World): readonly Fill[] => {
          try {
            return backtest(trader(list).strategy, feedsOf(part, detail, { quantityStep }), how).fills.toRows();
          } catch (error) {
            if (error instanceof NotEnoughDataError) return [];
            throw error;
          }
        };
        const [early, whole] = [fillsOf(first), fillsOf(world)];
        expect(early).toEqual(whole.slice(0, early.length));
        const known = first.at(-1)?.time ?? 0;
        expect(early.length).toBeGreaterThanOrEqual(whole.filter(({ time }) => time < known).length);
      }),
      all,
    );
  });

  it.each(details)('is the same twice, by %s', (detail) => {
    fc.assert(
      fc.property(worlds(detail), commands, options, (world, list, how) => {
        expect(trace(world, detail, list, how)).toBe(trace(world, detail, list, how));
      }),
      { ...all, numRuns: 40 },
    );
  });

  it.each(details)('does not hang on the order of its instruments where no two ticks are at one time, by %s', (detail) => {
    const names = ['A', 'B'];
    fc.assert(
      fc.property(worlds(detail, names, true), commands, options, (world, list, how) => {
        const fills = (symbols: readonly string[]) => {
          const named = list.map((one) => ({ ...one, symbol: names.indexOf(symbols[one.symbol]), verb: one.verb === 19 ? 0 : one.verb }));
          const { strategy } = trader(named);
          try {
            return backtest(strategy, feedsOf(world, detail, { symbols }), how).fills.toRows();
          } catch (error) {
            if (error instanceof NotEnoughDataError) return [];
            throw error;
          }
        };
        const strip = (rows: readonly Fill[]) => rows.map(({ index, ...row }) => row);
        expect(strip(fills(['B', 'A']))).toEqual(strip(fills(names)));
      }),
      all,
    );
  });

  it.each(details)('is the same whole and in pieces, by %s', (detail) => {
    fc.assert(
      fc.property(worlds(detail, ['A', 'B']), commands, options, sizes, (world, list, how, parts) => {
        const symbols = ['A', 'B'];
        const whole = trace(world, detail, list, how, { symbols });
        fc.pre(parts.some((size) => size > 0));
        expect(trace(world, detail, list, how, { symbols, cut: pieces(parts) })).toBe(whole);
      }),
      all,
    );
  });

  it.each(details)('is the same when it waits for its pieces, by %s', async (detail) => {
    await fc.assert(
      fc.asyncProperty(
        worlds(detail),
        commands,
        options,
        sizes,
        fc.integer({ min: 1, max: 30 }),
        async (world, list, how, parts, chunk) => {
          fc.pre(parts.some((size) => size > 0));
          const whole = trace(world, detail, list, how);
          const { strategy, heard } = trader(list);
          const asked = backtestAsync(strategy, feedsOf(world, detail, { cut: awaited(parts) }), { ...how, chunk });
          if (whole === undefined) await expect(asked).rejects.toThrow(NotEnoughDataError);
          else expect(textOf(await asked, heard.log)).toBe(whole);
        },
      ),
      { ...all, numRuns: 40 },
    );
  });
});
