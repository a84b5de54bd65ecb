// npx tsx docs/worked-example.ts judges all markets anew, and writes the figures into the guide.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Bars, crossedAbove, crossedBelow, readCsv, SignalStrategy, sma } from 'barwright';
import { grid } from 'barwright/search';
import { type Check, type ValidateLayers, type Verdict, type VerdictJson, validate } from 'barwright/validation';

const guide: string = fileURLToPath(new URL('./guides/worked-example.md', import.meta.url));
const between = /(<!-- verdicts:start -->\n)[\s\S]*(<!-- verdicts:end -->)/;

/** Where the hourly files lie; the page is written where they do. */
export const marketFolder: string = fileURLToPath(new URL('../../shared/data/ohlcv/1h/', import.meta.url));

/** Two moving averages, long while the fast one is above. */
export class MaCross extends SignalStrategy<{ fast: number; slow: number }> {
  static parameters: {
    readonly fast: { readonly type: 'int'; readonly min: 2; readonly max: 100; readonly default: 10 };
    readonly slow: { readonly type: 'int'; readonly min: 5; readonly max: 400; readonly default: 50 };
  } = {
    fast: { type: 'int', min: 2, max: 100, default: 10 },
    slow: { type: 'int', min: 5, max: 400, default: 50 },
  };

  signals(bars: Bars, p: this['params']): { entries: Uint8Array; exits: Uint8Array } {
    const fast = sma(bars.close, p.fast);
    const slow = sma(bars.close, p.slow);
    return { entries: crossedAbove(fast, slow), exits: crossedBelow(fast, slow) };
  }
}

/** The gate of the page: 174 pairs of windows, costs of a taker on a spot exchange. */
export function judge(bars: Bars, layers: ValidateLayers = {}): Promise<Verdict<{ fast: number; slow: number }>> {
  return validate(MaCross, bars, {
    space: grid({ fast: { from: 5, to: 50, step: 5 }, slow: { from: 20, to: 200, step: 10 } }, { where: (p) => p.fast < p.slow }),
    objective: 'sharpe',
    options: { cash: 10_000, fees: 0.001, slippage: 0.0005 },
    seed: 1,
    layers,
  });
}

/** The hourly markets, none where the folder is absent. */
export async function hourlyMarkets(): Promise<readonly Bars[]> {
  if (!existsSync(marketFolder)) return [];
  const files = readdirSync(marketFolder)
    .filter((file) => file.endsWith('.csv.gz'))
    .sort();
  return Promise.all(files.map((file) => readCsv(join(marketFolder, file), { symbol: file.split('_')[0], interval: '1h' })));
}

/** A verdict, and what holding the market made meanwhile. */
export interface Judged {
  readonly verdict: VerdictJson;
  /** Returns over all of the time: of buying and holding, and over the test windows of the walk-forward, of both. */
  readonly held: number;
  readonly outOfSample: number;
  readonly heldMeanwhile: number;
}

/** The guide with the tables of these verdicts. */
export function workedExample(judged: readonly Judged[], text: string = readFileSync(guide, 'utf8')): string {
  const verdicts = judged.map(({ verdict }) => verdict);
  return text.replace(between, (_, start, end) => `${start}\n${overview(judged)}\n\n${outside(judged)}\n\n${checks(verdicts)}\n\n${end}`);
}

const share = (value: number | null | undefined): string =>
  value === null || value === undefined ? 'n/a' : `${Math.round(100 * value)} %`;
const ratio = (value: number | null | undefined): string => (value === null || value === undefined ? 'n/a' : value.toFixed(2));
const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

type Row = readonly string[];

function tableOf(heads: Row, words: number, rows: readonly Row[]): string {
  return [row(heads), row(heads.map((_, k) => (k < words ? '---' : '---:'))), ...rows.map(row)].join('\n');
}

function figureOf({ checks: all }: VerdictJson, name: Check['name']): number | null | undefined {
  return all.find((check) => check.name === name)?.figure;
}

/** What the search found, and what the gate says of it. */
function overview(judged: readonly Judged[]): string {
  const heads = [
    'market',
    'verdict',
    'checks passed',
    'best fast / slow',
    'return',
    'held',
    'Sharpe',
    'deflated',
    'PBO',
    'p superiority',
    'p permutation',
  ];
  const rows = judged.map(({ verdict, held }) => {
    const required = verdict.checks.filter((check) => check.required);
    return [
      verdict.symbols[0],
      verdict.passed ? '**passed**' : 'failed',
      `${required.filter(({ passed }) => passed === true).length} of ${required.length}`,
      Object.values(verdict.params).join(' / '),
      share(verdict.metrics.totalReturn),
      share(held),
      ratio(verdict.metrics.sharpe),
      share(figureOf(verdict, 'deflatedSharpe')),
      share(figureOf(verdict, 'pbo')),
      share(figureOf(verdict, 'superiority')),
      share(figureOf(verdict, 'permutation')),
    ];
  });
  return tableOf(heads, 2, rows);
}

/** What the walk-forward made where no search had looked. */
function outside(judged: readonly Judged[]): string {
  const heads = ['out of sample', 'return', 'held meanwhile', 'Sharpe', 'efficiency', 'windows with a profit', 'paths without one'];
  const rows = judged.map(({ verdict, outOfSample, heldMeanwhile }) => [
    verdict.symbols[0],
    share(outOfSample),
    share(heldMeanwhile),
    ratio(figureOf(verdict, 'outOfSampleSharpe')),
    share(figureOf(verdict, 'efficiency')),
    share(figureOf(verdict, 'profitableWindows')),
    share(figureOf(verdict, 'losingPaths')),
  ]);
  return tableOf(heads, 1, rows);
}

function checks(verdicts: readonly VerdictJson[]): string {
  const markOf = ({ passed, waived }: Check): string => {
    if (waived !== null) return 'waived';
    return passed === 'unknown' ? 'n/a' : passed ? 'passed' : 'failed';
  };
  const heads = ['check', ...verdicts.map(({ symbols }) => symbols[0].replace('USDT', ''))];
  const rows = verdicts[0].checks.map(({ name, required }, k) =>
    row([`\`${name}\`${required ? '' : ' (advice)'}`, ...verdicts.map((verdict) => markOf(verdict.checks[k]))]),
  );
  return [row(heads), row(heads.map(() => '---')), ...rows].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const judged: Judged[] = [];
  for (const bars of await hourlyMarkets()) {
    const verdict = await judge(bars);
    console.log(`${verdict.summary()}\n`);
    if (process.argv[2] !== undefined) await verdict.report(join(process.argv[2], `${bars.symbol}.html`));
    const { result, walkForward } = verdict.evidence;
    judged.push({
      verdict: verdict.toJSON(),
      held: result.metrics.benchmarkReturn,
      outOfSample: walkForward?.outOfSample.metrics.totalReturn ?? Number.NaN,
      heldMeanwhile: walkForward?.outOfSample.metrics.benchmarkReturn ?? Number.NaN,
    });
  }
  if (judged.length > 0) writeFileSync(guide, workedExample(judged));
}
