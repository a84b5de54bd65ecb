import type { CompleteOptions } from './options.ts';
import type { Plan } from './plan.ts';

/** What to do at the next fill point. */
export type Action = 'none' | 'close' | 'long' | 'short' | 'reduce' | 'target';

/** The options that the driver reads bar by bar. */
export type DecisionRules = Pick<
  CompleteOptions,
  'fillAt' | 'onConflict' | 'onDirectionConflict' | 'onOpposite' | 'onRepeat' | 'onExit' | 'stopOnAdd' | 'stopBase' | 'signalsAfterExit'
>;

/** The rules of a run as an object of one shape, which keeps the code that reads it compiled from run to run. */
export function decisionRules(options: CompleteOptions): DecisionRules {
  return {
    fillAt: options.fillAt,
    onConflict: options.onConflict,
    onDirectionConflict: options.onDirectionConflict,
    onOpposite: options.onOpposite,
    onRepeat: options.onRepeat,
    onExit: options.onExit,
    stopOnAdd: options.stopOnAdd,
    stopBase: options.stopBase,
    signalsAfterExit: options.signalsAfterExit,
  };
}

/**
 * What the signals at bar `i` ask for, given the side of the position (1, -1, 0): first the conflicts of entry and
 * exit on each side, then of the two sides, then entries against and with the position.
 */
export function decide(plan: Plan, i: number, side: number, rules: DecisionRules): Action {
  if (plan.exposure !== undefined) return plan.actAny[i] !== 0 ? 'target' : 'none';
  let long = plan.entries[i] !== 0;
  let short = !plan.isLongOnly && plan.shortEntries[i] !== 0;
  let exitLong = hasExit(plan, i, 1);
  let exitShort = !plan.isLongOnly && hasExit(plan, i, -1);
  if (long && exitLong) {
    const keep = entryWins(rules.onConflict, side);
    long = keep === true;
    exitLong = keep === false;
  }
  if (short && exitShort) {
    const keep = entryWins(rules.onConflict, -side);
    short = keep === true;
    exitShort = keep === false;
  }
  if (long && short) {
    const winner = winningSide(rules.onDirectionConflict, side);
    long = winner > 0;
    short = winner < 0;
  }
  if (side > 0) {
    if (short) return exitLong ? 'short' : against(rules.onOpposite, 'short');
    if (exitLong) return rules.onExit === 'close' ? 'close' : 'reduce';
    return long && rules.onRepeat === 'accumulate' ? 'long' : 'none';
  }
  if (side < 0) {
    if (long) return exitShort ? 'long' : against(rules.onOpposite, 'long');
    if (exitShort) return rules.onExit === 'close' ? 'close' : 'reduce';
    return short && rules.onRepeat === 'accumulate' ? 'short' : 'none';
  }
  return long ? 'long' : short ? 'short' : 'none';
}

/** Whether bar `i` has an exit of `side`; exits that stand for entries of the other side are none. */
export function hasExit(plan: Plan, i: number, side: number): boolean {
  if (plan.exits === plan.shortEntries) return false;
  return (side > 0 ? plan.exits : plan.shortExits)[i] !== 0;
}

/** Whether the entry (true), the exit (false) or neither (undefined) of one side counts; `held` is 1 when that side is held. */
function entryWins(mode: CompleteOptions['onConflict'], held: number): boolean | undefined {
  switch (mode) {
    case 'ignore':
      return undefined;
    case 'entry':
      return true;
    case 'exit':
      return false;
    case 'adjacent':
      return held > 0 ? true : undefined;
    case 'opposite':
      return held > 0 ? false : undefined;
  }
}

/** 1 where the long entry counts, -1 where the short one does, 0 where neither does. */
function winningSide(mode: CompleteOptions['onDirectionConflict'], side: number): number {
  switch (mode) {
    case 'ignore':
      return 0;
    case 'long':
      return 1;
    case 'short':
      return -1;
    case 'adjacent':
      return side;
    case 'opposite':
      return -side;
  }
}

function against(mode: CompleteOptions['onOpposite'], entry: 'long' | 'short'): Action {
  switch (mode) {
    case 'ignore':
      return 'none';
    case 'close':
      return 'close';
    case 'reduce':
      return 'reduce';
    case 'reverse':
      return entry;
  }
}
