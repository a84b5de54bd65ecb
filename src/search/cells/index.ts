/**
 * Parts of the data that every trial of a sweep runs on: instruments and time slices.
 *
 * @module search
 */
export type { Combine, TimeSlice, TrialCell } from './trial-cell.ts';
