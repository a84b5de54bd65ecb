import { ArgumentError, checkKeys, type ScalarOrColumn, show } from '../core/index.ts';
import { type BarVenue, type Setting, setting, settingAt } from '../exchange/index.ts';
import { contractProfit, type Liquidity } from '../market/index.ts';
import { type BalanceRisk, checkBalanceRisk, riskAtBalance } from './balance-risk.ts';
import { type Level, type LevelRule, levelAt, toLevelRule } from './levels.ts';

/**
 * How much to deal. Exactly one of:
 * - `{ units }`: base units or contracts;
 * - `{ notional }`: value in quote units;
 * - `{ equity }`: share of equity, the costs of the fill included;
 * - `{ cash }`: share of what the account can still put into positions, the costs included;
 * - `{ targetEquity }`: the order that brings the position to this share of equity;
 * - `{ riskFraction, stop }`: what loses this share of equity between the fill and the stop (the signal's stop loss where `stop` is left out);
 * - `{ balanceRisk, stop }`: the same with a share that falls as the account grows, see {@link BalanceRisk}.
 *
 * Each is a number, or a column read at the decision bar. Shares of equity and of cash are cut to what the account can
 * pay; units, notional and risk are refused (or cut, with `insufficientFunds: 'clip'`) where it cannot.
 */
export type Size =
  | { readonly units: ScalarOrColumn }
  | { readonly notional: ScalarOrColumn }
  | { readonly equity: ScalarOrColumn }
  | { readonly cash: ScalarOrColumn }
  | { readonly targetEquity: ScalarOrColumn }
  | { readonly riskFraction: ScalarOrColumn; readonly stop?: Level }
  | { readonly balanceRisk: BalanceRisk; readonly stop?: Level };

const kinds = ['units', 'notional', 'equity', 'cash', 'targetEquity', 'riskFraction', 'balanceRisk'] as const;

/** A checked {@link Size}. */
export interface SizeRule {
  readonly kind: (typeof kinds)[number];
  readonly value: Setting;
  /** The stop of the risk, where it is given with the size. */
  readonly stop: LevelRule | undefined;
  /** How the share falls as the account grows. */
  readonly balance: BalanceRisk | undefined;
}

/** Checks a {@link Size}. */
export function toSizeRule(name: string, size: Size): SizeRule {
  checkKeys(name, size, [...kinds, 'stop']);
  const given = kinds.filter((kind) => kind in size);
  if (given.length !== 1) {
    throw new ArgumentError(`Expected \`${name}\` to have exactly one of ${kinds.join(', ')}, was \`${show(size)}\`.`);
  }
  const kind = given[0];
  const fields = size as { readonly [field in typeof kind]?: ScalarOrColumn } & { readonly stop?: Level };
  if (fields.stop !== undefined && !isRisk(kind)) {
    throw new ArgumentError(`\`${name}.stop\` goes with \`riskFraction\` and \`balanceRisk\` only, was given with \`${kind}\`.`);
  }
  const stop = fields.stop === undefined ? undefined : toLevelRule(`${name}.stop`, fields.stop);
  if ('balanceRisk' in size) {
    const balance = checkBalanceRisk(`${name}.balanceRisk`, size.balanceRisk);
    return { kind, value: setting(`${name}.balanceRisk`, 1), stop, balance };
  }
  return {
    kind,
    value: setting(`${name}.${kind}`, fields[kind] as ScalarOrColumn, { above: 0 }),
    stop,
    balance: undefined,
  };
}

/** Whether a size is reckoned from what is lost at the stop, which it needs. */
export function isRisk(kind: SizeRule['kind']): boolean {
  return kind === 'riskFraction' || kind === 'balanceRisk';
}

/** What a size is reckoned for. */
export interface SizeContext {
  readonly venue: BarVenue;
  readonly instrument: number;
  /** Bar at whose close the order was decided: columns are read there. */
  readonly decided: number;
  /** Bar of the fill. */
  readonly index: number;
  /** 1 to buy, -1 to sell. */
  readonly side: number;
  /** Price of the fill. */
  readonly price: number;
  readonly liquidity: Liquidity;
  /** Units of the opposite position that the same fill closes. */
  readonly closing: number;
  /** The signal's stop loss, a price; NaN for none. */
  readonly stop: number;
}

