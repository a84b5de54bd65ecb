import { ArgumentError, checkNumber, NotEnoughDataError, type Rng, show, suggestion } from '../core/index.ts';
import { Bars } from '../market/index.ts';
import { permuteBars } from '../significance/index.ts';
import { type FittedModel, garch, jarqueBera, jumpDiffusion, ljungBox, markovSwitching } from '../statistics/index.ts';
import { bootstrapDrawer, logReturns, type MarketDrawer, modelDrawer, suitableBlockLength } from './monte-carlo-bars.ts';

/**
 * Makes a world of one's own: bars of the same kind as the real ones, which are given, drawn from a generator of its own for each world.
 */
export type WorldGenerator = (bars: readonly Bars[], rng: Rng, world: number) => Bars | readonly Bars[];

/** A model that worlds can be drawn from, as `garch` and its like answer. */
export type WorldModel = FittedModel<object>;

/** Worlds that {@link monteCarlo} knows by name. */
export type WorldName = 'garch' | 'regimes' | 'jumps' | 'bootstrap' | 'permutation';

export const worldNames: readonly WorldName[] = ['garch', 'regimes', 'jumps', 'bootstrap', 'permutation'];

/** A test of what a fitted model leaves unexplained. */
export interface FitCheck {
  readonly name: string;
  readonly statistic: number;
  /** From 0 to 1: small where the model does not fit. */
  readonly pValue: number;
}

/** How a model fits the returns of the data. */
export interface WorldFit {
  readonly model: string;
  readonly parameters: Readonly<Record<string, number>>;
  /** Null where the data do not tell a parameter, or it was set and not estimated. */
  readonly standardErrors: Readonly<Record<string, number>> | null;
  readonly logLikelihood: number;
  readonly aic: number;
  readonly bic: number;
  readonly converged: boolean;
  readonly checks: readonly FitCheck[];
}

/** How worlds of one kind are made. */
export interface WorldMaker {
  readonly name: string;
  /** What the worlds share with the data, in a sentence. */
  readonly meaning: string;
  readonly fit: WorldFit | null;
  /** Quantile residuals of the fit. */
  readonly residuals: Float64Array | null;
  readonly warnings: readonly string[];
  readonly blockLength: number | null;
  draw(world: number, rng: Rng): readonly Bars[];
}

/** Paths that run out of the numbers are drawn anew so often. */
const redraws = 100;
/** Fewest returns that models are fitted to. */
const leastReturns = 100;
/** P-values below this are warned of. */
const doubtful = 0.01;

/**
 * How to make worlds of a kind.
 *
 * @throws ArgumentError, NotEnoughDataError, DataError where they cannot be made of these bars.
 */
