import type { BacktestResult } from '../../backtest/index.ts';
import { escapeHtml, type PageSection } from '../../charts/index.ts';

/** What is needed to make the same run again. */
export function provenanceSection({ manifest }: BacktestResult): PageSection {
  return {
    id: 'manifest',
    title: 'Manifest',
    note: 'All that is needed to make the same run again, with a hash of the data.',
    body: `<details class="card"><summary>Show the manifest</summary><pre tabindex="0">${escapeHtml(JSON.stringify(manifest, undefined, 2))}</pre></details>`,
  };
}
