import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Bars, defineStrategy } from 'barwright';
import { grid, progressBar, researchLog, tpe, space as windows } from 'barwright/search';
import { deflatedSharpe, minimumTrackRecord } from 'barwright/significance';
import { MovingAverageCross } from 'barwright/strategy';
import { type ValidateProgress, type Verdict, validate, validateChecks } from 'barwright/validation';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Breakout } from '../fixtures/swept-strategies.ts';
import { quick, periods as space, Trend, world } from './gate-worlds.ts';

/** Knows the next close. */
const Cheat = defineStrategy({
  name: 'Cheat',
  parameters: { wait: { type: 'int', min: 0, max: 3, default: 0 } },
  signals({ close }, { wait }) {
    const rises = (i: number): boolean => close[i + 2 + wait] > close[i + 1 + wait];
    return { entries: Uint8Array.from(close, (_, i) => +rises(i)), exits: Uint8Array.from(close, (_, i) => +!rises(i)) };
  },
});

const options = { fees: 0.0002 };
const small = { ...quick, walkForward: false, crossValidation: false, permutation: false, stress: false, superiority: false } as const;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'barwright-gate-'));
});
afterAll(() => rm(folder, { recursive: true }));

const checkOf = <P extends object>(verdict: Verdict<P>, name: string) => verdict.checks.find((check) => check.name === name);

describe('the gate', () => {
  it('lets no noise pass', async () => {
    for (const seed of [1, 2, 3, 4]) {
      const verdict = await validate(Trend, world(seed, 0), { space, options, layers: quick });
      expect(verdict.passed, `world ${seed}`).toBe(false);
      expect(verdict.exitCode).toBe(1);
      expect(verdict.reasons.length).toBeGreaterThan(0);
    }
  });

  it('lets most of a planted edge pass', async () => {
    const passed: boolean[] = [];
    for (const seed of [1, 2, 3, 4]) {
      const verdict = await validate(Trend, world(seed, 0.5, 2_500, 40), { space, options, layers: quick });
      passed.push(verdict.passed);
      expect(checkOf(verdict, 'deflatedSharpe')?.passed).toBe(true);
      expect(checkOf(verdict, 'permutation')?.passed).toBe(true);
    }
    expect(passed.filter(Boolean).length).toBeGreaterThanOrEqual(3);
  });

  it('fails one that sees the future for that reason first, and asks it nothing else', async () => {
    const verdict = await validate(Cheat, world(1, 0), { space: grid({ wait: [0, 1] }), options, layers: quick });
    expect(verdict.passed).toBe(false);
    expect(verdict.reasons).toHaveLength(1);
    expect(verdict.reasons[0]).toContain('(lookahead)');
    expect(verdict.reasons[0]).toContain('`entries` of WORLD at bar');
    expect(verdict.checks[0]).toMatchObject({ name: 'lookahead', passed: false });
    expect(new Set(verdict.checks.filter(({ layer }) => layer !== 'leaks').map(({ passed }) => passed))).toEqual(new Set(['unknown']));
    expect(checkOf(verdict, 'deflatedSharpe')?.meaning).toContain('it sees the future');
  });

  it('judges a run that is free of costs, and says so in its first line', async () => {
    const free = await validate(Trend, world(1, 0), { space, layers: small });
    const [first, , second] = free.summary().split('\n');
    expect(first).toBe('This run is free of costs: no venue trades for nothing.');
    expect(second).toMatch(/^FAILED: Trend on WORLD: \d+ of \d+ required checks failed\.$/);
    expect(free.toJSON().isFree).toBe(true);
    const paid = await validate(Trend, world(1, 0), { space, options, layers: small });
    expect(paid.summary().split('\n')[0]).toMatch(/^FAILED/);
  });

  it('gives the same bytes for the same seed, inline and on workers', async () => {
    const asked = { space: grid({ fast: [5, 10], slow: [20, 40] }), options, layers: quick, seed: 3 };
    const bars = world(2, 0.3, 700);
    const one = await validate(MovingAverageCross, bars, asked);
    const two = await validate(MovingAverageCross, bars, { ...asked, workers: 2 });
    const other = await validate(MovingAverageCross, bars, { ...asked, seed: 4 });
    expect(two.executor.name).toBe('workers');
    expect(JSON.stringify(two)).toBe(JSON.stringify(one));
    expect(await two.html()).toBe(await one.html());
    expect(JSON.stringify(other)).not.toBe(JSON.stringify(one));
  });
});

