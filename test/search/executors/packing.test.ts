import { type Bars, defineStrategy, Panel, SignalStrategy, syntheticBars } from 'barwright';
import { constantLatency, feeFunction, powerQueue, tickSlippage, tieredFees } from 'barwright/exchange';
import { grid, pointsOf, space } from 'barwright/search';
import { MovingAverageCross } from 'barwright/strategy';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TrialJob } from '../../../src/search/executors/executor.ts';
import { openPacked, packJob } from '../../../src/search/executors/pack-job.ts';
import { packPoints, unpackPoints } from '../../../src/search/executors/pack-points.ts';
import { packRows, unpackRows } from '../../../src/search/executors/pack-rows.ts';

const bars = syntheticBars({ seed: 1, length: 50, symbol: 'ABC' });
const job = (part: Partial<TrialJob>): TrialJob =>
  ({ strategy: MovingAverageCross, data: bars, options: {}, metrics: ['sharpe'], seed: 1, ...part }) as TrialJob;

describe('rows', () => {
  it('come back with the same bits and reasons, from any offset', () => {
    const double = fc.double();
    const row = fc.record({ metrics: fc.array(double, { minLength: 5, maxLength: 5 }), reason: fc.option(fc.string()) });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 9 }), fc.integer({ min: 0, max: 9 }), (list, offset) => {
        const column = (width: number): Float64Array => Float64Array.from({ length: list.length * width }, (_, k) => k / 7);
        const rows = {
          length: list.length,
          metrics: Float64Array.from(list.flatMap(({ metrics }) => metrics)),
          sums: column(16),
          squares: column(16).fill(Number.NaN),
          failures: new Map(list.flatMap(({ reason }, k) => (reason === null ? [] : [[k, reason] as const]))),
        };
        const packed = packRows(rows);
        const moved = new Uint8Array(packed.length + offset);
        moved.set(packed, offset);
        expect(unpackRows(moved.subarray(offset))).toEqual(rows);
      }),
    );
  });
});

describe('points', () => {
  it('come back with their names, values and codes', () => {
    const mixed = grid({
      fast: { from: 5, to: 9 },
      mode: ['up', 'down'],
      isShort: { type: 'boolean' },
      only: { values: [3], when: { mode: 'up' } },
    });
    const points = pointsOf(mixed).slice(3, 15);
    const { names, choices, codes } = packPoints(points);
    const back = unpackPoints({ ...JSON.parse(JSON.stringify({ names, choices })), codes });
    expect([...back]).toEqual([...points]);
    expect((back as typeof points).column('mode')).toEqual(points.column('mode'));
    expect(space({ a: [1, 2] }).names).toEqual(['a']);
  });
});

describe('a job', () => {
  it('comes back with its strategy, data and options', async () => {
    const options = {
      cash: 5_000,
      costs: { fees: tieredFees([{ volume: 0, maker: -0.0001, taker: 0.0005 }]), slippage: tickSlippage(2) },
      benchmark: bars,
      tradeFrom: new Date(Date.UTC(2024, 0, 1)),
      intrabar: { bars: syntheticBars({ seed: 2, length: 80 }) },
      latency: { orderMs: constantLatency(5) },
      queue: powerQueue(2),
      riskFree: Number.NaN,
      leverage: Number.POSITIVE_INFINITY,
      seed: undefined,
    };
    const data = { ABC: bars, DEF: syntheticBars({ seed: 3, length: 40 }) };
    const packed = packJob(job({ options: options as never, data }));
    const { job: back } = await openPacked({ ...packed, manifest: packed.manifest.slice() });
    expect(back.strategy).toBe(MovingAverageCross);
    expect(JSON.stringify(back.options)).toBe(JSON.stringify(options));
    expect(back.options.costs).toMatchObject({ fees: { name: options.costs.fees.name }, slippage: { name: '2 ticks' } });
    expect((back.options.benchmark as Bars).close).toEqual(bars.close);
    expect(back.options.riskFree).toBeNaN();
    expect(back.options.tradeFrom).toEqual(options.tradeFrom);
    expect((back.data as typeof data).DEF.time).toEqual(data.DEF.time);
    expect((back.data as typeof data).ABC.instrument).toEqual(bars.instrument);
    expect(((await openPacked(packJob(job({ data: Panel.of(data) })))).job.data as Panel).symbols).toEqual(['ABC', 'DEF']);
  });

  it('names equal columns once, and has a hash of all that is in it', () => {
    const hash = (part: Partial<TrialJob>): string => packJob(job(part)).hash;
    const copy = syntheticBars({ seed: 1, length: 50, symbol: 'ABC' });
    expect(packJob(job({ data: [bars, copy] as never })).columns.size).toBe(6);
    expect(hash({ data: copy })).toBe(hash({}));
    const others = [{ seed: 2 }, { options: { fees: 0.1 } }, { metrics: [] }, { data: bars.slice(1) }].map(hash);
    expect(new Set([...others, hash({})]).size).toBe(5);
  });

  it('gives models that are static fields of the class by name', async () => {
    const fees = feeFunction('own', () => 1);
    class Own extends SignalStrategy {
      static module = new URL('../../fixtures/strategies.ts', import.meta.url).href;
      static fees = fees;
      signals() {
        return {};
      }
    }
    expect(packJob(job({ strategy: Own as never, options: { fees } })).manifest).toContain('"name":"fees"');
  });

  it('says what cannot travel and how to mend it', () => {
    const slippage = { name: 'own', needsQuantity: false, slippage: () => 1 };
    const pack = (part: Partial<TrialJob>) => () => packJob(job(part));
    expect(pack({ options: { costs: { slippage } } })).toThrow(
      'Expected `options.costs.slippage.slippage` to be data that can travel to a worker, was a function. Make it a static field of `MovingAverageCross`',
    );
    expect(pack({ data: { ABC: { trades: (function* () {})() } } as never })).toThrow('`data.ABC.trades`');
    const Local = defineStrategy({ name: 'Local', signals: () => ({}) });
    expect(pack({ strategy: Local as never })).toThrow('Workers cannot import `Local`, since it does not say from where');
    const Relative = defineStrategy({ name: 'Relative', module: './x.ts', signals: () => ({}) });
    expect(pack({ strategy: Relative as never })).toThrow('Expected `Relative.module` to be the address of its module');
  });
});
