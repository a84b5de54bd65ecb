/** One part of the data that every trial runs on: an instrument, a time slice, or an instrument in a slice. */
export interface TrialCell {
  /** What it is called: the symbol, the number of the slice from 1, or both, such as `AAA.2`. */
  readonly label: string;
  /** Place of the instrument in the data; undefined where all of it runs as one portfolio. */
  readonly instrument: number | undefined;
  /** First time that decisions count from, and the time that the data end before, ms; undefined: from the first bar, to the last. */
  readonly from: number | undefined;
  readonly to: number | undefined;
}

/** Bars of a time slice: those that open at `from` or later and before `to`. */
export interface TimeSlice {
  /** An ISO text, a Date or an epoch number. @default the first bar */
  readonly from?: number | string | Date;
  /** @default the end of the data */
  readonly to?: number | string | Date;
}

/** How the figures of the cells become those of the trial. */
export type Combine = 'mean' | 'median' | 'worst';

/** The cells of a sweep, and how they are put together. */
export interface SweepCells {
  readonly list: readonly TrialCell[];
  readonly combine: Combine;
}
