import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type MetricEntry, metricCatalog } from 'barwright/metrics';

const guide = fileURLToPath(new URL('./guides/metrics.md', import.meta.url));
const between = /(<!-- metrics:start -->\n)[\s\S]*(<!-- metrics:end -->)/;
const titles: Readonly<Record<MetricEntry['group'], string>> = {
  return: 'Return',
  risk: 'Risk',
  ratio: 'Ratios',
  drawdown: 'Drawdown',
  exposure: 'Exposure and costs',
  trade: 'Trades',
  benchmark: 'Against the benchmark',
};

/** The guide to metrics with the table of all metrics as the catalog has them. */
export function metricsGuide(text: string = readFileSync(guide, 'utf8')): string {
  const groups = [...new Set(metricCatalog.map((entry) => entry.group))];
  const sections = groups.map((group) => {
    const rows = metricCatalog
      .filter((entry) => entry.group === group)
      .map((entry) => `| \`${entry.name}\` | ${entry.label} | ${entry.definition} |`);
    return `### ${titles[group]}\n\n| name | | definition |\n|---|---|---|\n${rows.join('\n')}\n`;
  });
  return text.replace(between, (_, start, end) => `${start}\n${sections.join('\n')}\n${end}`);
}

// npx tsx docs/metrics-table.ts writes the table anew.
if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(guide, metricsGuide());
