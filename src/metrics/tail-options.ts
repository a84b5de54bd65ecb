import { checkKeys, checkNumber } from '../core/index.ts';

/** Which part of the returns is the tail. */
export interface TailOptions {
  /**
   * Share of the returns that is not in the tail, between 0 and 1.
   *
   * @default 0.95
   */
  readonly confidence?: number;
}

export const tailDefaults: Required<TailOptions> = Object.freeze({ confidence: 0.95 });

/** The share of the returns in the tail, from checked options. */
export function tailShare(options: TailOptions): number {
  checkKeys('options', options, Object.keys(tailDefaults));
  return 1 - checkNumber('confidence', options.confidence ?? tailDefaults.confidence, { above: 0, below: 1 });
}
