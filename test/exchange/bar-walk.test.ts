import { BarWalk, type IntrabarRule, intrabarRules, noProtection } from 'barwright/exchange';
import { describe, expect, it } from 'vitest';

type Fields = Partial<Omit<BarWalk, 'run' | 'isQuiet' | 'isAmbiguous'>>;
type Bar = readonly [open: number, high: number, low: number, close: number];

/** What happened, on one line. */
function walk(fields: Fields, [open, high, low, close]: Bar, rule: IntrabarRule = 'pessimistic'): string {
  const walk = Object.assign(new BarWalk(), fields);
  walk.run(rule, open, high, low, close);
  const entry = walk.entered ? `entry ${walk.entryFill}${walk.entryAtOpen ? ' at open' : ''}` : '';
  const exit = walk.exit === undefined ? '' : `${walk.exit} ${walk.exitPrice}${walk.exitAtOpen ? ' at open' : ''}`;
  return [entry, exit].filter(Boolean).join(', ') || 'nothing';
}

const long = { side: 1, stop: 95, target: 105 };
const short = { side: -1, stop: 105, target: 95 };
const protect = (stop: number, target: number): Fields => ({
  protection: { ...noProtection(), stopKind: 2, stopValue: stop, targetKind: 2, targetValue: target },
});

describe('a position with stop and target', () => {
  it.each<[string, Fields, Bar, string]>([
    ['a bar inside both', long, [100, 104, 96, 101], 'nothing'],
    ['a bar through the stop', long, [100, 104, 94, 95.5], 'stopLoss 95'],
    ['a touch of the stop', long, [100, 104, 95, 96], 'stopLoss 95'],
    ['a bar through the target', long, [100, 106, 96, 101], 'takeProfit 105'],
    ['a touch of the target', long, [100, 105, 96, 101], 'nothing'],
    ['a touch of the target, where a touch counts', { ...long, touch: true }, [100, 105, 96, 101], 'takeProfit 105'],
    ['an open beyond the stop', long, [93, 104, 92, 101], 'stopLoss 93 at open'],
    ['an open on the stop', long, [95, 104, 95, 101], 'stopLoss 95 at open'],
    ['an open beyond the target', long, [107, 108, 94, 101], 'takeProfit 107 at open'],
    ['an open on the target, then through it', long, [105, 106, 104, 104], 'takeProfit 105'],
    ['both, from the open', long, [100, 106, 94, 100], 'stopLoss 95'],
    ['a short through its stop', short, [100, 106, 96, 101], 'stopLoss 105'],
    ['a short through its target', short, [100, 104, 94, 101], 'takeProfit 95'],
    ['a short, both', short, [100, 106, 94, 101], 'stopLoss 105'],
    ['a short that opens beyond its stop', short, [108, 109, 90, 101], 'stopLoss 108 at open'],
    ['a short that opens beyond its target', short, [92, 109, 90, 101], 'takeProfit 92 at open'],
  ])('%s', (_, fields, bar, expected) => {
    expect(walk(fields, bar)).toBe(expected);
  });

  it.each<[IntrabarRule, string, string]>([
    ['pessimistic', 'stopLoss 95', 'stopLoss 105'],
    ['optimistic', 'takeProfit 105', 'takeProfit 95'],
    ['adaptive', 'takeProfit 105', 'stopLoss 105'],
    ['ohlc', 'takeProfit 105', 'stopLoss 105'],
    ['olhc', 'stopLoss 95', 'takeProfit 95'],
  ])('both in one bar, %s', (rule, ofLong, ofShort) => {
    // The open is nearer to the high.
    expect(walk(long, [100, 106, 92, 100], rule)).toBe(ofLong);
    expect(walk(short, [100, 106, 92, 100], rule)).toBe(ofShort);
  });

  it('adaptive takes the low first at equal distances', () => {
    expect(walk(long, [100, 106, 94, 100], 'adaptive')).toBe('stopLoss 95');
  });
});

