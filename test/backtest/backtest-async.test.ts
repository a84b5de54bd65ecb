import { type Bar, backtest, backtestAsync, type Context, Strategy, StrategyError, syntheticBars } from 'barwright';
import { Grid, MovingAverageCross } from 'barwright/strategy';
import { describe, expect, it } from 'vitest';

const bars = syntheticBars({ seed: 8, length: 3_000, symbol: 'X' });
const options = { fees: 0.0005 } as const;

describe('backtestAsync', () => {
  it.each([1, 700, 3_000, 100_000])('gives the same result in chunks of %i bars', async (chunk) => {
    const shares: number[] = [];
    const data = chunk === 1 ? bars.slice(0, 300) : bars;
    const result = await backtestAsync(new Grid(), data, { ...options, chunk, onProgress: ({ share }) => void shares.push(share) });
    const whole = backtest(new Grid(), data, options);
    expect([...result.equity]).toEqual([...whole.equity]);
    expect(result.fills.toRows()).toEqual(whole.fills.toRows());
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect([shares[0], shares.at(-1)]).toEqual([0, 1]);
    expect(result.manifest).toEqual(whole.manifest);
  });

  it('runs strategies of signals too', async () => {
    const result = await backtestAsync(new MovingAverageCross(), bars, options);
    expect([...result.equity]).toEqual([...backtest(new MovingAverageCross(), bars, options).equity]);
  });

  it('lets others work, and stops when it is told to', async () => {
    const controller = new AbortController();
    let done = 0;
    const run = backtestAsync(new Grid(), bars, {
      chunk: 500,
      signal: controller.signal,
      onProgress: (progress) => void (done = progress.done),
    });
    setTimeout(() => controller.abort(new Error('enough')), 0);
    await expect(run).rejects.toThrow('enough');
    expect(done).toBeLessThan(3_000);
    await expect(backtestAsync(new Grid(), bars, { signal: AbortSignal.abort() })).rejects.toThrow();
  });

  it('names the bar of an error, with what was done so far', async () => {
    class Fails extends Strategy {
      #bars = 0;
      override onBar({ symbol }: Bar, ctx: Context) {
        if (this.#bars++ === 0) ctx.buy(symbol);
        if (this.#bars > 1_500) throw new Error('oh');
      }
    }
    const error = await backtestAsync(new Fails(), bars, { chunk: 400 }).catch((reason) => reason);
    expect(error).toBeInstanceOf(StrategyError);
    expect([error.index, error.partial.fills.length]).toEqual([1_500, 1]);
    await expect(backtestAsync(new Fails(), bars, { chunk: 0 })).rejects.toThrow('chunk');
  });
});