/**
 * Units to open (beyond those that close the opposite position), before rounding; NaN where the size has no answer.
 *
 * equity: (share x equity - fees) / price; riskFraction: share x equity / |price - stop|
 */
export function sizeQuantity(rule: SizeRule, context: SizeContext): number {
  const { venue, instrument, decided, index, side, price, liquidity, closing } = context;
  const value = settingAt(rule.value, decided);
  const unit = venue.unitValue(instrument, price);
  switch (rule.kind) {
    case 'units':
      return value;
    case 'notional':
      return value / unit;
    case 'equity': {
      const wanted = venue.fees.affordable(value * venue.ledger.equityAt(instrument, price), unit, liquidity, index, closing);
      return share(wanted, context);
    }
    case 'cash':
      return share(venue.fees.affordable(value * venue.freeFunds(instrument, price, closing), unit, liquidity, index, closing), context);
    case 'targetEquity': {
      const held = closing > 0 ? 0 : side * venue.ledger.quantity[instrument];
      const budget = value * venue.ledger.equityAt(instrument, price) - held * unit;
      return share(venue.fees.affordable(budget, unit, liquidity, index, closing), context);
    }
    case 'riskFraction':
      return riskQuantity(rule, value * venue.ledger.equityAt(instrument, price), context);
    case 'balanceRisk': {
      const equity = venue.ledger.equityAt(instrument, price);
      return riskQuantity(rule, riskAtBalance(rule.balance as BalanceRisk, equity) * equity, context);
    }
  }
}

/**
 * Units by which an exit of this size makes a position on `side` smaller, before rounding and costs; NaN where the size
 * has no answer. Shares of cash are shares of what an account without positions could put into one; a target share is
 * what is above it.
 */
export function reduceQuantity(
  rule: SizeRule,
  { venue, instrument, decided, side, price, stop }: Pick<SizeContext, 'venue' | 'instrument' | 'decided' | 'side' | 'price' | 'stop'>,
): number {
  const value = settingAt(rule.value, decided);
  const unit = venue.unitValue(instrument, price);
  const equity = venue.ledger.equityAt(instrument, price);
  switch (rule.kind) {
    case 'units':
      return value;
    case 'notional':
      return value / unit;
    case 'equity':
      return (value * equity) / unit;
    case 'cash':
      return (value * venue.rules.leverage * equity) / unit;
    case 'targetEquity':
      return Math.max(0, side * venue.ledger.quantity[instrument] - (value * equity) / unit);
    case 'riskFraction':
      return riskQuantity(rule, value * equity, { venue, instrument, decided, side, price, stop });
    case 'balanceRisk':
      return riskQuantity(rule, riskAtBalance(rule.balance as BalanceRisk, equity) * equity, {
        venue,
        instrument,
        decided,
        side,
        price,
        stop,
      });
  }
}

/** Units that lose `budget` between the price and the stop. */
function riskQuantity(
  rule: SizeRule,
  budget: number,
  { venue, instrument, decided, side, price, stop }: Pick<SizeContext, 'venue' | 'instrument' | 'decided' | 'side' | 'price' | 'stop'>,
): number {
  const level = rule.stop === undefined ? stop : levelAt(rule.stop, decided, price, -side);
  const risk = -contractProfit(venue.markets[instrument].instrument, side, price, level, 1);
  return risk > 0 ? budget / risk : Number.NaN;
}

/** A share never asks for more than the account can pay, nor for what is only the rounding of its sums. */
function share(wanted: number, { venue, instrument, index, price, liquidity, closing }: SizeContext): number {
  const quantity = Math.max(0, Math.min(wanted, venue.largestOpening(instrument, index, price, liquidity, closing)));
  return quantity * venue.unitValue(instrument, price) <= 1e-9 * venue.ledger.equityAt(instrument, price) ? 0 : quantity;
}
