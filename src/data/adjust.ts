import { ArgumentError, checkKeys, checkNumber, DataError, lowerBound, parseTime, show } from '../core/index.ts';
import { Bars } from '../market/index.ts';

/** Something that changes the price of a share without a trade; it counts from `time` on. */
export interface CorporateAction {
  /** First time at which the new price is dealt (the ex-date). */
  readonly time: number | string | Date;
  /** New shares for one old: 7 for a split of 7 to 1, 0.1 for a reverse split of 1 to 10. */
  readonly split?: number;
  /** Cash paid for a share, quote units. */
  readonly dividend?: number;
}

/**
 * Prices as if today's shares had always been held: back-adjusted in proportion for splits and dividends.
 *
 * A split of s divides earlier prices by s and multiplies earlier volumes by it; a dividend d multiplies earlier prices
 * by 1 - d / c, where c is the last close before it. The last bar stays as it is: actions after it change nothing. The
 * tick size is dropped, as adjusted prices lie between the ticks.
 *
 * Source: Center for Research in Security Prices, cumulative factor to adjust price.
 *
 * @throws ArgumentError where an action is out of range; DataError for a dividend not below the close before it.
 * @example
 * ```ts
 * import { adjust, Bars } from 'barwright';
 * const bars = Bars.fromColumns({ time: [0, 1, 2].map((i) => i * 86_400_000), open: [70, 70, 10], high: [70, 70, 10], low: [70, 70, 10], close: [70, 70, 10] });
 * adjust(bars, [{ time: '1970-01-03', split: 7 }]).close; // 10, 10, 10
 * ```
 */
export function adjust(bars: Bars, actions: readonly CorporateAction[]): Bars {
  if (!(bars instanceof Bars)) throw new ArgumentError(`Expected \`bars\` to be Bars, was \`${show(bars)}\`.`);
  if (!Array.isArray(actions))
    throw new ArgumentError(`Expected \`actions\` to be a list of splits and dividends, was \`${show(actions)}\`.`);
  const price = new Float64Array(bars.length).fill(1);
  const shares = new Float64Array(bars.length).fill(1);
  actions.forEach((action: CorporateAction, i) => {
    checkKeys(`actions[${i}]`, action, ['time', 'split', 'dividend']);
    const { split = 1, dividend = 0 } = action;
    checkNumber(`actions[${i}].split`, split, { above: 0 });
    checkNumber(`actions[${i}].dividend`, dividend, { min: 0 });
    const from = lowerBound(bars.time, parseTime(action.time, `actions[${i}].time`));
    if (from === 0 || from === bars.length) return;
    const before = bars.close[from - 1];
    if (dividend >= before) {
      throw new DataError(`Expected \`actions[${i}].dividend\` to be below the close before it, ${before}, was ${dividend}.`);
    }
    scale(price, from, (1 - dividend / before) / split);
    scale(shares, from, split);
  });
  return scaled(bars, price, shares);
}

/** One row of a factor file: the factors that hold up to and with `time`. */
export interface PriceFactor {
  readonly time: number;
  /** What dividends multiply prices by. */
  readonly price: number;
  /** What splits multiply prices by, and volumes are divided by. */
  readonly split: number;
}

/**
 * The rows of a factor file in the format of LEAN: lines of `yyyymmdd,price factor,split factor[,reference price]`.
 *
 * @throws DataError that names the line.
 */
export function parseFactors(text: string): readonly PriceFactor[] {
  const rows: PriceFactor[] = [];
  text.split(/\r?\n/).forEach((line, i) => {
    if (!/^\d{8},/.test(line)) {
      if (/^\d/.test(line)) throw new DataError(`Expected line ${i + 1} to be a date and two factors, was \`${line}\`.`, { row: i });
      return;
    }
    const [date, price, split] = line.split(',');
    const row = { time: parseTime(date, `line ${i + 1}`), price: Number(price), split: Number(split) };
    if (!(row.price > 0 && row.split > 0))
      throw new DataError(`Expected the factors of line ${i + 1} to be above 0, was \`${line}\`.`, { row: i });
    rows.push(row);
  });
  return rows.sort((a, b) => a.time - b.time);
}

/** {@link adjust} by the rows of a factor file: each bar takes the factors of the first row that is not before its day. */
export function adjustByFactors(bars: Bars, factors: readonly PriceFactor[]): Bars {
  const price = new Float64Array(bars.length).fill(1);
  const shares = new Float64Array(bars.length).fill(1);
  let at = 0;
  for (let i = 0; i < bars.length; i++) {
    while (at < factors.length && factors[at].time < Math.floor(bars.time[i] / 86_400_000) * 86_400_000) at++;
    if (at === factors.length) break;
    price[i] = factors[at].price * factors[at].split;
    shares[i] = 1 / factors[at].split;
  }
  return scaled(bars, price, shares);
}

function scale(column: Float64Array, end: number, by: number): void {
  for (let i = 0; i < end; i++) column[i] *= by;
}

function scaled(bars: Bars, price: Float64Array, shares: Float64Array): Bars {
  const by = (column: Float64Array, factor: Float64Array): Float64Array => column.map((value, i) => value * factor[i]);
  const columns = {
    time: bars.time,
    open: by(bars.open, price),
    high: by(bars.high, price),
    low: by(bars.low, price),
    close: by(bars.close, price),
    volume: by(bars.volume, shares),
  };
  return Bars.fromColumns(columns, { interval: bars.interval, instrument: { ...bars.instrument, tickSize: 0 } });
}
