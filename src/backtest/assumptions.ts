import type { VenueCosts } from '../exchange/index.ts';
import { type Bars, listedSymbol } from '../market/index.ts';
import { conventions } from './conventions.ts';
import type { CheckedFeed } from './feeds.ts';
import { latencyLabel } from './latency.ts';
import type { CompleteOptions } from './options.ts';

/** One rule that a result rests on, and which way it errs. */
export interface Assumption {
  readonly name: string;
  readonly value: string;
  readonly kind: 'conservative' | 'neutral' | 'optimistic';
  readonly note: string;
}

const fillNotes = {
  nextOpen: ['conservative', 'Orders decided at a close fill at the next open.'],
  nextClose: ['conservative', 'Orders decided at a close fill at the next close.'],
  close: ['optimistic', 'Orders fill at the very close that decided them.'],
} as const;

const intrabarNotes = {
  pessimistic: ['conservative', 'Where a bar reaches both stop and target, the stop comes first.'],
  optimistic: ['optimistic', 'Where a bar reaches both stop and target, the target comes first.'],
  adaptive: ['neutral', 'The extreme nearer to the open comes first.'],
  ohlc: ['neutral', 'Every bar goes open, high, low, close.'],
  olhc: ['neutral', 'Every bar goes open, low, high, close.'],
} as const;

/** The assumptions of a run, the fills first. */
export function assumptionsOf(
  options: CompleteOptions,
  markets: readonly Bars[],
  { fees, impact, slippage: model, borrow, rejects }: VenueCosts,
  feeds?: readonly CheckedFeed[],
): readonly Assumption[] {
  const out: Assumption[] = [];
  const add = (name: string, value: string, kind: Assumption['kind'], note: string): void => {
    out.push({ name, value, kind, note });
  };
  if (options.conventions !== 'barwright') add('Conventions', options.conventions, 'optimistic', conventions[options.conventions].note);
  if (feeds === undefined) {
    const [fillKind, fillNote] = fillNotes[options.fillAt];
    add('Fills', options.fillAt, fillKind, fillNote);
    const [kind, note] = intrabarNotes[options.intrabar];
    if (options.finer === undefined) add('Inside a bar', options.intrabar, kind, note);
    else add('Inside a bar', `finer bars, then ${options.intrabar}`, 'neutral', 'Finer bars tell what came first.');
  } else {
    add('Fills', feeds.map(detailOf).join(', '), 'neutral', 'Orders meet what the ticks tell; the market does not answer to them.');
    if (feeds.some(({ trades, book, quotes }) => trades !== undefined && (book ?? quotes) !== undefined))
      add(
        'Queue',
        options.queue?.name ?? 'risk-averse queue',
        options.queue === undefined ? 'conservative' : 'neutral',
        'Where a resting order stands when others cancel.',
      );
  }
  if (feeds === undefined || feeds.some(({ book, quotes }) => (book ?? quotes) === undefined))
    add('Limit orders', options.limitFill, options.limitFill === 'through' ? 'conservative' : 'optimistic', limitNotes[options.limitFill]);
  if (options.protectFrom === 'nextBar')
    add('Stops and targets', 'from the next bar', 'optimistic', 'Nothing protects a position in the bar of its fill.');
  const isFree = fees.name === '0 of notional';
  add(
    'Fees',
    isFree ? 'none' : fees.name,
    isFree ? 'optimistic' : 'neutral',
    isFree ? 'No venue trades for nothing: give `fees`.' : 'Paid on each fill.',
  );
  const slips = impact.slippage.label !== '0' || impact.spread.label !== '0' || model !== undefined;
  const slippage = [model?.name ?? `${impact.slippage.label} of price`, impact.spread.label === '0' ? '' : `spread ${impact.spread.label}`]
    .filter(Boolean)
    .join(', ');
  if (slips) add('Slippage', slippage, 'neutral', 'On market and stop fills.');
  else if (feeds !== undefined)
    add('Slippage', 'of the ticks', 'neutral', 'Market orders pay what they find; the market does not move away from them.');
  else add('Slippage', 'none', 'optimistic', 'Every market order fills at the quoted price: give `slippage`.');
  if (!options.slipStops) add('Stop fills', 'no slippage', 'optimistic', 'Stops fill at their price exactly.');
  const { participation, latency, venue } = options;
  if (participation === undefined && feeds === undefined)
    add('Liquidity', 'unlimited', 'optimistic', 'A bar fills any quantity at its price.');
  else if (participation !== undefined)
    add('Liquidity', `${participation * 100}% of volume`, 'neutral', 'The fills of a bar take at most this share of its volume.');
  if (latency !== undefined) {
    const note =
      feeds === undefined
        ? 'An order that comes later than a hundredth of a bar misses its open.'
        : 'An order meets the market of its arrival.';
    add('Latency', latencyLabel(latency), 'neutral', note);
  }
  if (venue !== undefined) {
    const funded = markets.filter(({ symbol }) => venue.funding[listedSymbol(symbol)] !== undefined).length;
    const isFunded = funded === markets.length;
    const note = isFunded ? 'Paid and received at its own times.' : 'Positions in instruments without rates are held for nothing.';
    add('Funding', `${funded} of ${markets.length} instruments`, isFunded ? 'neutral' : 'optimistic', note);
  }
  if (borrow !== undefined) add('Borrowing', borrow.name, 'neutral', 'Short positions pay it, a year at a time.');
  if (rejects !== undefined) add('Refusals', rejects.name, 'neutral', 'The venue turns orders away for reasons of its own.');
  const rounds = markets.every((bars) => bars.instrument.tickSize > 0 && bars.instrument.quantityStep > 0);
  add(
    'Steps',
    rounds ? 'of the venue' : 'none',
    rounds ? 'conservative' : 'optimistic',
    rounds ? 'Prices and quantities are rounded as the venue does.' : 'Any price and quantity is dealt: give `instrument` steps.',
  );
  add('Leverage', `${options.leverage}x`, 'neutral', 'No order brings the sum of position values beyond this multiple of equity.');
  const { calendar } = markets[0].instrument;
  add(
    'Annualisation',
    `${calendar}, ${Number(markets[0].periodsPerYear.toFixed(2))} bars a year`,
    'neutral',
    'From the interval of the bars and the calendar of the instrument.',
  );
  add('Risk-free rate', `${options.riskFree * 100}% a year`, 'neutral', 'Subtracted in the ratios.');
  return out;
}

/** What fills the orders of a feed. */
function detailOf({ book, quotes, trades }: CheckedFeed): string {
  const best = book !== undefined ? 'book' : quotes !== undefined ? 'quotes' : 'trades';
  return best !== 'trades' && trades !== undefined ? `${best} and trades` : best;
}

const limitNotes = {
  through: 'A limit order fills when the price trades through it.',
  touch: 'A limit order fills when the price touches it.',
} as const;
