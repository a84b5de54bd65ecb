import type { BacktestOptions, Costs } from '../backtest/index.ts';
import { ArgumentError, type Rng, type ScalarOrColumn } from '../core/index.ts';
import { type FeeModel, feeFunction, type LatencyModel, type RejectModel, type SlippageModel, toLatencyModel } from '../exchange/index.ts';

/** A cost times `times`; what is received shrinks by as much. */
function worse(cost: number, times: number): number {
  return cost + (times - 1) * Math.abs(cost);
}

function worseSetting(setting: ScalarOrColumn, times: number): ScalarOrColumn {
  return typeof setting === 'number' ? worse(setting, times) : setting.map((cost) => worse(cost, times));
}

/** Fees times `times`. */
export function worseFees(fees: NonNullable<Costs['fees']>, times: number): NonNullable<Costs['fees']> {
  if (typeof fees === 'number' || fees instanceof Float64Array) return worseSetting(fees, times);
  if (isFeeModel(fees)) return worseModel(fees, times);
  return {
    ...(fees.taker !== undefined && { taker: worseSetting(fees.taker, times) }),
    ...(fees.maker !== undefined && { maker: worseSetting(fees.maker, times) }),
    ...(fees.perUnit !== undefined && { perUnit: worse(fees.perUnit, times) }),
    ...(fees.fixed !== undefined && { fixed: worse(fees.fixed, times) }),
  };
}

function isFeeModel(fees: object): fees is FeeModel {
  return 'affordable' in fees;
}

function worseModel(model: FeeModel, times: number): FeeModel {
  const priced = feeFunction(`${times} x (${model.name})`, (quantity, price, liquidity, index) =>
    worse(model.fee(quantity, price, liquidity, index), times),
  );
  return {
    ...priced,
    checkLength: (length) => model.checkLength?.(length),
    fresh: () => worseModel(model.fresh?.() ?? model, times),
    advance: (time) => model.advance?.(time),
    traded: (value, time) => model.traded?.(value, time),
  };
}

/** Slippage times `times`, at most 99 % of the price where it is a model. */
export function worseSlippage(slippage: NonNullable<Costs['slippage']>, times: number): NonNullable<Costs['slippage']> {
  if (typeof slippage === 'number' || slippage instanceof Float64Array) return worseSetting(slippage, times);
  const model: SlippageModel = slippage;
  return {
    name: `${times} x (${model.name})`,
    needsQuantity: model.needsQuantity,
    slippage: (fill) => Math.min(times * model.slippage(fill), 0.99 * fill.price),
    checkInstrument: (instrument) => model.checkInstrument?.(instrument),
  };
}

/**
 * Options with fees and slippage times what a scenario says.
 *
 * @throws ArgumentError where there is nothing to multiply.
 */
export function withWorseCosts(options: BacktestOptions, times: { readonly fees: number; readonly slippage: number }): BacktestOptions {
  const { fees, slippage, ...rest } = options;
  const costs: { -readonly [name in keyof Costs]: Costs[name] } = { ...options.costs };
  const ownFees = fees ?? costs.fees ?? options.venue?.fees;
  const ownSlippage = slippage ?? costs.slippage;
  if (times.fees > 1) {
    if (ownFees === undefined || ownFees === 0) throw new ArgumentError('It multiplies fees, and the run has none: give `options.fees`.');
    costs.fees = worseFees(ownFees, times.fees);
  } else if (fees !== undefined) costs.fees = fees;
  if (times.slippage > 1) {
    if ((ownSlippage ?? 0) === 0 && (costs.spread ?? 0) === 0)
      throw new ArgumentError('It multiplies slippage, and the run has neither slippage nor spread: give `options.slippage`.');
    if (ownSlippage !== undefined) costs.slippage = worseSlippage(ownSlippage, times.slippage);
    if (costs.spread !== undefined) costs.spread = worseSetting(costs.spread, times.slippage);
  } else if (slippage !== undefined) costs.slippage = slippage;
  return { ...rest, costs };
}

/** Options under which orders are on their way `ms` longer. */
export function withDelay(options: BacktestOptions, ms: number): BacktestOptions {
  const before = options.latency?.orderMs ?? 0;
  const model: LatencyModel | undefined = typeof before === 'number' ? undefined : toLatencyModel('latency.orderMs', before);
  const orderMs =
    model === undefined
      ? (before as number) + ms
      : { name: `${model.name} and ${ms} ms`, delayMs: (rng: Rng): number => model.delayMs(rng) + ms };
  return { ...options, latency: { ...options.latency, orderMs } };
}

/** Options under which the venue turns orders away by chance, after what it turned away before. */
export function withRejects(options: BacktestOptions, probability: number, seed: number): BacktestOptions {
  const before = options.costs?.rejects;
  const rejects: RejectModel = {
    name: `${before === undefined ? '' : `${before.name} and `}${probability} of messages`,
    rejects: (rng) => before?.rejects(rng) === true || rng.uniform() < probability,
  };
  return { ...options, costs: { ...options.costs, rejects }, seed };
}
