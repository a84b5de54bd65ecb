import type { Rng } from 'barwright/core';
import { constantLatency, type LatencyModel, lognormalLatency, sampledLatency, toLatencyModel, uniformLatency } from 'barwright/exchange';
import { describe, expect, it } from 'vitest';
import { brokenLaws } from './broken-laws.ts';
import { describeLatencyModel, latencyLaws } from './describe-latency-model.ts';

const models: Readonly<Record<string, LatencyModel>> = {
  none: constantLatency(0),
  constant: constantLatency(50),
  'a number': toLatencyModel('orderMs', 20),
  uniform: uniformLatency(20, 80),
  'uniform without width': uniformLatency(5, 5),
  lognormal: lognormalLatency({ median: 40, sigma: 0.5 }),
  'lognormal, widest': lognormalLatency({ median: 1e9, sigma: 5 }),
  sampled: sampledLatency(Float64Array.of(12, 14, 0, 90)),
};

for (const [name, model] of Object.entries(models)) describeLatencyModel(name, model);

let calls = 0;
let spare = Number.NaN;
let own: Rng | undefined;

const planted: Readonly<Record<string, LatencyModel>> = {
  'has no name': { ...constantLatency(1), name: '' },
  'arrives before it was sent': { name: 'planted', delayMs: (rng) => 10 + 10 * rng.normal() },
  'never arrives': { name: 'planted', delayMs: (rng) => 1 / Math.max(0, rng.uniform() - 0.1) },
  'draws on its own': { name: 'planted', delayMs: () => Math.random() },
  'grows with each message': { name: 'planted', delayMs: () => ++calls },
  'keeps the first stream': {
    name: 'planted',
    delayMs: (rng) => {
      own ??= rng;
      return own.uniform();
    },
  },
  'keeps the second number of a pair': {
    name: 'planted',
    delayMs: (rng) => {
      if (!Number.isNaN(spare)) {
        const kept = spare;
        spare = Number.NaN;
        return kept;
      }
      const first = rng.uniform();
      spare = rng.uniform();
      return first;
    },
  },
};

describe('the laws of latency', () => {
  it.each(Object.entries(planted))('find a model that %s', (_, model) => {
    expect(brokenLaws(latencyLaws, model)).not.toEqual([]);
  });

  it('are each needed', () => {
    const found = new Set(Object.values(planted).flatMap((model) => brokenLaws(latencyLaws, model)));
    expect(latencyLaws.filter(({ name }) => !found.has(name))).toEqual([]);
  });
});
