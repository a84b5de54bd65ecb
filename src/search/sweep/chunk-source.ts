import type { Batch, SamplerRun } from '../samplers/sampler.ts';

/** The points of a search, piece by piece. */
export interface ChunkSource<P extends object> {
  /** The next points, at most so many; `'wait'` until those before are told; undefined where the search is over. */
  next(most: number): Batch<P> | 'wait' | undefined;
  tell(scores: Float64Array): void;
}

/**
 * Cuts a search into pieces. An adaptive sampler is asked for whole batches, and for the next one when all of a batch was told, so that
 * its points do not hang on how many pieces are under way; each batch is cut into at least `width` pieces, so that all work on it.
 */
export function chunkSource<P extends object>(run: SamplerRun<P>, isAdaptive: boolean, width: number): ChunkSource<P> {
  let batch: Batch<P> | undefined;
  let taken = 0;
  let untold = 0;
  return {
    next(most) {
      if (batch === undefined || taken === batch.points.length) {
        if (isAdaptive && untold > 0) return 'wait';
        batch = isAdaptive ? run.ask() : run.ask(most);
        taken = 0;
        if (batch.points.length === 0) return undefined;
      }
      const longest = isAdaptive ? Math.min(most, Math.ceil(batch.points.length / width)) : most;
      const points = batch.points.slice(taken, Math.min(batch.points.length, taken + longest));
      taken += points.length;
      untold += points.length;
      return { points, bars: batch.bars };
    },
    tell(scores) {
      run.tell(scores);
      untold -= scores.length;
    },
  };
}