describe('superiority', () => {
  const Hold = defineStrategy({ name: 'Hold', signals: ({ length }) => ({ exposure: new Float64Array(length).fill(1) }) });
  const pOf = async (seed: number, against: 'exposure' | 'cash'): Promise<number> => {
    const layers = { ...small, leaks: false, record: false, monteCarlo: false, superiority: { resamples: 400, against } } as const;
    const verdict = await validate(new Hold(), world(seed, 0.3, 1_000, 1e9), { layers, options: { fees: 0.0002 } });
    return checkOf(verdict, 'superiority')?.figure as number;
  };

  it('is not found in the rise of the market alone', async () => {
    const seeds = [1, 2, 3, 4, 5, 6];
    const found = await Promise.all(seeds.map(async (seed) => ({ held: await pOf(seed, 'exposure'), cash: await pOf(seed, 'cash') })));
    expect(found.filter(({ held }) => held <= 0.05).length).toBeLessThanOrEqual(1);
    for (const { cash } of found) expect(cash).toBeLessThan(0.01);
  });
});

describe('several instruments', () => {
  it('are judged as one portfolio', async () => {
    const markets = [1, 2].map((seed) => {
      const { time, open, high, low, close, volume } = world(seed, 0.4, 900, 40);
      return Bars.fromColumns({ time, open, high, low, close, volume }, { interval: '1d', instrument: { symbol: `W${seed}` } });
    });
    const verdict = await validate(Trend, markets, {
      space: grid({ period: [10, 20, 40] }),
      options: { ...options, size: { equity: 0.5 } },
      layers: quick,
    });
    expect(verdict.symbols).toEqual(['W1', 'W2']);
    expect(verdict.checks.filter(({ passed }) => passed === 'unknown')).toEqual([]);
  });
});

describe('a verdict', () => {
  it('has every check with its figure, threshold and meaning, as its parts give them', async () => {
    const verdict = await validate(Trend, world(3, 0.5, 1_500, 40), { space, options, layers: quick });
    expect(verdict.checks.map(({ name }) => name)).toEqual(validateChecks.map(({ name }) => name));
    for (const [k, check] of verdict.checks.entries()) {
      const { question, threshold, bound, source } = validateChecks[k];
      expect(check).toMatchObject({ threshold, bound, source });
      expect(check.meaning.startsWith(question)).toBe(true);
      expect(check.meaning.length).toBeGreaterThan(question.length + 10);
      if (check.figure === null || check.waived !== null) continue;
      expect(check.passed).toBe(bound === 'min' ? check.figure >= threshold : check.figure <= threshold);
    }
    const { sweep, result, walkForward, crossValidation, pbo } = verdict.evidence;
    const figure = (name: string): number | null | undefined => checkOf(verdict, name)?.figure;
    expect(figure('deflatedSharpe')).toBe(sweep?.deflatedSharpe?.probability);
    expect(figure('pbo')).toBe(pbo?.probability);
    expect(figure('trackRecord')).toBeCloseTo(result.excessReturns.length / minimumTrackRecord(result.excessReturns), 12);
    expect(figure('efficiency')).toBe(walkForward?.efficiency);
    expect(figure('losingPaths')).toBe(crossValidation?.losing);
  });

  it('is plain JSON of one shape', async () => {
    const verdict = await validate(Trend, world(2, 0), { space, options, layers: quick });
    const json = JSON.parse(JSON.stringify(verdict));
    expect(json).toEqual(verdict.toJSON());
    expect(Object.keys(json)).toEqual([
      'version',
      'library',
      'strategy',
      'symbols',
      'params',
      'passed',
      'isFree',
      'reasons',
      'checks',
      'leftOut',
      'seed',
      'isSearched',
      'objective',
      'luck',
      'from',
      'to',
      'bars',
      'metrics',
    ]);
    expect(json.version).toBe(1);
    expect(Object.keys(json.checks[0])).toEqual([
      'name',
      'layer',
      'figure',
      'threshold',
      'bound',
      'passed',
      'waived',
      'required',
      'meaning',
      'source',
    ]);
    expect(json).toMatchObject({ passed: false, isSearched: true, objective: 'sharpe', luck: { trials: 10 } });
  });

  it('writes a page of its own, and shows itself in a notebook', async () => {
    const verdict = await validate(Trend, world(3, 0.5, 1_500, 40), { space, options, layers: quick });
    const path = join(folder, 'verdict.html');
    await verdict.report(path);
    const html = await readFile(path, 'utf8');
    for (const id of ['checks', 'record', 'space', 'halves', 'trades', 'stress', 'walk-forward', 'paths', 'permutation']) {
      expect(html).toContain(`id="${id}"`);
    }
    expect(html).not.toMatch(/NaN|undefined/);
    const shown = (verdict as unknown as { [name: symbol]: () => Record<string, string> })[Symbol.for('Jupyter.display')]();
    expect(shown['text/plain']).toBe(verdict.summary());
    expect(shown['text/html']).toContain('Checks failed');
  });

  it('does not pass where a check could not be run, and says why', async () => {
    const verdict = await validate(Trend, world(1, 0.5, 60, 40), { space: grid({ period: [5, 10] }), options, layers: quick });
    expect(verdict.passed).toBe(false);
    const unknown = verdict.checks.filter(({ passed }) => passed === 'unknown');
    expect(unknown.length).toBeGreaterThan(0);
    for (const { figure, meaning } of unknown) {
      expect(figure).toBeNull();
      expect(meaning.length).toBeGreaterThan(40);
    }
  });
});