export function worldMaker(
  world: WorldName | WorldGenerator | WorldModel,
  markets: readonly Bars[],
  blockLength: number | undefined,
): WorldMaker {
  if (blockLength !== undefined && world !== 'bootstrap')
    throw new ArgumentError("`blockLength` is for `world: 'bootstrap'`: leave it out.");
  const returns = markets.map(logReturns);
  // Refuses markets on different times.
  if (markets.length > 1 && (world === 'bootstrap' || world === 'permutation')) permuteBars(markets);
  const bare = { fit: null, residuals: null, warnings: [], blockLength: null };
  if (typeof world === 'function') {
    const meaning = 'as its function makes them';
    return { ...bare, name: world.name || 'own', meaning, draw: (k, rng) => checkWorld(world(markets, rng, k), markets, k) };
  }
  if (world === 'permutation') {
    const meaning = 'the moves of the data in random order: no pattern in time is left';
    return { ...bare, name: world, meaning, draw: (_, rng) => permuteBars(markets, { seed: rng.uint32() }) };
  }
  if (world === 'bootstrap') {
    const length = checkNumber('blockLength', blockLength ?? suitableBlockLength(returns), { min: 1, max: returns[0].length });
    const meaning = `blocks of the data, ${Number(length.toFixed(1))} bars long on average: patterns within them stay`;
    return { ...bare, name: world, meaning, blockLength: length, draw: redrawn(bootstrapDrawer(markets, length)) };
  }
  const model = modelOf(world);
  if (markets.length > 1)
    throw new ArgumentError(
      `Expected one market for a fitted world, found ${markets.length}: fitted one by one they would lose what they have in common. Use 'bootstrap' or 'permutation'.`,
    );
  if (typeof world === 'string' && returns[0].length < leastReturns)
    throw new NotEnoughDataError(
      `Expected at least ${leastReturns + 1} bars for \`world: '${world}'\`, had ${markets[0].length}: use 'bootstrap' or 'permutation'.`,
    );
  const fit = model(returns[0]);
  if (fit.residuals.length !== returns[0].length)
    throw new ArgumentError(
      `Expected \`world\` to be fitted to the ${returns[0].length} logarithmic returns of the bars, was to ${fit.residuals.length}.`,
    );
  const checks = checksOf(fit.quantileResiduals);
  return {
    name: typeof world === 'string' ? world : 'model',
    meaning: `drawn from a model that was fitted to the data, ${fit.model}: no pattern in time but that of the model`,
    fit: {
      model: fit.model,
      parameters: fit.parameters as Readonly<Record<string, number>>,
      standardErrors: fit.standardErrors as Readonly<Record<string, number>> | null,
      logLikelihood: fit.logLikelihood,
      aic: fit.aic,
      bic: fit.bic,
      converged: fit.converged,
      checks,
    },
    residuals: fit.quantileResiduals,
    warnings: [
      ...(fit.converged ? [] : [`The fit (${fit.model}) did not come to an end: take another model or more bars.`]),
      ...checks
        .filter(({ pValue }) => pValue < doubtful)
        .map(({ name, pValue }) => `The model (${fit.model}) leaves ${name}: p ${printed(pValue)}.`),
    ],
    blockLength: null,
    draw: redrawn(modelDrawer(markets[0], fit)),
  };
}

function modelOf(world: unknown): (returns: Float64Array) => WorldModel {
  if (world === 'garch') return (returns) => garch(returns, { innovations: 't', leverage: true, targeting: true });
  if (world === 'regimes') return (returns) => markovSwitching(returns);
  if (world === 'jumps') return (returns) => jumpDiffusion(returns);
  const fit = world as Partial<WorldModel> | null;
  if (typeof fit === 'object' && fit !== null && typeof fit.simulate === 'function' && fit.residuals instanceof Float64Array)
    return () => fit as WorldModel;
  const hint = typeof world === 'string' ? suggestion(world, worldNames) : '';
  const list = worldNames.map((name) => `'${name}'`).join(', ');
  throw new ArgumentError(
    `Expected \`world\` to be one of ${list}, a fitted model or a function that makes bars, was \`${show(world)}\`.${hint}`,
  );
}

function checksOf(residuals: Float64Array): readonly FitCheck[] {
  const tests = [
    { name: 'memory of returns', ...ljungBox(residuals) },
    { name: 'clusters of volatility', ...ljungBox(residuals.map((z) => z * z)) },
    { name: 'tails or skewness of its own', ...jarqueBera(residuals) },
  ];
  return tests.map(({ name, statistic, pValue }) => ({ name, statistic, pValue }));
}

/** The drawing of markets, again where a path runs out of the numbers. */
function redrawn(draw: MarketDrawer): (world: number, rng: Rng) => readonly Bars[] {
  return (world, rng) => {
    for (let attempt = 0; attempt < redraws; attempt++) {
      const markets = draw(attempt === 0 ? rng : rng.fork(attempt));
      if (markets !== undefined) return markets;
    }
    throw new ArgumentError(
      `Expected \`world\` to draw prices within the numbers, ${redraws} draws of world ${world} did not: the fit is too wild, take another.`,
    );
  };
}

function checkWorld(made: unknown, markets: readonly Bars[], world: number): readonly Bars[] {
  const list = made instanceof Bars ? [made] : made;
  if (Array.isArray(list) && list.length === markets.length && list.every((bars) => bars instanceof Bars)) return list;
  throw new ArgumentError(
    `Expected \`world\` to make bars of ${markets.length === 1 ? 'one market' : `${markets.length} markets`} for world ${world}, was \`${show(made)}\`.`,
  );
}

function printed(pValue: number): string {
  return pValue < 1e-4 ? 'below 0.0001' : pValue.toFixed(4);
}
