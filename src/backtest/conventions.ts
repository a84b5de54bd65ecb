import type { BacktestOptions } from './options.ts';

/** Whose rules a backtest follows. */
export type Convention = 'barwright' | 'vectorbt' | 'backtesting.py' | 'backtrader';

/** All conventions, ours first. */
export const conventionNames: readonly Convention[] = ['barwright', 'vectorbt', 'backtesting.py', 'backtrader'];

/** What a convention changes, and what that gets wrong. */
export interface ConventionRules {
  readonly options: Omit<BacktestOptions, 'conventions'>;
  /** Whole units only, as the platform deals. */
  readonly wholeUnits: boolean;
  readonly note: string;
}

/** The rules of each platform as options of ours. */
export const conventions: { readonly [name in Convention]: ConventionRules } = {
  barwright: { options: {}, wholeUnits: false, note: '' },
  vectorbt: {
    options: {
      fillAt: 'close',
      protectFrom: 'nextBar',
      stopBase: 'barClose',
      slipStops: false,
      limitFill: 'touch',
      signalsAfterExit: 'drop',
      size: { cash: 1 },
      insufficientFunds: 'clip',
    },
    wholeUnits: false,
    note: 'Fills at the close of the bar that gave the signal: the price that decided is also the price that is dealt.',
  },
  'backtesting.py': {
    options: { fillAt: 'nextOpen', limitFill: 'touch', size: { equity: 1 }, slipStops: false },
    wholeUnits: true,
    note: 'Deals whole units only and takes a touch of a limit for a fill.',
  },
  backtrader: {
    options: { fillAt: 'nextOpen', protectFrom: 'nextBar', limitFill: 'touch', size: { units: 1 }, slipStops: false },
    wholeUnits: false,
    note: 'Protects a position only from the bar after its fill on and takes a touch of a limit for a fill.',
  },
};
