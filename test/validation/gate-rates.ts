// npx tsx test/validation/gate-rates.ts prints how many worlds of noise and of planted edges pass the gate.
import { validate } from 'barwright/validation';
import { quick, periods as space, Trend, world } from './gate-worlds.ts';

for (const { edge, rows, length, count } of [
  { edge: 0, rows: 1_500, length: 80, count: 60 },
  { edge: 0.1, rows: 2_500, length: 40, count: 15 },
  { edge: 0.2, rows: 2_500, length: 40, count: 15 },
  { edge: 0.3, rows: 2_500, length: 40, count: 15 },
  { edge: 0.5, rows: 2_500, length: 40, count: 15 },
]) {
  let passed = 0;
  for (let seed = 101; seed < 101 + count; seed++) {
    const verdict = await validate(Trend, world(seed, edge, rows, length), { space, options: { fees: 0.0002 }, layers: quick });
    if (verdict.passed) passed++;
  }
  console.log(`edge ${edge}: ${passed} of ${count} pass`);
}
