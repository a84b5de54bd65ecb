import type { BacktestResult } from '../../backtest/index.ts';
import type { PageSection } from '../../charts/index.ts';
import { formatDuration } from '../../core/index.ts';
import { drawdowns } from '../../metrics/index.ts';
import { countedOf } from '../counted.ts';
import { dayText, signedPercent } from '../result-text.ts';

const shown = 10;

/** The deepest falls below a peak. */
export function drawdownsSection(result: BacktestResult): PageSection {
  const { time, equity, startingCash } = countedOf(result);
  const table = drawdowns(equity, time, startingCash, { top: shown });
  const rows = Array.from(table, ({ depth, startTime, troughTime, endTime, decline, recovery, duration, status }, i) => {
    const end = status === 'active' ? '<span class="soft">not yet</span>' : dayText(endTime);
    return `<tr><td>${i + 1}</td><td class="number loss">${signedPercent(depth)}</td><td>${dayText(startTime)}</td><td>${dayText(troughTime)}</td><td>${end}</td><td class="number">${spanText(decline)}</td><td class="number">${spanText(recovery)}</td><td class="number">${spanText(duration)}</td></tr>`;
  });
  const head =
    '<tr><th scope="col">#</th><th scope="col" class="number">Depth</th><th scope="col">Peak</th><th scope="col">Trough</th><th scope="col">Recovered</th><th scope="col" class="number">Fall</th><th scope="col" class="number">Recovery</th><th scope="col" class="number">In all</th></tr>';
  const body =
    rows.length === 0
      ? '<p class="card soft">Equity never closed below its highest value.</p>'
      : `<div class="card scroller" tabindex="0" role="group" aria-label="Drawdowns"><table class="drawdowns"><thead>${head}</thead><tbody>${rows.join('')}</tbody></table></div>`;
  return { id: 'drawdowns', title: 'Drawdowns', note: `The deepest ${shown} falls below a peak, measured at closes.`, body };
}

function spanText(ms: number): string {
  return Number.isNaN(ms) ? '<span class="soft">–</span>' : formatDuration(ms);
}
