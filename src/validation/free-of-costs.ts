import type { Assumption } from '../backtest/index.ts';

/** Whether a run pays neither fees nor slippage nor spread. */
export function isFreeOfCosts({ assumptions }: { readonly assumptions: readonly Assumption[] }): boolean {
  const isNone = (name: string): boolean => assumptions.some((assumption) => assumption.name === name && assumption.value === 'none');
  return isNone('Fees') && isNone('Slippage');
}

/** What is said first of a run that pays nothing. */
export const freeOfCosts: string = 'This run is free of costs: no venue trades for nothing.';
