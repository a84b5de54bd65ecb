import { checkKeys, checkNumber, checkOneOf } from '../core/index.ts';

/** The share of equity risked by a trade, which falls smoothly as the account grows. */
export interface BalanceRisk {
  /** Share at and below the balance `from`, above 0 and at most 1. */
  readonly aggressive: number;
  /** Share that large accounts risk, above 0 and at most `aggressive`. */
  readonly conservative: number;
  /** Balance from which the share falls, quote units. */
  readonly from: number;
  /** Balance at which it has fallen: all of the way (`linear`), or all but 5 % of it (`exponential`); above `from`. */
  readonly to: number;
  /** @default 'exponential' */
  readonly decay?: 'exponential' | 'linear';
}

/** Checks a {@link BalanceRisk}. */
export function checkBalanceRisk(name: string, rule: BalanceRisk): Required<BalanceRisk> {
  checkKeys(name, rule, ['aggressive', 'conservative', 'from', 'to', 'decay']);
  const aggressive = checkNumber(`${name}.aggressive`, rule.aggressive, { above: 0, max: 1 });
  const from = checkNumber(`${name}.from`, rule.from, { min: 0 });
  return {
    aggressive,
    conservative: checkNumber(`${name}.conservative`, rule.conservative, { above: 0, max: aggressive }),
    from,
    to: checkNumber(`${name}.to`, rule.to, { above: from }),
    decay: checkOneOf(`${name}.decay`, rule.decay ?? 'exponential', ['exponential', 'linear']),
  };
}

/**
 * The share of equity to risk at a balance.
 *
 * linear: from aggressive at `from` to conservative at `to` and beyond; exponential: conservative + (aggressive - conservative) x
 * exp(-3 (balance - from) / (to - from)), 3 being about log(20)
 *
 * @param balance equity of the account, quote units.
 * @throws ArgumentError where a field is out of range.
 * @example
 * ```ts
 * import { riskAtBalance } from 'barwright/risk';
 * const rule = { aggressive: 0.03, conservative: 0.005, from: 10_000, to: 110_000, decay: 'linear' } as const;
 * riskAtBalance(rule, 60_000); // 0.0175
 * ```
 */
export function riskAtBalance(rule: BalanceRisk, balance: number): number {
  const { aggressive, conservative, from, to, decay } = checkBalanceRisk('balanceRisk', rule);
  const way = Math.max(0, balance - from) / (to - from);
  const left = decay === 'linear' ? 1 - Math.min(1, way) : Math.exp(-Math.log(20) * way);
  return conservative + (aggressive - conservative) * left;
}
