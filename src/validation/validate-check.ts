import type { CheckName, CheckRule, ValidateLayer } from './validate-checks.ts';
import type { Finding } from './validate-gate.ts';

/** One check of a verdict. */
export interface Check {
  readonly name: CheckName;
  readonly layer: ValidateLayer;
  /** What was found; null where it could not be reckoned. */
  readonly figure: number | null;
  readonly threshold: number;
  /** Whether the figure is to be at least the threshold, or at most. */
  readonly bound: 'min' | 'max';
  /** `'unknown'`: it could not be run; `meaning` says why. */
  readonly passed: boolean | 'unknown';
  /** Why it passes whatever its figure; null where the figure decides. */
  readonly waived: string | null;
  /** Whether the gate hangs on it. */
  readonly required: boolean;
  /** What it asks and what the figure says, or why there is none, in plain words. */
  readonly meaning: string;
  readonly source: string;
}

/** How many checks passed, failed and could not be run; those that give advice apart. */
export function countsOf(checks: readonly Check[]): {
  readonly passed: number;
  readonly failed: number;
  readonly unknown: number;
  readonly advice: number;
} {
  const required = checks.filter((check) => check.required);
  const count = (of: Check['passed']): number => required.filter(({ passed }) => passed === of).length;
  const advice = checks.filter((check) => !check.required && check.passed === false).length;
  return { passed: count(true), failed: count(false), unknown: count('unknown'), advice };
}

/** A finding held against its rule. */
export function checkOf(rule: CheckRule, finding: Finding | undefined): Check {
  const { name, layer, threshold, bound, required, question, source } = rule;
  const figure = finding?.figure ?? Number.NaN;
  const waived = finding?.waived ?? null;
  const isMet = bound === 'min' ? figure >= threshold : figure <= threshold;
  return Object.freeze({
    name,
    layer,
    figure: Number.isFinite(figure) ? figure : null,
    threshold,
    bound,
    passed: waived !== null || (Number.isNaN(figure) ? 'unknown' : isMet),
    waived,
    required,
    meaning: [question, finding?.says ?? 'It was not run.', ...(waived === null ? [] : [waived])].join(' '),
    source,
  });
}