describe('thresholds and layers', () => {
  const bars = world(1, 0);

  it('are changed, made advice or left out by name', async () => {
    const verdict = await validate(Trend, bars, {
      space,
      options,
      layers: { ...small, plateau: false },
      thresholds: { deflatedSharpe: 0.1, trades: false, pbo: { threshold: 0.9 }, probabilityOfLoss: { required: false } },
    });
    expect(checkOf(verdict, 'deflatedSharpe')).toMatchObject({ threshold: 0.1, passed: true });
    expect(checkOf(verdict, 'pbo')).toMatchObject({ threshold: 0.9, required: true });
    expect(checkOf(verdict, 'probabilityOfLoss')).toMatchObject({ threshold: 0.25, required: false });
    expect(checkOf(verdict, 'trades')).toBeUndefined();
    expect(checkOf(verdict, 'plateau')).toBeUndefined();
    expect(verdict.leftOut).toEqual(['plateau', 'superiority', 'stress', 'walkForward', 'crossValidation', 'permutation', 'trades']);
    expect(verdict.summary()).toContain('Left out by the caller: plateau,');
  });

  it('let the gate pass where all that is left passes', async () => {
    const layers = { ...small, overfitting: false, plateau: false, monteCarlo: false, record: false } as const;
    const verdict = await validate(Trend, bars, { space, options, layers });
    expect(verdict.passed).toBe(true);
    expect(verdict.exitCode).toBe(0);
    expect(verdict.reasons).toEqual([]);
    expect(verdict.summary()).toMatch(/^PASSED: Trend on WORLD meets all 1 required checks\./);
  });
});

describe('a strategy that is not searched', () => {
  const bars = world(1, 0.5, 1_500, 40);

  it('is judged by the parts that ask nothing of a search', async () => {
    const verdict = await validate(new Trend({ period: 20 }), bars, { options, layers: quick });
    expect(new Set(verdict.checks.map(({ layer }) => layer))).toEqual(
      new Set(['leaks', 'record', 'superiority', 'monteCarlo', 'stress', 'permutation']),
    );
    expect(verdict.params).toEqual({ period: 20 });
    expect(verdict.summary()).toContain('not searched here; 1 trial, as nothing else was told');
    expect(verdict.toJSON()).toMatchObject({ isSearched: false, objective: null, luck: { trials: 1, effective: 1, threshold: 0 } });
  });

  it('counts the trials that it is told of', async () => {
    const layers = { ...small, monteCarlo: false } as const;
    const verdict = await validate(new Trend({ period: 20 }), bars, { options, layers, trials: 200 });
    const returns = verdict.evidence.result.excessReturns;
    const { probability } = deflatedSharpe(returns, { trials: 200, sharpeVariance: 1 / (returns.length - 1) });
    expect(verdict.luck.deflatedSharpe).toBe(probability);
    const alone = await validate(new Trend({ period: 20 }), bars, { options, layers });
    expect(verdict.luck.deflatedSharpe).toBeLessThan(alone.luck.deflatedSharpe);
  });

  it('counts what a research log has of the same data, and is recorded in it', async () => {
    const research = researchLog(join(folder, 'research.jsonl'));
    const layers = { ...small, monteCarlo: false } as const;
    await validate(Trend, bars, { space, options, layers, research });
    const verdict = await validate(new Trend({ period: 21 }), bars, { options, layers, research });
    expect(verdict.luck.before).toBe(10);
    expect(research.trials(bars).tried).toBe(11);
  });

  it('may be one of events', async () => {
    const verdict = await validate(new Breakout({ lookback: 20 }), bars, { options, layers: small });
    expect(checkOf(verdict, 'lookahead')?.passed).toBe(true);
    expect(checkOf(verdict, 'trades')?.figure).toBe(verdict.evidence.result.metrics.tradeCount);
  });
});

