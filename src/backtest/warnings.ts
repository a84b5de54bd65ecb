import { formatTime } from '../core/index.ts';
import { type Bars, missingBars } from '../market/index.ts';
import type { AccountsRun } from './accounts.ts';

/** What a reader of the result must know before believing it. */
export function warningsOf(run: AccountsRun, markets: readonly Bars[]): readonly string[] {
  const warnings: string[] = [];
  const { ruin, fillCount, orders, ambiguous } = run;
  if (ruin !== undefined) {
    const beyond = ruin.shortfall > 0 ? ` A loss of ${ruin.shortfall.toFixed(2)} beyond the capital was written off.` : '';
    warnings.push(`The account was ruined at ${formatTime(ruin.time)}; the run stopped there.${beyond}`);
  }
  if (fillCount === 0) warnings.push('No order was filled.');
  for (const [code, count] of orders.rejections()) warnings.push(`${count} order${count === 1 ? ' was' : 's were'} rejected: ${code}.`);
  if (ambiguous.length > 0) {
    warnings.push(
      `${ambiguous.length} bar${ambiguous.length === 1 ? '' : 's'} hung on the intrabar rule: run \`scenarios\` or give finer bars.`,
    );
  }
  const missing = markets.reduce((sum, bars) => sum + missingOf(bars), 0);
  if (missing > 0) warnings.push(`The data lack ${missing} bar${missing === 1 ? '' : 's'}; nothing fills inside a gap.`);
  return warnings;
}

function missingOf({ gaps, instrument, intervalMs }: Bars): number {
  return gaps.reduce((sum, { from, to }) => sum + missingBars(instrument.calendar, intervalMs, from, to), 0);
}
