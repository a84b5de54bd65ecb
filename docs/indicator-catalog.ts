import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { catalog, type IndicatorEntry, type IndicatorGroup } from 'barwright/indicators';

const guide = fileURLToPath(new URL('./guides/indicator-catalog.md', import.meta.url));
const between = /(<!-- catalog:start -->\n)[\s\S]*(<!-- catalog:end -->)/;
export const groupTitles: Readonly<Record<IndicatorGroup, string>> = {
  overlap: 'Averages, bands and stops on the price',
  momentum: 'Momentum',
  volatility: 'Volatility',
  volume: 'Volume',
  flow: 'Order flow and perpetuals',
  price: 'Prices and levels',
  cycle: 'Cycles and filters',
  statistic: 'Statistics',
  math: 'Mathematics',
  chart: 'Candles and swings',
  pattern: 'Candle patterns',
};

function parametersOf({ parameters }: IndicatorEntry): string {
  return Object.entries(parameters)
    .map(([name, of]) => `\`${name}\` ${of.default}`)
    .join(', ');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '\\<');
}

/** The guide to the catalog with a table a group, as the catalog has them. */
export function catalogGuide(text: string = readFileSync(guide, 'utf8')): string {
  const sections = (Object.keys(groupTitles) as IndicatorGroup[]).map((group) => {
    const rows = catalog.list({ group }).map((entry) => {
      const formula = group === 'pattern' ? '' : ` \`${cell(entry.formula)}\``;
      const outputs = entry.outputs.length === 1 ? '' : ` Gives ${entry.outputs.map((output) => `\`${output}\``).join(', ')}.`;
      const parameters = group === 'pattern' ? '' : parametersOf(entry);
      return `| \`${entry.name}\` | ${cell(entry.definition)}${outputs}${formula} | ${parameters} | ${cell(entry.source)} |`;
    });
    return `## ${groupTitles[group]}\n\n| name | definition | parameters | source |\n|---|---|---|---|\n${rows.join('\n')}\n`;
  });
  return text.replace(between, (_, start, end) => `${start}\n${sections.join('\n')}\n${end}`);
}

// npx tsx docs/indicator-catalog.ts writes the tables anew.
if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(guide, catalogGuide());
