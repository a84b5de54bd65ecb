import { createHash } from 'node:crypto';
import type { SweepResult } from 'barwright/search';

/** A hash of all that a sweep says of its trials, to the bit. */
export function bytesOf<P extends object>(result: SweepResult<P>): string {
  const hash = createHash('sha256');
  for (const row of result.trials) {
    for (const [name, value] of Object.entries(row)) {
      hash.update(name).update(typeof value === 'number' ? Float64Array.of(value) : String(value));
    }
  }
  return hash.digest('hex');
}
