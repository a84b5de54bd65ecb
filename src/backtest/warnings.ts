import { dayMs, formatTime } from '../core/index.ts';
import { type Bars, missingBars } from '../market/index.ts';
import type { AccountsRun } from './accounts.ts';
import type { Ruin } from './signals-engine.ts';

/** What a reader of the result must know before believing it. */
export function warningsOf(run: AccountsRun, markets: readonly Bars[]): readonly string[] {
  const warnings: string[] = [];
  const { ruin, ruined, fillCount, orders, ambiguous } = run;
  if (ruin !== undefined) warnings.push(ruinText('The account', ruin));
  else for (const account of ruined) warnings.push(ruinText(`The account of ${account.symbol}`, account.ruin));
  if (fillCount === 0) warnings.push('No order was filled.');
  for (const [code, count] of orders.rejections()) warnings.push(`${count} order${count === 1 ? ' was' : 's were'} rejected: ${code}.`);
  if (ambiguous.length > 0) {
    warnings.push(
      `${ambiguous.length} bar${ambiguous.length === 1 ? '' : 's'} hung on the intrabar rule: run \`scenarios\` or give finer bars.`,
    );
  }
  const weekdays = markets.filter(skipsWeekends);
  if (weekdays.length > 0) {
    const names = weekdays.map((bars) => bars.symbol || 'the data').join(', ');
    warnings.push(
      `No bar of ${names} lies on a weekend, and a year is taken for 365 days: give \`instrument: { calendar: 'us-equity' }\` or 'fx'.`,
    );
    return warnings;
  }
  const missing = markets.reduce((sum, bars) => sum + missingOf(bars), 0);
  if (missing > 0) warnings.push(`The data lack ${missing} bar${missing === 1 ? '' : 's'}; nothing fills inside a gap.`);
  return warnings;
}

function ruinText(account: string, { time, shortfall }: Ruin): string {
  const beyond = shortfall > 0 ? ` A loss of ${shortfall.toFixed(2)} beyond the capital was written off.` : '';
  return `${account} was ruined at ${formatTime(time)}; the run stopped there.${beyond}`;
}

/** Whether bars on the calendar without holidays span three weeks or more and none opens on a Saturday. */
function skipsWeekends({ instrument, intervalMs, length, time }: Bars): boolean {
  if (instrument.calendar !== '24x7' || intervalMs > dayMs || length === 0 || time[length - 1] - time[0] < 21 * dayMs) return false;
  return time.every((open) => new Date(open).getUTCDay() !== 6);
}

function missingOf({ gaps, instrument, intervalMs }: Bars): number {
  return gaps.reduce((sum, { from, to }) => sum + missingBars(instrument.calendar, intervalMs, from, to), 0);
}
