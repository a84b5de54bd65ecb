import { formatTime } from '../core/index.ts';
import type { Bars } from '../market/index.ts';
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
  const gaps = markets.reduce((sum, bars) => sum + (bars.instrument.calendar === '24x7' ? bars.gaps.length : 0), 0);
  if (gaps > 0) warnings.push(`The data have ${gaps} gap${gaps === 1 ? '' : 's'}; nothing fills inside a gap.`);
  return warnings;
}
