import { checkKeys, type Rng } from '../core/index.ts';
import { type LatencyModel, toLatencyModel } from '../exchange/index.ts';

/** How long data and orders travel, ms: a number, or a model that draws one for each order. */
export interface Latency {
  /** From the strategy to the venue. @default 0 */
  readonly orderMs?: number | LatencyModel;
  /** From the venue to the strategy. @default 0 */
  readonly dataMs?: number | LatencyModel;
}

/**
 * Draws how long the data that an order rests on and the order itself have travelled together, ms.
 *
 * @throws ArgumentError where an entry is unknown or no latency.
 */
export function travelOf(latency: Latency | undefined, rng: Rng): () => number {
  if (latency === undefined) return () => 0;
  checkKeys('latency', latency, ['orderMs', 'dataMs']);
  const { orderMs = 0, dataMs = 0 } = latency;
  if (typeof orderMs === 'number' && typeof dataMs === 'number') {
    const sum = toLatencyModel('latency.orderMs', orderMs).delayMs(rng) + toLatencyModel('latency.dataMs', dataMs).delayMs(rng);
    return () => sum;
  }
  const [order, data] = [toLatencyModel('latency.orderMs', orderMs), toLatencyModel('latency.dataMs', dataMs)];
  return () => data.delayMs(rng) + order.delayMs(rng);
}

/** What a latency is, in words. */
export function latencyLabel({ orderMs = 0, dataMs = 0 }: Latency): string {
  if (typeof orderMs === 'number' && typeof dataMs === 'number') return `${orderMs + dataMs} ms`;
  return `orders ${toLatencyModel('orderMs', orderMs).name}, data ${toLatencyModel('dataMs', dataMs).name}`;
}
