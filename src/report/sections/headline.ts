import { type BacktestResult, luckNote } from '../../backtest/index.ts';
import { escapeHtml, sparkline } from '../../charts/index.ts';
import { formatMetric } from '../../metrics/index.ts';
import { countedOf } from '../counted.ts';
import { moneyText, signedPercent } from '../result-text.ts';
import { verdictOf } from '../verdict.ts';

/** The figures that are read first, the verdict and the warnings. */
export function headline(result: BacktestResult): string {
  const { metrics, benchmark, warnings, ruin } = result;
  const tile = (label: string, value: string, note: string): string =>
    `<div class="tile"><dt>${escapeHtml(label)}</dt><dd>${escapeHtml(value)}</dd><dd class="under">${escapeHtml(note)}</dd></div>`;
  const text = (name: Parameters<typeof formatMetric>[0]): string => formatMetric(name, metrics[name]);
  const costs = metrics.feesPaid + metrics.slippagePaid;
  const tiles = [
    tile('CAGR', signedPercent(metrics.cagr), `volatility ${text('volatility')} a year`),
    tile('Sharpe ratio', text('sharpe'), luckNote(result.luck)),
    tile('Max drawdown', signedPercent(metrics.maxDrawdown), `longest ${text('maxDrawdownDuration')}`),
    tile('Trades', text('tradeCount'), `in market ${text('exposure')} of time`),
    tile('Win rate', text('winRate'), `profit factor ${text('profitFactor')}`),
    tile('Costs paid', moneyText(costs), `of that slippage ${moneyText(metrics.slippagePaid)}`),
  ];
  const verdict = verdictOf(result);
  return [
    '<div class="headline">',
    hero(result, benchmark === undefined ? undefined : metrics.benchmarkReturn),
    `<dl class="tiles">${tiles.join('')}</dl>`,
    '</div>',
    `<div class="verdict${ruin === undefined ? '' : ' ruined'}"><p class="judgement">${escapeHtml(verdict.judgement)}</p><p>${escapeHtml(verdict.luck)}</p><p>${escapeHtml(verdict.basis)}</p>`,
    warnings.length === 0
      ? ''
      : `<ul>${warnings.map((warning) => `<li>${escapeHtml(warning).replace(/`([^`]+)`/g, '<code>$1</code>')}</li>`).join('')}</ul>`,
    '</div>',
  ].join('');
}

function hero(result: BacktestResult, benchmarkReturn: number | undefined): string {
  const { metrics, benchmark, from } = result;
  const { equity, startingCash } = countedOf(result);
  const last = equity.length === 0 ? startingCash : equity[equity.length - 1];
  const tone = metrics.totalReturn < 0 ? 'loss' : metrics.totalReturn > 0 ? 'gain' : 'soft';
  const against = benchmark === undefined ? {} : { against: benchmark.equity.subarray(from) };
  return [
    '<div class="hero">',
    `<dl><dt>Total return</dt><dd class="figure ${tone}">${signedPercent(metrics.totalReturn)}</dd>`,
    `<dd class="under">${moneyText(startingCash)} became ${moneyText(last)}</dd>`,
    benchmark === undefined ? '' : `<dd class="under">${escapeHtml(benchmark.name)} ${signedPercent(benchmarkReturn ?? Number.NaN)}</dd>`,
    '</dl>',
    sparkline(equity, { label: 'Equity at a glance', tone, height: 92, ...against }),
    '</div>',
  ].join('');
}