describe('a trailing stop', () => {
  const trail = { side: 1, trailKind: 2 as const, trailValue: 5, peak: 102 };

  it('stands still inside the bar', () => {
    expect(walk(trail, [102, 110, 98, 100], 'ohlc')).toBe('nothing');
    expect(walk(trail, [102, 110, 97, 100], 'ohlc')).toBe('trailingStop 97');
  });

  it('or follows the path', () => {
    const inside = { ...trail, trailInside: true };
    expect(walk(inside, [102, 110, 98, 100], 'ohlc')).toBe('trailingStop 105');
    // Low first: 98 is above 97; then the peak is 110 and the close at 100 is below 105.
    expect(walk(inside, [102, 110, 98, 100], 'olhc')).toBe('trailingStop 105');
    expect(walk(inside, [102, 110, 98, 109], 'olhc')).toBe('nothing');
    expect(walk(inside, [102, 110, 98, 109], 'ohlc')).toBe('trailingStop 105');
  });

  it('gives way to a nearer fixed stop, and takes its place when further', () => {
    expect(walk({ ...trail, stop: 99 }, [102, 102, 90, 91])).toBe('stopLoss 99');
    expect(walk({ ...trail, stop: 95 }, [102, 102, 90, 91])).toBe('trailingStop 97');
    expect(walk({ ...trail, stop: 97 }, [102, 102, 90, 91])).toBe('stopLoss 97');
  });

  it('of a short lies above', () => {
    expect(walk({ side: -1, trailKind: 1, trailValue: 0.05, peak: 100 }, [100, 106, 99, 100])).toBe('trailingStop 105');
  });

  it('keeps to the tick', () => {
    expect(walk({ side: 1, trailKind: 1, trailValue: 0.0333, peak: 100, tickSize: 0.5 }, [100, 100, 90, 91])).toBe('trailingStop 96.5');
  });
});

describe('liquidation', () => {
  it('comes at its price when no stop is nearer', () => {
    expect(walk({ side: -1, liquidation: 200 }, [150, 210, 140, 150])).toBe('liquidation 200');
    expect(walk({ side: -1, liquidation: 200, stop: 180 }, [150, 210, 140, 150])).toBe('stopLoss 180');
    expect(walk({ side: -1, liquidation: 200, stop: 220 }, [150, 210, 140, 150])).toBe('liquidation 200');
  });

  it('comes at the open that gaps beyond it', () => {
    expect(walk({ side: -1, liquidation: 200 }, [230, 240, 220, 230])).toBe('liquidation 230 at open');
  });
});

describe('a limit entry', () => {
  const buy: Fields = { entrySide: 1, entryIsLimit: true, entryPrice: 98 };

  it.each<[string, Fields, Bar, string]>([
    ['not reached', buy, [100, 101, 99, 100], 'nothing'],
    ['touched', buy, [100, 101, 98, 100], 'nothing'],
    ['touched, where a touch counts', { ...buy, touch: true }, [100, 101, 98, 100], 'entry 98'],
    ['traded through', buy, [100, 101, 97, 100], 'entry 98'],
    ['opened beyond', buy, [96, 99, 95, 97], 'entry 96 at open'],
    ['opened on, then through', buy, [98, 99, 97, 98], 'entry 98'],
    ['opened on, never through', buy, [98, 99, 98, 98], 'nothing'],
    ['a sell', { ...buy, entrySide: -1, entryPrice: 102 }, [100, 103, 99, 100], 'entry 102'],
    ['then its stop', { ...buy, ...protect(2, 9) }, [100, 101, 95, 100], 'entry 98, stopLoss 96'],
    ['then its target, which the close proves', { ...buy, ...protect(9, 1) }, [100, 101, 97, 100], 'entry 98, takeProfit 99'],
    ['a high that may have been before it', { ...buy, ...protect(9, 4) }, [100, 103, 97, 100], 'entry 98'],
    ['opened beyond, then its stop, first of both', { ...buy, ...protect(2, 2) }, [96, 99, 93, 97], 'entry 96 at open, stopLoss 94'],
    ['whose stop the open has passed', { ...buy, base: 110, ...protect(5, 50) }, [96, 99, 93, 97], 'entry 96 at open, stopLoss 96 at open'],
    ['whose stop its own price has passed', { ...buy, base: 110, ...protect(5, 50) }, [100, 101, 93, 97], 'entry 98, stopLoss 98'],
  ])('%s', (_, fields, bar, expected) => {
    expect(walk(fields, bar)).toBe(expected);
  });

  it('reaches its target under the kinder paths', () => {
    const fields = { ...buy, ...protect(9, 4) };
    const bar: Bar = [100, 103, 97, 100];
    expect(intrabarRules.map((rule) => walk(fields, bar, rule))).toEqual([
      'entry 98',
      'entry 98, takeProfit 102',
      'entry 98, takeProfit 102',
      'entry 98',
      'entry 98, takeProfit 102',
    ]);
  });
});

