import { checkNumber, checkOneOf, madeBy } from '../../core/index.ts';

/** Where in the queue of its price level a resting order stands, when others cancel. */
export interface QueueModel {
  readonly name: string;
  /** Chance that a unit which left the level without a trade stood behind the order, by what stands before and behind it. */
  behind(front: number, back: number): number;
}

/**
 * All who cancel stand behind: an order moves up by trades alone, and where the level shrinks below what was before it. The most careful.
 *
 * @example
 * ```ts
 * import { riskAverseQueue } from 'barwright/exchange';
 * riskAverseQueue().behind(5, 5); // 1
 * ```
 * Source: hftbacktest, `RiskAverseQueueModel`.
 */
export function riskAverseQueue(): QueueModel {
  return madeBy('riskAverseQueue', [], { name: 'risk-averse queue', behind: () => 1 });
}

/**
 * Who cancels stands behind with a chance that grows with the power of how much stands there.
 *
 * `sum`: b^n / (b^n + f^n); `total`: b^n / (b + f)^n; `front`: 1 - (f / (f + b))^n, with f before and b behind.
 *
 * @param exponent above 0. @default 3
 * @param form `@default 'sum'`
 * @throws ArgumentError where the exponent is not above 0.
 * @example
 * ```ts
 * import { powerQueue } from 'barwright/exchange';
 * powerQueue(2).behind(1, 3); // 0.9
 * ```
 * Source: Rigtorp, "Estimating order queue position" (2013); hftbacktest, `PowerProbQueueFunc`, `2` and `3`.
 */
export function powerQueue(exponent: number = 3, form: 'sum' | 'total' | 'front' = 'sum'): QueueModel {
  checkNumber('exponent', exponent, { above: 0 });
  checkOneOf('form', form, ['sum', 'total', 'front']);
  const forms = {
    sum: (front: number, back: number) => back ** exponent / (back ** exponent + front ** exponent),
    total: (front: number, back: number) => back ** exponent / (back + front) ** exponent,
    front: (front: number, back: number) => 1 - (front / (front + back)) ** exponent,
  };
  return madeBy('powerQueue', [exponent, form], { name: `power queue (${form}, ${exponent})`, behind: forms[form] });
}

/**
 * Who cancels stands behind with a chance that grows with the logarithm of how much stands there.
 *
 * `sum`: ln(1 + b) / (ln(1 + b) + ln(1 + f)); `total`: ln(1 + b) / ln(1 + b + f), with f before and b behind.
 *
 * @param form `@default 'sum'`
 * @throws ArgumentError where the form is unknown.
 * @example
 * ```ts
 * import { logQueue } from 'barwright/exchange';
 * logQueue().behind(4, 4); // 0.5
 * ```
 * Source: Rigtorp, "Estimating order queue position" (2013); hftbacktest, `LogProbQueueFunc` and `2`.
 */
export function logQueue(form: 'sum' | 'total' = 'sum'): QueueModel {
  checkOneOf('form', form, ['sum', 'total']);
  const forms = {
    sum: (front: number, back: number) => Math.log1p(back) / (Math.log1p(back) + Math.log1p(front)),
    total: (front: number, back: number) => Math.log1p(back) / Math.log1p(back + front),
  };
  return madeBy('logQueue', [form], { name: `log queue (${form})`, behind: forms[form] });
}

/**
 * What stands before an order once its level has gone from `before` to `now` units, `traded` of them by trades that it has seen already.
 *
 * front' = min(now, front - (1 - p) left + min(back - p left, 0)), with left = before - now - traded and p the chance of the model that a
 * unit which left stood behind. What traded stands nowhere: back = before - traded - front, where hftbacktest leaves it behind the order.
 *
 * Source: hftbacktest, `ProbQueueModel`; Rigtorp, "Estimating order queue position" (2013).
 */
export function frontAfter(model: QueueModel, front: number, before: number, now: number, traded: number): number {
  const cancelled = before - now - traded;
  if (!(cancelled > 0)) return Math.min(front, now);
  const back = Math.max(0, before - traded - front);
  const chance = model.behind(front, back);
  const behind = Number.isNaN(chance) ? 1 : chance;
  const moved = front - (1 - behind) * cancelled + Math.min(back - behind * cancelled, 0);
  return Math.max(0, Math.min(moved, now));
}
