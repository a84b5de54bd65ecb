import { type IndicatorCall, type IndicatorScope, StrategyError, show, withScope } from '../core/index.ts';
import type { Bars } from '../market/index.ts';
import type { SignalStrategy, Signals } from '../strategy/index.ts';
import type { NotedIndicator } from './result.ts';

/** Computes the signals on a fresh instance; notes the indicators that it calls, where a list is given. */
export function answer(strategy: SignalStrategy, name: string, bars: Bars, indicators?: NotedIndicator[]): Signals {
  const Class = strategy.constructor as new (params: object) => SignalStrategy;
  let signals: Signals;
  try {
    const fresh = new Class(strategy.params);
    const ask = (): Signals => fresh.signals(bars, fresh.params as never);
    signals = indicators === undefined ? ask() : withScope(notingIn(indicators, bars), ask);
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    throw new StrategyError(`${name}.signals threw${bars.symbol === '' ? '' : ` for ${bars.symbol}`}: ${text}`, { cause: error });
  }
  if (typeof signals !== 'object' || signals === null) {
    throw new StrategyError(`Expected ${name}.signals to return an object of columns, was \`${show(signals)}\`.`);
  }
  return signals;
}

function notingIn(indicators: NotedIndicator[], bars: Bars): IndicatorScope {
  return { find: () => undefined, add: (call) => noteIndicator(call, bars, indicators) };
}

function noteIndicator(call: IndicatorCall, bars: Bars, indicators: NotedIndicator[]): void {
  const parameters = Object.values(call.parameters).filter((value) => typeof value === 'number');
  const label = parameters.length === 0 ? call.name : `${call.name}(${parameters.join(', ')})`;
  const outputs = call.output instanceof Float64Array ? { [call.name]: call.output } : (call.output as Record<string, unknown>);
  for (const [output, values] of Object.entries(outputs)) {
    if (!(values instanceof Float64Array) || values.length !== bars.length) continue;
    indicators.push({ symbol: bars.symbol, name: call.name, label: output === call.name ? label : `${label} ${output}`, output, values });
  }
}
