/**
 * Backtests: one verb over the one exchange, and what it leaves behind.
 *
 * @module backtest
 */
export type { Assumption } from './assumptions.ts';
export { type AsyncOptions, backtest, backtestAsync, type Scenarios, scenarios } from './backtest.ts';
export { type Comparison, compareResults, luckRows } from './compare.ts';
export { type Convention, type ConventionRules, conventionNames, conventions } from './conventions.ts';
export {
  detectLookahead,
  type LookaheadFinding,
  type LookaheadOptions,
  LookaheadReport,
  type Suspect,
} from './detect-lookahead.ts';
export {
  detectRecursive,
  type RecursiveFinding,
  type RecursiveOptions,
  RecursiveReport,
} from './detect-recursive.ts';
export { type Diagnostic, type DiagnosticCode, diagnosticBounds } from './diagnostics.ts';
export type { LogLine } from './event-context.ts';
export { type Explanation, explain } from './explain.ts';
export type { Feed, Streamed } from './feeds.ts';
export type { BacktestData } from './instruments.ts';
export type { Latency } from './latency.ts';
export { chanceAbove, type Luck, type LuckJson, luckNote, luckText, type SearchOrigin } from './luck.ts';
export { type BacktestOptions, backtestDefaults, type Costs, type FillAt } from './options.ts';
export { type AmbiguousRow, BacktestResult, type Manifest, type NotedIndicator } from './result.ts';
export { RunMemory } from './run-memory.ts';
export { loadResult, saveResult } from './save.ts';
export type { Ruin } from './signals-engine.ts';
export { type TimedRun, TimedRunner, timedRun } from './timed-run.ts';
