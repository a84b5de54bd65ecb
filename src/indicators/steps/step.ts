/**
 * One moving part of a streaming indicator: takes finite numbers one by one and gives the bits of its kernel.
 * What changes lives in plain fields, which snapshots hold.
 */
export interface Step {
  next(x: number): number;
  peek(x: number): number;
  reset(): void;
}
