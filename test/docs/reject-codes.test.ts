import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { rejectCodesGuide } from '../../docs/reject-codes.ts';

it('the guide lists the codes of refused orders as the source has them', () => {
  const text = readFileSync(new URL('../../docs/guides/event-strategies.md', import.meta.url), 'utf8');
  expect(text, 'run `npx tsx docs/reject-codes.ts`').toBe(rejectCodesGuide(text));
});
