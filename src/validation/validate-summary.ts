import { alignedText } from '../core/index.ts';
import { paramsText, percentText, ratioText } from './figures.ts';
import { freeOfCosts } from './free-of-costs.ts';
import { type Check, countsOf } from './validate-check.ts';
import type { CheckRule } from './validate-checks.ts';
import type { Verdict } from './validate-verdict.ts';

/** The verdict in a sentence. */
export function headlineOf<P extends object>({ strategy, symbols, passed, checks }: Verdict<P>): string {
  const name = `${strategy}${symbols.length === 0 ? '' : ` on ${symbols.join(', ')}`}`;
  const { failed, unknown } = countsOf(checks);
  const all = checks.filter(({ required }) => required).length;
  if (passed) return `PASSED: ${name} meets all ${all} required checks.`;
  const parts = [
    ...(failed > 0 ? [`${failed} of ${all} required checks failed`] : []),
    ...(unknown > 0 ? [`${unknown} could not be run`] : []),
  ];
  return `FAILED: ${name}: ${parts.join(', ')}.`;
}

/** What was judged, in a line. */
export function subjectOf<P extends object>({ params, luck, objective, seed, evidence }: Verdict<P>): string {
  const { trials, before } = luck;
  const named = Object.keys(params).length === 0 ? 'no parameters' : paramsText(params);
  const earlier = before > 0 ? `, and ${before.toLocaleString('en')} before them on the same data` : '';
  const found =
    objective === undefined
      ? `not searched here; ${trials.toLocaleString('en')} ${trials === 1 ? 'trial, as nothing else was told' : 'trials were told'}${earlier}`
      : `the best of ${trials.toLocaleString('en')} trials by ${objective}${earlier}`;
  const { time } = evidence.result;
  return `${named}: ${found}; ${time.length.toLocaleString('en')} bars; seed ${seed}`;
}

/** A verdict as an aligned text. */
export function verdictSummary<P extends object>(verdict: Verdict<P>, rules: readonly CheckRule[]): string {
  const { checks, reasons, leftOut, isFree, executor } = verdict;
  const advice = checks.filter(({ required, passed }) => !required && passed === false);
  return [
    ...(isFree ? [freeOfCosts, ''] : []),
    headlineOf(verdict),
    subjectOf(verdict),
    ...(executor.note === undefined ? [] : [`Run in this thread: ${executor.note}`]),
    '',
    ...alignedText([
      ['Check', '', 'Figure', 'Asked'],
      ...checks.map((check, k) => [check.name, markOf(check), figureText(check.figure, rules[k]), boundText(rules[k])]),
    ]),
    ...listed('Why not:', reasons),
    ...listed(
      'Advice:',
      advice.map(({ name, meaning }) => `${name}: ${meaning}`),
    ),
    ...(leftOut.length === 0 ? [] : ['', `Left out by the caller: ${leftOut.join(', ')}.`]),
  ].join('\n');
}

function listed(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', title, ...lines.map((line) => `- ${line}`)];
}

/** What became of a check, in a word. */
export function markOf({ passed, required, waived }: Pick<Check, 'passed' | 'required' | 'waived'>): string {
  if (waived !== null) return 'waived';
  if (passed === 'unknown') return required ? 'UNKNOWN' : 'unknown';
  if (passed) return 'passed';
  return required ? 'FAILED' : 'advice';
}

/** A figure as it is printed: with more digits where it would else read as the threshold that it misses. */
export function figureText(figure: number | null, rule: CheckRule): string {
  if (figure === null) return 'n/a';
  const { threshold } = rule;
  const digits = [0, 1, 2, 3].find((more) => figure === threshold || printed(figure, rule, more) !== printed(threshold, rule, more)) ?? 3;
  return printed(figure, rule, digits);
}

function printed(figure: number, { format }: CheckRule, more: number): string {
  if (format === 'count') return figure.toLocaleString('en');
  if (format === 'ratio') return more === 0 ? ratioText(figure) : figure.toFixed(2 + more);
  const isSmall = Math.abs(figure) < 0.1 && figure !== 0;
  return more === 0 && !isSmall ? percentText(figure) : `${(100 * figure).toFixed(Math.max(1, more))} %`;
}

/** What a figure is asked to be. */
export function boundText(rule: CheckRule): string {
  return `${rule.bound === 'min' ? '>=' : '<='} ${printed(rule.threshold, rule, 0)}`;
}

/** Words with a capital letter. */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
