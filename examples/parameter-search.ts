// A sweep on all cores, and what it says about the best trial: plateau or peak, skill or luck.
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type Bars, crossedAbove, crossedBelow, SignalStrategy, type Signals, sma, syntheticBars } from 'barwright';
import { grid, progressBar, researchLog, sweep } from 'barwright/search';

// Worker threads import the class from this module, and run nothing else of it: see the last lines.
export class MaCross extends SignalStrategy<{ fast: number; slow: number }> {
  static module: string = import.meta.url;
  static parameters = {
    fast: { type: 'int', min: 2, max: 100, default: 10 },
    slow: { type: 'int', min: 5, max: 400, default: 50 },
  } as const;

  signals(bars: Bars, p: this['params']): Signals {
    const fast = sma(bars.close, p.fast);
    const slow = sma(bars.close, p.slow);
    return { entries: crossedAbove(fast, slow), exits: crossedBelow(fast, slow) };
  }
}

async function main(): Promise<void> {
  const folder = 'out/examples';
  await mkdir(folder, { recursive: true });
  const bars = syntheticBars({ seed: 11, length: 17_520, interval: '1h', symbol: 'SYNTH' });
  const result = await sweep(MaCross, bars, {
    space: grid({ fast: { from: 5, to: 50, step: 5 }, slow: { from: 20, to: 200, step: 10 } }, { where: (p) => p.fast < p.slow }),
    objective: 'sharpe',
    workers: 'auto',
    options: { cash: 10_000, fees: 0.001, slippage: 0.0005 },
    research: researchLog(`${folder}/research.jsonl`),
    onProgress: progressBar(),
  });
  console.log(result.summary());
  console.log(`\n${result.sensitivity().summary()}`);
  await result.heatmap('fast', 'slow').write(`${folder}/heatmap.html`);
  await result.parallel().write(`${folder}/parallel.html`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
