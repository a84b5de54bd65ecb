// npx tsx docs/validation-table.ts writes the table of checks anew.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type CheckRule, validateChecks } from 'barwright/validation';

const guide: string = fileURLToPath(new URL('./guides/validation.md', import.meta.url));
const between = /(<!-- checks:start -->\n)[\s\S]*(<!-- checks:end -->)/;

/** The guide to validation with the table of checks as the code has them. */
export function validationGuide(text: string = readFileSync(guide, 'utf8')): string {
  const rows = validateChecks.map(
    (rule) =>
      `| \`${rule.name}\` | \`${rule.layer}\` | ${rule.question} | ${asked(rule)}${rule.required ? '' : ' (advice)'} | ${rule.source} |`,
  );
  const head = '| check | layer | what it asks | default | source |\n|---|---|---|---|---|';
  return text.replace(between, (_, start, end) => `${start}\n${head}\n${rows.join('\n')}\n\n${end}`);
}

/** The figure and what it is to be: `closed trades >= 30`. */
function asked({ figure, bound, threshold, format }: CheckRule): string {
  const value = format === 'share' ? `${100 * threshold} %` : String(threshold);
  return `${figure} ${bound === 'min' ? '>=' : '<='} ${value}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(guide, validationGuide());
