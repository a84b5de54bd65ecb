import { ArgumentError, checkKeys, checkNumber, checkOneOf, show } from '../core/index.ts';
import { type Calendar, calendarNames } from './calendar.ts';

/** What is traded: owned coins or shares, a perpetual or dated contract settled in quote or in base, an option. */
export type InstrumentKind = 'spot' | 'linear' | 'inverse' | 'option';

/** What a venue says of one tradable symbol. All fields but `symbol` have defaults that do not bind. */
export interface Instrument {
  readonly symbol: string;
  /** @default 'spot' */
  readonly kind: InstrumentKind;
  /** Asset that is bought and sold; empty where unknown. @default '' */
  readonly base: string;
  /** Asset that prices are quoted in; empty where unknown. @default '' */
  readonly quote: string;
  /** Smallest price step; 0 means that prices are not rounded. @default 0 */
  readonly tickSize: number;
  /** Smallest quantity step; 0 means that quantities are not rounded. @default 0 */
  readonly quantityStep: number;
  /** Smallest quantity of an order, in base units or contracts. @default 0 */
  readonly minQuantity: number;
  /** Largest quantity of an order. @default Infinity */
  readonly maxQuantity: number;
  /** Largest position that the venue lets anyone hold, in base units or contracts. @default Infinity */
  readonly maxPosition: number;
  /** How far from the last price a limit price may lie, a fraction of it. @default Infinity */
  readonly priceBand: number;
  /** Smallest value of an order, in quote units. @default 0 */
  readonly minNotional: number;
  /** Units of base (linear) or of quote (inverse) in one contract. @default 1 */
  readonly multiplier: number;
  /** When the contract expires, ms since the epoch; Infinity for never. @default Infinity */
  readonly expiry: number;
  /** Price at which an option may be used; NaN for none. @default NaN */
  readonly strike: number;
  /** What an option gives the right to do; empty for none. @default '' */
  readonly optionType: 'call' | 'put' | '';
  /** Trading hours and days that make a year. @default '24x7' */
  readonly calendar: Calendar;
}

/** The fields a user gives; see {@link Instrument} for their defaults. */
export type InstrumentOptions = Partial<Instrument> & { readonly symbol: string };

const defaults = {
  kind: 'spot',
  base: '',
  quote: '',
  tickSize: 0,
  quantityStep: 0,
  minQuantity: 0,
  maxQuantity: Number.POSITIVE_INFINITY,
  maxPosition: Number.POSITIVE_INFINITY,
  priceBand: Number.POSITIVE_INFINITY,
  minNotional: 0,
  multiplier: 1,
  expiry: Number.POSITIVE_INFINITY,
  strike: Number.NaN,
  optionType: '',
  calendar: '24x7',
} as const satisfies Omit<Instrument, 'symbol'>;

/**
 * A checked, frozen instrument.
 *
 * @throws ArgumentError where a field is unknown or out of range.
 * @example
 * ```ts
 * import { instrument } from 'barwright';
 * const btc = instrument({ symbol: 'BTCUSDT', kind: 'linear', tickSize: 0.1, quantityStep: 0.001, minNotional: 5 });
 * ```
 */
export function instrument(options: InstrumentOptions): Instrument {
  checkKeys('instrument', options, ['symbol', ...Object.keys(defaults)]);
  const given = { ...defaults, ...options };
  const result: Instrument = {
    symbol: given.symbol,
    kind: given.kind,
    base: given.base,
    quote: given.quote,
    tickSize: given.tickSize,
    quantityStep: given.quantityStep,
    minQuantity: given.minQuantity,
    maxQuantity: given.maxQuantity,
    maxPosition: given.maxPosition,
    priceBand: given.priceBand,
    minNotional: given.minNotional,
    multiplier: given.multiplier,
    expiry: given.expiry,
    strike: given.strike,
    optionType: given.optionType,
    calendar: given.calendar,
  };
  if (typeof result.symbol !== 'string')
    throw new ArgumentError(`Expected \`instrument.symbol\` to be text, was \`${show(result.symbol)}\`.`);
  checkOneOf('instrument.kind', result.kind, ['spot', 'linear', 'inverse', 'option']);
  checkOneOf('instrument.optionType', result.optionType, ['call', 'put', '']);
  if (result.expiry !== Number.POSITIVE_INFINITY) checkNumber('instrument.expiry', result.expiry);
  if (!Number.isNaN(result.strike)) checkNumber('instrument.strike', result.strike, { above: 0 });
  if (result.kind === 'option' && (result.optionType === '' || Number.isNaN(result.strike) || result.expiry === Number.POSITIVE_INFINITY))
    throw new ArgumentError(`Expected an option to have \`optionType\`, \`strike\` and \`expiry\`, ${result.symbol} lacks one.`);
  checkOneOf('instrument.calendar', result.calendar, calendarNames);
  for (const field of ['tickSize', 'quantityStep', 'minQuantity', 'minNotional'] as const) {
    checkNumber(`instrument.${field}`, result[field], { min: 0 });
  }
  checkNumber('instrument.multiplier', result.multiplier, { above: 0 });
  for (const field of ['maxQuantity', 'maxPosition', 'priceBand'] as const) {
    if (result[field] !== Number.POSITIVE_INFINITY) checkNumber(`instrument.${field}`, result[field], { above: 0 });
  }
  return Object.freeze(result);
}
