import { frontAfter, logQueue, powerQueue, type QueueModel, riskAverseQueue } from 'barwright/exchange';
import { describe, expect, it } from 'vitest';
import { brokenLaws } from './broken-laws.ts';
import { describeQueueModel, queueLaws } from './describe-queue-model.ts';

const models: Readonly<Record<string, QueueModel>> = {
  'risk-averse': riskAverseQueue(),
  'power, sum': powerQueue(),
  'power, sum, flat': powerQueue(0.5),
  'power, total': powerQueue(2, 'total'),
  'power, front': powerQueue(3, 'front'),
  'power, front, steep': powerQueue(8, 'front'),
  'logarithm, sum': logQueue(),
  'logarithm, total': logQueue('total'),
};

for (const [name, model] of Object.entries(models)) describeQueueModel(name, model);

let asked = 0;

const planted: Readonly<Record<string, QueueModel>> = {
  'has no name': { ...riskAverseQueue(), name: '' },
  'is surer than sure': { name: 'planted', behind: (front, back) => 1.5 * (back / (front + back)) },
  'has a chance below nothing': { name: 'planted', behind: (front, back) => (back - front) / (front + back) },
  'looks where fewer stand': { name: 'planted', behind: (front, back) => front / (front + back) },
  'draws lots': { name: 'planted', behind: () => Math.random() },
  'grows with each question': { name: 'planted', behind: () => 1 - 1 / ++asked },
  'does not know a large level': { name: 'planted', behind: (front, back) => (back > 1e6 ? Number.NaN : back / (front + back)) },
};

describe('the laws of queues', () => {
  it.each(Object.entries(planted))('find a model that %s', (_, model) => {
    expect(brokenLaws(queueLaws, model)).not.toEqual([]);
  });

  it('are not broken by chance alone: a model that knows nothing keeps them', () => {
    expect(brokenLaws(queueLaws, { name: 'even', behind: (front, back) => (back === 0 ? 0 : front === 0 ? 1 : 0.5) })).toEqual([]);
  });
});

/** 20 units stand at the level, 8 before the order; 10 of them leave without a trade. */
const half = (model: QueueModel): number => frontAfter(model, 8, 20, 10, 0);

describe('the place in the queue, worked by hand', () => {
  // front' = front - (1 - p) change + min(back - p change, 0), at most what stands: hftbacktest, `ProbQueueModel`.
  it.each([
    ['all behind', riskAverseQueue(), 8],
    ['12 / 20 = 0.6: 8 - 0.4 x 10', powerQueue(1), 4],
    ['12^3 / (12^3 + 8^3) = 1728 / 2240', powerQueue(3), 40 / 7],
    ['(12 / 20)^2 = 0.36: 8 - 0.64 x 10', powerQueue(2, 'total'), 1.6],
    ['1 - (8 / 20)^3 = 0.936: 8 - 0.064 x 10', powerQueue(3, 'front'), 7.36],
    ['ln 13 / (ln 13 + ln 9)', logQueue(), 3.3860891949350167],
    ['ln 13 / ln 21', logQueue('total'), 6.424800309172651],
  ])('%s', (_, model, front) => expect(half(model)).toBeCloseTo(front, 9));

  it('what the back cannot have left came from the front', () => {
    // 6 before, 4 behind, 8 leave: of 1 - 0.6^3 = 0.784 x 8 = 6.272 the back had 4. 6 - 0.216 x 8 - 2.272 = 2, all that stands.
    expect(frontAfter(powerQueue(3, 'front'), 6, 10, 2, 0)).toBeCloseTo(2, 12);
  });

  it('trades that were seen already count once, and those who traded stand nowhere', () => {
    // Of 20 units 5 traded, so that 3 stand before and 12 behind; the level is told at 10: 5 left. 3 - 0.2 x 5.
    expect(frontAfter(powerQueue(1), 3, 20, 10, 5)).toBeCloseTo(2, 12);
    expect(frontAfter(riskAverseQueue(), 3, 20, 15, 5)).toBe(3);
  });

  it('an order of unknown place is behind all that is told', () => {
    for (const model of Object.values(models)) expect(frontAfter(model, Number.POSITIVE_INFINITY, 0, 7, 0)).toBe(7);
  });

  it('an empty level has nobody behind', () => {
    for (const model of Object.values(models)) expect(frontAfter(model, 0, 0, 0, 0)).toBe(0);
  });
});

describe('queue models refuse what they do not know', () => {
  it.each([
    [() => powerQueue(0), 'Expected `exponent` to be a finite number > 0, was `0`.'],
    [() => powerQueue(Number.NaN), 'Expected `exponent` to be a finite number > 0, was `NaN`.'],
    [() => powerQueue(2, 'totel' as 'total'), 'Did you mean `total`?'],
    [() => logQueue('front' as 'sum'), "Expected `form` to be one of 'sum', 'total', was `'front'`."],
  ])('%#', (work, text) => expect(work).toThrow(text));
});
