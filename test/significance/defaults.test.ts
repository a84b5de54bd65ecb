import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { syntheticBars } from 'barwright';
import {
  bootstrap,
  compareSharpes,
  drawBlocks,
  effectiveTrials,
  expectedMaximumSharpe,
  haircutSharpe,
  minimumBacktestLength,
  minimumTrackRecord,
  modelConfidenceSet,
  pbo,
  permutationTest,
  permuteBars,
  probabilisticSharpe,
  randomEntryTest,
  realityCheck,
  resampleTrades,
  signFlipTest,
  spa,
  stepwiseSpa,
} from 'barwright/significance';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { root } from '../docs/blocks.ts';
import { noiseTrials } from './worlds.ts';

/** What `@default` says of the members of every interface of options. */
function documented(): ReadonlyMap<string, Readonly<Record<string, unknown>>> {
  const out = new Map<string, Record<string, unknown>>();
  const parents = new Map<string, readonly string[]>();
  const folder = join(root, 'src/significance');
  for (const file of readdirSync(folder)) {
    const source = ts.createSourceFile(file, readFileSync(join(folder, file), 'utf8'), ts.ScriptTarget.Latest, true);
    for (const statement of source.statements) {
      if (!ts.isInterfaceDeclaration(statement)) continue;
      const found: Record<string, unknown> = {};
      for (const member of statement.members) {
        const tag = ts.getJSDocTags(member).find(({ tagName }) => tagName.text === 'default');
        const text = ts.getTextOfJSDocComment(tag?.comment);
        if (member.name !== undefined && text !== undefined) found[member.name.getText()] = JSON.parse(text.replaceAll("'", '"'));
      }
      out.set(statement.name.text, found);
      parents.set(
        statement.name.text,
        (statement.heritageClauses ?? []).flatMap(({ types }) => types.map(({ expression }) => expression.getText())),
      );
    }
  }
  const whole = (name: string): Record<string, unknown> =>
    Object.assign({}, ...(parents.get(name) ?? []).map(whole), out.get(name)) as Record<string, unknown>;
  return new Map([...out.keys()].map((name) => [name, whole(name)]));
}

const options = documented();
const trials = noiseTrials(1, 4, 80, 0.2);
const [x] = trials;
const y = trials[1];
const bars = syntheticBars({ seed: 1, length: 40 });
const record = { sharpe: 0.1, observations: 100 };
const close = (market: typeof bars): number => market.close[20];

// Each call as it is without options, and with those that the docstrings name.
const calls: Readonly<Record<string, (given: never) => unknown>> = {
  BootstrapIntervalOptions: (given) => bootstrap(x, given),
  DrawOptions: (given: object) => drawBlocks(20, { blockLength: 3, ...given }),
  EffectiveTrialsOptions: (given) => effectiveTrials(trials, given),
  ExpectedMaximumOptions: (given) => expectedMaximumSharpe(9, given),
  HaircutSharpeOptions: (given: object) => haircutSharpe(record, { trials: 5, ...given }),
  MinimumBacktestOptions: (given) => minimumBacktestLength(9, given),
  MinimumTrackRecordOptions: (given) => minimumTrackRecord(record, given),
  ModelConfidenceSetOptions: (given) => modelConfidenceSet(trials, given),
  PboOptions: (given) => pbo(trials, given),
  PermutationTestOptions: (given) => permutationTest(bars, close, given),
  PermuteBarsOptions: (given) => permuteBars(bars, given).close,
  ProbabilisticSharpeOptions: (given) => probabilisticSharpe(record, given),
  RandomEntryOptions: (given) => randomEntryTest(x, y.map(Math.sign), given),
  ResampleTradesOptions: (given) => resampleTrades(x, given),
  SignFlipOptions: (given) => signFlipTest(x, given),
  SpaOptions: (given) => spa(trials, given),
  StepwiseSpaOptions: (given) => stepwiseSpa(trials, given),
  SuperiorityOptions: (given) => realityCheck(trials, given),
  CompareSharpesOptions: (given) => compareSharpes(x, y, given),
};

describe('a default in a docstring', () => {
  it.each(Object.keys(calls))('is the one of the code: %s', (name) => {
    const said = options.get(name)!;
    expect(Object.keys(said).length).toBeGreaterThan(0);
    expect(calls[name](said as never)).toEqual(calls[name]({} as never));
  });

  it('is tried for every interface of options that has one', () => {
    const some = [...options].filter(([name, said]) => name.endsWith('Options') && Object.keys(said).length > 0).map(([name]) => name);
    expect(some.filter((name) => calls[name] === undefined)).toEqual(['BootstrapOptions']);
  });
});
