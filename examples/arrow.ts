// Bars from an Arrow table and back, without copying a price.

import { makeTable, tableFromIPC, tableToIPC } from 'apache-arrow';
import { Bars, backtest, crossedAbove, crossedBelow, defineStrategy, sma, syntheticBars } from 'barwright';

// A table from anywhere: a file, DuckDB, Polars, pyarrow.
const source = syntheticBars({ seed: 9, length: 5_000, interval: '1h' });
const { time, open, high, low, close, volume } = source;
const table = tableFromIPC(tableToIPC(makeTable({ time, open, high, low, close, volume })));

const bars = Bars.fromArrow(table, { symbol: 'SYNTH' });
const isShared = bars.close.buffer === table.getChild('close')?.toArray().buffer;
console.log(`${bars.length} bars of ${bars.interval}; the memory is ${isShared ? 'shared' : 'copied'}`);

const MaCross = defineStrategy({
  signals({ close }) {
    const [fast, slow] = [sma(close, 20), sma(close, 100)];
    return { entries: crossedAbove(fast, slow), exits: crossedBelow(fast, slow) };
  },
});
const result = backtest(new MaCross(), bars, { fees: 0.001 });

// Results are columns too.
const equity = makeTable({ time: result.time, equity: result.equity });
console.log(`equity: ${equity.numRows} rows, last ${equity.get(equity.numRows - 1)?.equity.toFixed(2)}`);
console.log(`bars back: ${(await bars.toArrow()).numRows} rows`);
