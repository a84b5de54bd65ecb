import { escapeHtml, type PageSection } from '../../charts/index.ts';
import { formatMetric, type MetricGroup, type Metrics, metricCatalog } from '../../metrics/index.ts';

const titles: Readonly<Record<MetricGroup, string>> = {
  return: 'Return',
  risk: 'Risk',
  ratio: 'Ratios',
  drawdown: 'Drawdown',
  exposure: 'Exposure and costs',
  trade: 'Trades',
  benchmark: 'Against the benchmark',
};

/** Groups that stand under each other, so that the columns end about level. */
const columns: readonly (readonly MetricGroup[])[] = [['return', 'risk', 'exposure'], ['ratio', 'drawdown', 'benchmark'], ['trade']];

/** All metrics by group; the definition of each shows on hover and on focus. */
export function metricsSection(metrics: Metrics): PageSection {
  const group = (group: MetricGroup): string => {
    const rows = metricCatalog
      .filter((entry) => entry.group === group)
      .map(
        ({ name, label, definition }) =>
          `<div tabindex="0"><dt>${escapeHtml(label)}</dt><dd>${escapeHtml(formatMetric(name, metrics[name]))}</dd><dd class="definition" role="note">${escapeHtml(definition)}</dd></div>`,
      );
    return `<div class="card metric-group"><h3>${titles[group]}</h3><dl>${rows.join('')}</dl></div>`;
  };
  const stacks = columns.map((groups) => `<div>${groups.map(group).join('')}</div>`);
  return {
    id: 'metrics',
    title: 'Metrics',
    note: 'Point at a line, or move to it with the Tab key, for its definition. n/a is undefined, not zero.',
    body: `<div class="metric-groups">${stacks.join('')}</div>`,
  };
}
