// Writes the codes of refused orders into the guide: npx tsx docs/reject-codes.ts
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { rejectReasons } from 'barwright/market';

const guide = fileURLToPath(new URL('./guides/event-strategies.md', import.meta.url));
const between = /(<!-- codes:start -->\n)[\s\S]*(<!-- codes:end -->)/;

/** The guide with the table of codes, as the source has them. */
export function rejectCodesGuide(text: string = readFileSync(guide, 'utf8')): string {
  const rows = Object.entries(rejectReasons).map(([code, reason]) => `| \`${code}\` | ${reason} |`);
  return text.replace(between, (_, start, end) => `${start}| code | why |\n|---|---|\n${rows.join('\n')}\n${end}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(guide, rejectCodesGuide());
