import { ArgumentError, show } from '../core/index.ts';
import { Bars, Panel } from '../market/index.ts';
import type { Feed } from './feeds.ts';

/** One instrument, several by symbol or as a list, or a panel; for event strategies also ticks by symbol. */
export type BacktestData = Bars | readonly Bars[] | Readonly<Record<string, Bars>> | Readonly<Record<string, Feed>> | Panel;

/** The instruments of the data, not checked yet. */
export function instrumentsOf(data: BacktestData): readonly Bars[] {
  if (data instanceof Bars) return [data];
  if (data instanceof Panel) return data.bars;
  return Array.isArray(data) ? (data as readonly Bars[]) : namedBars(data as Record<string, Bars>);
}

function namedBars(data: Readonly<Record<string, Bars>>): readonly Bars[] {
  if (typeof data !== 'object' || data === null)
    throw new ArgumentError(`Expected \`data\` to be Bars, a list or record of Bars, or a Panel, was \`${show(data)}\`.`);
  return Object.entries(data).map(([symbol, bars]) =>
    bars instanceof Bars && bars.symbol !== symbol ? bars.withInstrument({ symbol }) : bars,
  );
}
