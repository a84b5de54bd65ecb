import { ArgumentError, checkKeys, checkNumber, type ScalarOrColumn, show } from '../core/index.ts';
import { type LevelKind, levelKinds, levelPrice, type Setting, setting, settingAt } from '../exchange/index.ts';

/**
 * Where a stop or a target lies. Exactly one of:
 * - `{ fraction }`: share of the base price away from it;
 * - `{ distance, multiple }`: price distance, such as an ATR column times 2 (`multiple` is 1 by default);
 * - `{ price }`: the price itself.
 *
 * Each is a number, or a column read at the decision bar; NaN means none for that entry.
 */
export type Level =
  | { readonly fraction: ScalarOrColumn }
  | { readonly distance: ScalarOrColumn; readonly multiple?: number }
  | { readonly price: ScalarOrColumn };

/** A checked {@link Level}. */
export interface LevelRule {
  readonly kind: LevelKind;
  readonly value: Setting;
  readonly multiple: number;
}

/** Checks a {@link Level}. */
export function toLevelRule(name: string, level: Level): LevelRule {
  if (typeof level === 'number') {
    throw new ArgumentError(
      `Expected \`${name}\` to say what ${level} means: { fraction: ${level} }, { distance: ${level} } or { price: ${level} }.`,
    );
  }
  checkKeys(name, level, ['fraction', 'distance', 'multiple', 'price']);
  const given = (['fraction', 'distance', 'price'] as const).filter((field) => field in level);
  if (given.length !== 1) {
    throw new ArgumentError(`Expected \`${name}\` to have exactly one of fraction, distance, price, was \`${show(level)}\`.`);
  }
  const field = given[0];
  const fields = level as { readonly [name in typeof field]?: ScalarOrColumn } & { readonly multiple?: number };
  if (fields.multiple !== undefined && field !== 'distance') {
    throw new ArgumentError(`\`${name}.multiple\` goes with \`distance\` only, was given with \`${field}\`.`);
  }
  return {
    kind: levelKinds[field],
    value: setting(`${name}.${field}`, fields[field] as ScalarOrColumn, field === 'fraction' ? { above: 0 } : { min: 0 }),
    multiple: checkNumber(`${name}.multiple`, fields.multiple ?? 1, { above: 0 }),
  };
}

/** The number of a level at its decision bar, in the unit of its kind. */
export function levelValue(rule: LevelRule, decided: number): number {
  return settingAt(rule.value, decided) * rule.multiple;
}

/** The price of a level for a position at `base`; `sign` is 1 above and -1 below. */
export function levelAt(rule: LevelRule, decided: number, base: number, sign: number): number {
  return levelPrice(rule.kind, levelValue(rule, decided), base, sign, 0);
}
