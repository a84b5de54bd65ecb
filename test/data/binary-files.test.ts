import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { syntheticBars } from 'barwright';
import { BarwrightError, SourceError } from 'barwright/core';
import { readArrow, readParquet, writeArrow, writeParquet } from 'barwright/data';
import { barFields } from 'barwright/market';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const bars = syntheticBars({ seed: 11, length: 3_000, symbol: 'SYNTH' });
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'barwright-'));
});
afterAll(() => rm(folder, { recursive: true }));

for (const [name, write, read, file] of [
  ['Arrow', writeArrow, readArrow, 'bars.arrow'],
  ['Parquet', writeParquet, readParquet, 'bars.parquet'],
] as const) {
  describe(name, () => {
    test('a round trip keeps every bit', async () => {
      const path = join(folder, file);
      await write(bars, path);
      const back = await read(path, { symbol: 'SYNTH' });
      for (const field of barFields) expect(back[field]).toEqual(bars[field]);
      expect(back.interval).toBe(bars.interval);
      expect((await readdir(folder)).filter((other) => other.endsWith('.tmp'))).toEqual([]);
    });

    test('a missing, an empty, a foreign and a cut file are refused by name', async () => {
      await expect(read(join(folder, 'none'))).rejects.toThrow(SourceError);
      const path = join(folder, `broken-${file}`);
      await write(bars, path);
      const whole = await readFile(path);
      for (const content of [Buffer.alloc(0), Buffer.from('no such file format'), whole.subarray(0, 200)]) {
        await writeFile(path, content);
        await expect(read(path)).rejects.toThrow(BarwrightError);
      }
    });

    test('a folder that does not exist is a SourceError', async () => {
      await expect(write(bars, join(folder, 'no', 'such', file))).rejects.toThrow(SourceError);
    });
  });
}

test('a stream of Arrow is read like a file', async () => {
  const path = join(folder, 'bars.arrows');
  await writeArrow(bars, path, { format: 'stream' });
  expect((await readArrow(path)).close).toEqual(bars.close);
});

test('columns of an Arrow file share the memory of the file', async () => {
  const path = join(folder, 'shared.arrow');
  await writeArrow(bars, path);
  const back = await readArrow(path);
  expect(new Set(barFields.map((field) => back[field].buffer)).size).toBe(1);
});

test('toArrow and fromArrow share the memory of the bars', async () => {
  const { Bars } = await import('barwright');
  const back = Bars.fromArrow(await bars.toArrow());
  for (const field of barFields) expect(back[field].buffer).toBe(bars[field].buffer);
});
