import { ArgumentError, checkInteger, checkKeys, checkNumber, checkOneOf, show } from '../core/index.ts';
import { type ShockName, shockShapes } from './shock-shapes.ts';

/** What a scenario changes in a run; what is left out stays, and several changes add up. */
export interface StressScenario {
  /** Multiple of all fees, at least 1. A rebate r becomes a rebate of (2 - fees) x r, so that more is never better. @default 1 */
  readonly fees?: number;
  /** Multiple of slippage and spread, at least 1. @default 1 */
  readonly slippage?: number;
  /** Bars that decisions come late, at least 0: columns of signals are moved, orders of event strategies travel longer, of which gaps take a part. @default 0 */
  readonly late?: number;
  /** Milliseconds that orders of an event strategy travel longer, at least 0; for runs of ticks, and for short bars. @default 0 */
  readonly latencyMs?: number;
  /** Share of the quantities in trades, quotes and books that is there, above 0 and at most 1; for runs of ticks. @default 1 */
  readonly depth?: number;
  /** Chance that an entry of signals is missed, or that an order of an event strategy is turned away, in [0, 1]. @default 0 */
  readonly missed?: number;
  /** Noise of each price, as a share of the mean range of a bar, in [0, 1]. @default 0 */
  readonly noise?: number;
  /** Chance that a bar is missing, at the same times for all instruments, in [0, 0.5]. @default 0 */
  readonly missing?: number;
  /** A shock of a historical shape, put in at a random time; see `shockShapes`. @default none */
  readonly shock?: ShockName;
  /** How far each number of the parameters moves, as a share of itself, whole numbers by 1 at least; inside its range, in [0, 1]. @default 0 */
  readonly jitter?: number;
}

/** Scenarios by name. */
export type StressScenarios = Readonly<Record<string, StressScenario>>;

/**
 * The scenarios of {@link stress} over bars where none are given.
 *
 * @example
 * ```ts
 * import { stressScenarios } from 'barwright/validation';
 * Object.keys(stressScenarios); // 'fees x 2', 'slippage x 3', 'one bar late', ...
 * ({ ...stressScenarios, 'fees x 4': { fees: 4 } }); // one more
 * ```
 */
export const stressScenarios: StressScenarios = {
  'fees x 2': { fees: 2 },
  'slippage x 3': { slippage: 3 },
  'one bar late': { late: 1 },
  '10 % missed': { missed: 0.1 },
  'price noise': { noise: 0.1 },
  '1 % of bars missing': { missing: 0.01 },
  crash: { shock: 'crash' },
  squeeze: { shock: 'squeeze' },
  outage: { shock: 'outage' },
  'parameters +-10 %': { jitter: 0.1 },
};

const scenarioKeys: readonly (keyof StressScenario)[] = [
  'fees',
  'slippage',
  'late',
  'latencyMs',
  'depth',
  'missed',
  'noise',
  'missing',
  'shock',
  'jitter',
];

const { 'one bar late': _, ...alsoOfTicks } = stressScenarios;

/**
 * The scenarios of {@link stress} over ticks where none are given. Those that only bars can show are left out of the report, with the reason.
 *
 * @example
 * ```ts
 * import { tickStressScenarios } from 'barwright/validation';
 * Object.keys(tickStressScenarios); // 'orders 100 ms late', 'orders 1 s late', 'half the quantities', ...
 * ```
 */
export const tickStressScenarios: StressScenarios = {
  'orders 100 ms late': { latencyMs: 100 },
  'orders 1 s late': { latencyMs: 1_000 },
  'half the quantities': { depth: 0.5 },
  ...alsoOfTicks,
};

/** Throws unless scenarios are what they should be. */
export function checkScenarios(scenarios: unknown): StressScenarios {
  if (typeof scenarios !== 'object' || scenarios === null || Array.isArray(scenarios))
    throw new ArgumentError(`Expected \`scenarios\` to be an object of scenarios by name, was \`${show(scenarios)}\`.`);
  const entries = Object.entries(scenarios as StressScenarios);
  if (entries.length === 0)
    throw new ArgumentError('Expected `scenarios` to hold at least one, found none: leave it out for the usual ones.');
  for (const [key, scenario] of entries) {
    const name = `scenarios['${key}']`;
    checkKeys(name, scenario, scenarioKeys);
    for (const of of ['fees', 'slippage'] as const) checkNumber(`${name}.${of}`, scenario[of] ?? 1, { min: 1 });
    for (const of of ['missed', 'noise', 'jitter'] as const) checkNumber(`${name}.${of}`, scenario[of] ?? 0, { min: 0, max: 1 });
    checkNumber(`${name}.missing`, scenario.missing ?? 0, { min: 0, max: 0.5 });
    checkNumber(`${name}.latencyMs`, scenario.latencyMs ?? 0, { min: 0 });
    checkNumber(`${name}.depth`, scenario.depth ?? 1, { above: 0, max: 1 });
    checkInteger(`${name}.late`, scenario.late ?? 0, { min: 0 });
    if (scenario.shock !== undefined) checkOneOf(`${name}.shock`, scenario.shock, Object.keys(shockShapes) as ShockName[]);
  }
  return scenarios as StressScenarios;
}

/** Whether two runs of a scenario with other draws may differ. */
export function isRandom({ missed = 0, noise = 0, missing = 0, shock, jitter = 0 }: StressScenario): boolean {
  return missed > 0 || noise > 0 || missing > 0 || jitter > 0 || shock !== undefined;
}
