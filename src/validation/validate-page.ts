import { escapeHtml, type PageSection, page } from '../charts/index.ts';
import { changeText, dayText, percentText, ratioText } from './figures.ts';
import { freeOfCosts } from './free-of-costs.ts';
import { openingOf, validationStyle } from './page-parts.ts';
import { countsOf } from './validate-check.ts';
import type { CheckRule } from './validate-checks.ts';
import { picturesOf } from './validate-pictures.ts';
import { boundText, figureText, headlineOf, markOf, sentence, subjectOf } from './validate-summary.ts';
import type { Verdict } from './validate-verdict.ts';

const style = `${validationStyle}
.checks td:nth-child(5){max-width:64ch;text-wrap:pretty}
.checks .mark{font-size:12px;font-weight:600;white-space:nowrap;border:1px solid currentColor;border-radius:99px;padding:1px 9px}
.section>.card+.card{margin-top:16px}
.checks .cited{color:var(--soft);font-size:12.5px;margin-top:4px}
`;

const shortReasons = 5;

/** A verdict as a page. */
export async function verdictPage<P extends object>(verdict: Verdict<P>, rules: readonly CheckRule[]): Promise<string> {
  const { strategy, symbols, passed, checks, isFree, luck, evidence } = verdict;
  const { metrics, time } = evidence.result;
  const { failed, unknown, advice } = countsOf(checks);
  const required = checks.filter((check) => check.required).length;
  const lines = [...(isFree ? [freeOfCosts] : []), headlineOf(verdict), ...reasonsShort(verdict)];
  return page({
    title: `${strategy}${symbols.length === 0 ? '' : ` on ${symbols.join(', ')}`}: ${passed ? 'passed' : 'failed'}`,
    eyebrow: 'Verdict',
    lead: `${subjectOf(verdict)} · ${dayText(time[0])} to ${dayText(time[time.length - 1])}`,
    opening: openingOf(lines, !passed, [
      [
        'Required checks passed',
        `${required - failed - unknown} of ${required}`,
        unknown > 0
          ? `${unknown} could not be run`
          : advice === 0
            ? 'no advice beside them'
            : `and ${advice} that ${advice === 1 ? 'gives' : 'give'} advice`,
      ],
      ['Sharpe ratio', ratioText(metrics.sharpe), 'a year, of the run that was judged'],
      ['Truly more than luck', percentText(luck.deflatedSharpe), `deflated by ${luck.trials.toLocaleString('en')} trials`],
      ['Total return', changeText(metrics.totalReturn), `drawdown ${changeText(metrics.maxDrawdown)}`],
      ['Trades', metrics.tradeCount.toLocaleString('en'), 'closed'],
    ]),
    sections: [checksSection(verdict, rules), ...picturesOf(evidence, rules)],
    style,
  });
}

/** The first reasons: the table of checks has them all. */
function reasonsShort<P extends object>({ reasons }: Verdict<P>): readonly string[] {
  const left = reasons.length - shortReasons;
  return [...reasons.slice(0, shortReasons), ...(left > 0 ? [`And ${left} more, see the checks.`] : [])];
}

const tones = { passed: 'gain', waived: 'gain', FAILED: 'loss', advice: 'soft', UNKNOWN: 'loss', unknown: 'soft' } as const;

function checksSection<P extends object>({ checks, leftOut }: Verdict<P>, rules: readonly CheckRule[]): PageSection {
  const rows = checks.map((check, k) => {
    const rule = rules[k];
    const mark = markOf(check);
    return `<tr id="check-${check.name}"><th scope="row"><code>${check.name}</code></th><td><span class="mark ${tones[mark as keyof typeof tones]}">${mark}</span></td><td class="number">${figureText(check.figure, rule)}</td><td class="number">${escapeHtml(boundText(rule))}</td><td>${escapeHtml(check.meaning)}<p class="cited">${escapeHtml(`${sentence(rule.figure)}. ${check.source}`)}</p></td></tr>`;
  });
  const off = leftOut.length === 0 ? '' : ` Left out by the caller: ${leftOut.join(', ')}.`;
  return {
    id: 'checks',
    title: 'Checks',
    note: `What each check asks, what it found, and where its threshold comes from. The gate hangs on all that are required; the others give advice.${off}`,
    body: `<div class="card scroller checks"><table><thead><tr><th scope="col">Check</th><th scope="col"></th><th scope="col" class="number">Figure</th><th scope="col" class="number">Asked</th><th scope="col">Meaning</th></tr></thead><tbody>${rows.join('')}</tbody></table></div>`,
  };
}