describe('work', () => {
  const bars = world(1, 0, 700);

  it('is told as one progress with the names of the parts', async () => {
    const told: ValidateProgress[] = [];
    await validate(Trend, bars, { space, options, layers: quick, onProgress: (progress) => told.push(progress) });
    expect([...new Set(told.map(({ layer }) => layer))]).toEqual(['search', ...new Set(validateChecks.map(({ layer }) => layer))]);
    for (let k = 1; k < told.length; k++) expect(told[k].done).toBeGreaterThanOrEqual(told[k - 1].done);
    expect(told.filter(({ done, total }) => done === total)).toHaveLength(1);
    expect(told.at(-1)).toMatchObject({ layers: 11, layerCount: 11, best: { trial: expect.any(Number) } });
    const lines: string[] = [];
    const bar = progressBar({ isShown: true, stream: { isTTY: true, columns: 120, write: (text) => lines.push(text) } });
    bar(told[told.length - 2]);
    expect(lines[0]).toContain('permutation');
  });

  it('that is aborted is rejected with the reason', async () => {
    const controller = new AbortController();
    const run = validate(Trend, bars, {
      space,
      options,
      layers: quick,
      signal: controller.signal,
      onProgress: ({ layer }) => layer === 'walkForward' && controller.abort(new Error('enough')),
    });
    await expect(run).rejects.toThrow('enough');
    await expect(validate(Trend, bars, { space, signal: AbortSignal.abort(new Error('before')) })).rejects.toThrow('before');
  });

  it('takes samplers that learn', async () => {
    const verdict = await validate(Trend, bars, {
      space: windows({ period: { from: 5, to: 100 } }),
      sampler: tpe({ trials: 12 }),
      options,
      layers: quick,
    });
    expect(checkOf(verdict, 'losingPaths')?.figure).not.toBeNull();
    expect(verdict.evidence.crossValidation?.trials).toBe(verdict.evidence.sweep?.trials.length);
  });
});

describe('bad input', () => {
  const bars = world(1, 0, 300);
  const Untouched = defineStrategy({
    name: 'Untouched',
    signals: (): never => {
      throw new Error('it was run');
    },
  });

  it.each<[string, object, RegExp]>([
    ['an unknown option', { space, option: {} }, /Unknown option `option`.*Did you mean `options`\?/],
    ['an unknown check', { space, thresholds: { deflatedSharp: 0.9 } }, /Unknown check `deflatedSharp`.*Did you mean `deflatedSharpe`\?/],
    [
      'an unknown layer',
      { space, layers: { walkforward: false } },
      /Unknown option `walkforward` in `layers`. Did you mean `walkForward`\?/,
    ],
    ['an unknown setting', { space, layers: { leaks: { cut: 3 } } }, /Unknown option `cut` in `layers.leaks`. Did you mean `cuts`\?/],
    ['a threshold that is none', { space, thresholds: { pbo: Number.NaN } }, /Expected `thresholds.pbo` to be a finite number, was `NaN`/],
    ['a threshold of a wrong kind', { space, thresholds: { pbo: 'low' } }, /Expected `thresholds.pbo` to be a number, false or/],
    ['a wrong window', { space, layers: { walkForward: { train: { bars: 0 }, test: { bars: 5 } } } }, /train/],
    ['wrong groups', { space, layers: { crossValidation: { groups: 1 } } }, /groups/],
    [
      'no permutation',
      { space, layers: { permutation: { permutations: 0 } } },
      /Expected `layers.permutation.permutations` to be an integer >= 1/,
    ],
    ['no space', {}, /Expected `space`/],
    ['trials of a search', { space, trials: 10 }, /the search of a class counts its own trials/],
    ['a start of its own', { space, options: { tradeFrom: '2015-02-01' } }, /leave it out/],
    ['a wrong seed', { space, seed: -1 }, /Expected `seed` to be an integer >= 0/],
    ['a wrong log', { space, research: 'research.jsonl' }, /Expected `research` to be a log/],
    ['no function', { space, onProgress: true }, /Expected `onProgress` to be a function/],
  ])('is refused before any work: %s', async (_, given, message) => {
    await expect(validate(Untouched as never, bars, given as never)).rejects.toThrow(message);
  });

  it('is refused for an instance too', async () => {
    await expect(validate(new Untouched(), bars, { space } as never)).rejects.toThrow(/`space` is for a class that is searched/);
    await expect(validate(new Untouched(), bars, { trials: 0 })).rejects.toThrow(/Expected `trials` to be an integer >= 1/);
    await expect(validate(new Untouched(), [] as never, {})).rejects.toThrow(/data|bars/i);
    await expect(validate(42 as never, bars, { space } as never)).rejects.toThrow(/Expected `strategy` to be a class/);
  });
});
