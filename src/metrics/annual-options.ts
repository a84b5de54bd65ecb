import { checkKeys, checkNumber } from '../core/index.ts';

/** How a metric of returns is brought to one year. */
export interface AnnualOptions {
  /** Returns a year, such as 365 for daily bars of a crypto market and 252 for those of US equities. */
  readonly periodsPerYear: number;
  /**
   * Annual risk-free return, simple: 0.04 is 4 % a year.
   *
   * @default 0
   */
  readonly riskFree?: number;
}

/** The options, checked and complete. */
export function annualOptions(options: AnnualOptions): Required<AnnualOptions> {
  checkKeys('options', options, ['periodsPerYear', 'riskFree']);
  return {
    periodsPerYear: checkNumber('periodsPerYear', options.periodsPerYear, { above: 0 }),
    riskFree: checkNumber('riskFree', options.riskFree ?? 0, { above: -1 }),
  };
}

/** The return of one period that compounds to an annual one: `(1 + annual)^(1 / periodsPerYear) - 1`. */
export function perPeriod(annual: number, periodsPerYear: number): number {
  return Math.expm1(Math.log1p(annual) / periodsPerYear);
}
