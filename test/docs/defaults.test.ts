import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { instrument } from 'barwright';
import { backtestDefaults } from 'barwright/backtest';
import { qualityDefaults } from 'barwright/data';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { queueExecutorDefaults } from '../../src/search/executors/queue/queue-executor.ts';
import { queueWorkerDefaults } from '../../src/search/executors/queue/queue-worker.ts';
import { geneticDefaults } from '../../src/search/samplers/genetic.ts';
import { tpeDefaults } from '../../src/search/samplers/tpe.ts';
import { neighbourhoodDefaults } from '../../src/search/stability/neighbourhood.ts';
import { sweepDefaults } from '../../src/search/sweep/sweep-options.ts';
import { garchDefaults } from '../../src/statistics/garch.ts';
import { monteCarloDefaults } from '../../src/validation/monte-carlo.ts';
import { root } from './blocks.ts';

/** What `@default` says of each member of an interface, where it is a literal. */
function documented(file: string, name: string): Readonly<Record<string, unknown>> {
  const source = ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest, true);
  const found: Record<string, unknown> = {};
  for (const statement of source.statements) {
    if (!ts.isInterfaceDeclaration(statement) || statement.name.text !== name) continue;
    for (const member of statement.members) {
      const tag = ts.getJSDocTags(member).find(({ tagName }) => tagName.text === 'default');
      const value = literal(ts.getTextOfJSDocComment(tag?.comment) ?? '');
      if (member.name !== undefined && value !== undefined) found[member.name.getText()] = value;
    }
  }
  return found;
}

function literal(text: string): unknown {
  if (/^'[^']*'$/.test(text)) return text.slice(1, -1);
  if (text === 'true' || text === 'false') return text === 'true';
  return text === 'NaN' || (text !== '' && !Number.isNaN(Number(text))) ? Number(text) : undefined;
}

describe('a default in a docstring', () => {
  it.each([
    ['src/backtest/options.ts', 'BacktestOptions', backtestDefaults],
    ['src/data/quality.ts', 'QualityOptions', qualityDefaults],
    ['src/search/executors/queue/queue-executor.ts', 'QueueExecutorOptions', queueExecutorDefaults],
    ['src/search/executors/queue/queue-worker.ts', 'QueueWorkerOptions', queueWorkerDefaults],
    ['src/search/samplers/genetic.ts', 'GeneticOptions', geneticDefaults],
    ['src/search/samplers/tpe.ts', 'TpeOptions', tpeDefaults],
    ['src/search/stability/neighbourhood.ts', 'NeighbourhoodOptions', neighbourhoodDefaults],
    ['src/search/sweep/sweep-options.ts', 'SweepOptions', sweepDefaults],
    ['src/statistics/garch.ts', 'GarchOptions', garchDefaults],
    ['src/validation/monte-carlo.ts', 'MonteCarloOptions', monteCarloDefaults],
    ['src/market/instrument.ts', 'Instrument', instrument({ symbol: '' })],
  ])('is the one of the code: %s, %s', (file, name, defaults) => {
    const said = documented(file, name);
    expect(Object.keys(said).length).toBeGreaterThan(2);
    const given = defaults as Readonly<Record<string, unknown>>;
    for (const [member, value] of Object.entries(said)) if (member in given) expect(given[member], `${name}.${member}`).toBe(value);
    for (const member of Object.keys(given)) {
      if (typeof given[member] !== 'object' && member !== 'symbol')
        expect(said[member], `@default of ${name}.${member}`).toBe(given[member]);
    }
  });
});