describe('a stop entry', () => {
  const buy: Fields = { entrySide: 1, entryPrice: 102 };

  it.each<[string, Fields, Bar, string]>([
    ['not reached', buy, [100, 101, 99, 100], 'nothing'],
    ['touched', buy, [100, 102, 99, 100], 'entry 102'],
    ['opened beyond', buy, [103, 104, 99, 100], 'entry 103 at open'],
    ['then the low behind it', { ...buy, ...protect(2, 2) }, [100, 105, 99, 104], 'entry 102, stopLoss 100'],
    ['then its target', { ...buy, ...protect(4, 2) }, [100, 105, 99, 104], 'entry 102, takeProfit 104'],
    ['a sell', { ...buy, entrySide: -1, entryPrice: 98 }, [100, 101, 97, 100], 'entry 98'],
    [
      'a sell, then the high behind it',
      { ...buy, entrySide: -1, entryPrice: 98, ...protect(2, 2) },
      [100, 101, 95, 96],
      'entry 98, stopLoss 100',
    ],
    [
      'levels from the price that is paid',
      { ...buy, impact: 0.01, tickSize: 0.5, ...protect(3.5, 50) },
      [102, 103, 99.5, 100],
      'entry 102 at open, stopLoss 100',
    ],
  ])('%s', (_, fields, bar, expected) => {
    expect(walk(fields, bar)).toBe(expected);
  });

  it('optimistically reaches the target before the low', () => {
    expect(walk({ ...buy, ...protect(2, 2) }, [100, 105, 99, 104], 'optimistic')).toBe('entry 102, takeProfit 104');
  });
});

describe('an entry beside a position', () => {
  it('exits first where both lie at one price', () => {
    expect(walk({ ...long, entrySide: -1, entryPrice: 95 }, [100, 101, 94, 95])).toBe('stopLoss 95');
  });

  it('reverses where it comes first', () => {
    expect(walk({ ...long, entrySide: -1, entryPrice: 97, ...protect(9, 9) }, [100, 101, 94, 95])).toBe('entry 97');
  });

  it('adds, and leaves the levels of the position at work', () => {
    expect(walk({ ...long, entrySide: 1, entryIsLimit: true, entryPrice: 97 }, [100, 101, 94, 95])).toBe('entry 97, stopLoss 95');
  });
});

describe('ambiguity', () => {
  const isAmbiguous = (fields: Fields, bar: Bar): boolean => Object.assign(new BarWalk(), fields).isAmbiguous(...bar);

  it('is where the two extreme paths differ', () => {
    expect(isAmbiguous(long, [100, 106, 94, 100])).toBe(true);
    expect(isAmbiguous(long, [100, 106, 96, 100])).toBe(false);
    expect(isAmbiguous(long, [100, 104, 94, 100])).toBe(false);
    expect(isAmbiguous({ entrySide: 1, entryIsLimit: true, entryPrice: 98, ...protect(9, 4) }, [100, 103, 97, 100])).toBe(true);
    expect(isAmbiguous({ side: 1, trailKind: 2, trailValue: 5, peak: 102, trailInside: true }, [102, 110, 98, 109])).toBe(true);
  });
});
