import { Bars } from 'barwright';
import {
  type FillNotice,
  feeSchedule,
  noProtection,
  type OrderNotice,
  type OrderTicket,
  OrderVenue,
  plainTicket,
  priceImpact,
  type WorkingOrder,
} from 'barwright/exchange';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ReferenceBar,
  type ReferenceLevel,
  type ReferenceProtection,
  type ReferenceRequest,
  type ReferenceRules,
  ReferenceVenue,
} from './reference-venue.ts';

/** More of them by the environment, to hunt for rare ones. */
const cases = Number(process.env.BARWRIGHT_CASES ?? 8_000);
const hour = 3_600_000;

/** The venue of the library, driven bar by bar as the event engine drives it. */
class DrivenVenue {
  readonly venue: OrderVenue;
  readonly orders: WorkingOrder[] = [];
  readonly fills: FillNotice[] = [];
  at = 0;

  constructor(rules: ReferenceRules, bars: Bars, cash: number) {
    const { path, touch, fillAt, share, delay, leverage, maxOrders, maker, taker } = rules;
    this.venue = new OrderVenue(
      [bars],
      {
        intrabar: path,
        limitFill: touch ? 'touch' : 'through',
        protectFrom: 'fill',
        slipStops: true,
        trailRatchet: 'bar',
        leverage,
        insufficientFunds: 'reject',
        stopOnAdd: 'override',
        tiers: [undefined],
        fillAt,
        participation: share,
        delay: () => delay,
        shorts: true,
        maxOrders,
      },
      { fees: feeSchedule({ maker, taker }), impact: priceImpact(0, 0) },
      cash,
      [undefined],
    );
    this.venue.ledger.mark[0] = bars.close[0];
  }

  submit(request: ReferenceRequest): void {
    this.venue.submit(ticketOf(request), this.at);
    this.#hear();
  }

  nextBar(): void {
    const { venue } = this;
    const [bars] = venue.markets;
    const { fillAt } = venue.orderRules;
    if (fillAt === 'close') venue.closeBar(0, this.at);
    this.at++;
    venue.ledger.mark[0] = bars.open[this.at];
    venue.openBar(0, this.at);
    venue.crossBar(0, this.at);
    if (fillAt === 'nextClose') venue.closeBar(0, this.at);
    venue.ledger.mark[0] = bars.close[this.at];
    this.#hear();
  }

  #hear(): void {
    for (const notice of this.venue.notices.splice(0) as (FillNotice | OrderNotice)[]) {
      if (!('order' in notice)) this.fills.push(notice);
      else if (!this.orders.includes(notice.order)) this.orders.push(notice.order);
    }
  }
}

function ticketOf({ side, kind, quantity, limit, trigger, trail, force, ...rest }: ReferenceRequest): OrderTicket {
  const { expires, postOnly, reduceOnly, group, clientId, protect, next } = rest;
  const { stop, target, trail: guard } = protect ?? {};
  return plainTicket(0, side, kind, quantity ?? Number.NaN, {
    ...(quantity === undefined && { sizer: (_order, _index, _price, _liquidity, closing) => closing }),
    price: limit,
    trigger,
    trailKind: trail === undefined ? 0 : 'fraction' in trail ? 1 : 2,
    trailValue: trail === undefined ? Number.NaN : 'fraction' in trail ? trail.fraction : trail.distance,
    timeInForce: force,
    expires,
    postOnly,
    reduceOnly: reduceOnly || quantity === undefined,
    group,
    clientId,
    protection:
      protect === undefined
        ? undefined
        : {
            ...noProtection(),
            stopKind: stop === undefined ? 0 : kindOf(stop),
            stopValue: levelNumber(stop),
            targetKind: target === undefined ? 0 : kindOf(target),
            targetValue: levelNumber(target),
            trailKind: guard === undefined ? 0 : kindOf(guard),
            trailValue: levelNumber(guard),
          },
    children: next.map(ticketOf),
  });
}

function kindOf(level: ReferenceLevel): 1 | 2 | 3 {
  return 'fraction' in level ? 1 : 'distance' in level ? 2 : 3;
}

function levelNumber(level: ReferenceLevel | undefined): number {
  if (level === undefined) return Number.NaN;
  return 'fraction' in level ? level.fraction : 'distance' in level ? level.distance : level.price;
}

/** All that can be seen of a venue, a row for the account, each order and each fill. */
type Seen = readonly (readonly (string | number)[])[];

function seenOfModel(model: ReferenceVenue): Seen {
  return [
    [
      'cash, position, average price, equity, stop, target',
      model.cash,
      model.position,
      model.average,
      model.equity(),
      model.guard.stop,
      model.guard.target,
    ],
    ...model.orders.map(({ state, reject, filled, limit, remaining }) => [state, reject, filled, limit, left(state, remaining)]),
    ...model.fills.map(({ order, quantity, price, fee, isMaker }) => [isMaker ? 'maker' : 'taker', order, quantity, price, fee]),
  ];
}

function seenOfLibrary({ venue: { ledger, stop, target }, orders, fills }: DrivenVenue): Seen {
  const numbers = new Map(orders.map(({ id }, k) => [id, k]));
  return [
    [
      'cash, position, average price, equity, stop, target',
      ledger.cash,
      ledger.quantity[0],
      ledger.averagePrice[0],
      ledger.equity(),
      stop[0],
      target[0],
    ],
    ...orders.map(({ state, reject, filled, price, remaining }) => [state, reject ?? '', filled, price, left(state, remaining)]),
    ...fills.map(({ orderId, quantity, price, fee, isMaker }) => [
      isMaker ? 'maker' : 'taker',
      numbers.get(orderId) ?? -1,
      quantity,
      price,
      fee,
    ]),
  ];
}

/** What is left of an order that has filled in part. */
function left(state: string, remaining: number | undefined): number {
  return state === 'partiallyFilled' ? (remaining ?? Number.NaN) : Number.NaN;
}

function agrees(a: Seen, b: Seen): boolean {
  return a.length === b.length && a.every((row, i) => row.length === b[i].length && row.every((value, k) => isNear(value, b[i][k])));
}

function isNear(a: string | number, b: string | number): boolean {
  if (Object.is(a, b)) return true;
  return typeof a === 'number' && typeof b === 'number' && Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a));
}

type Command = fc.Command<ReferenceVenue, DrivenVenue>;

/** Does one thing to both, and holds what is seen of them together. */
class Step implements Command {
  readonly #name: string;
  readonly #does: (model: ReferenceVenue, real: DrivenVenue) => void;
  readonly #isFit: (model: Readonly<ReferenceVenue>) => boolean;

  constructor(
    name: string,
    does: (model: ReferenceVenue, real: DrivenVenue) => void,
    isFit: (model: Readonly<ReferenceVenue>) => boolean = () => true,
  ) {
    this.#name = name;
    this.#does = does;
    this.#isFit = isFit;
  }

  check(model: Readonly<ReferenceVenue>): boolean {
    return this.#isFit(model);
  }

  run(model: ReferenceVenue, real: DrivenVenue): void {
    this.#does(model, real);
    const [expected, actual] = [seenOfModel(model), seenOfLibrary(real)];
    if (!agrees(expected, actual)) expect(actual).toEqual(expected);
  }

  toString(): string {
    return this.#name;
  }
}

/** An order with its prices as distances from the last close. */
interface Wish {
  readonly side: 1 | -1;
  readonly kind: ReferenceRequest['kind'];
  readonly quantity: number | undefined;
  readonly limit: number;
  readonly trigger: number;
  readonly trail: NonNullable<ReferenceRequest['trail']>;
  readonly force: 'GTC' | 'IOC' | 'FOK' | 'GTD';
  readonly hours: number;
  readonly postOnly: boolean;
  readonly reduceOnly: boolean;
  readonly group: string;
  readonly clientId: string;
  readonly protect: ReferenceProtection | undefined;
  readonly next: readonly Wish[];
}

function requestOf(wish: Wish, model: ReferenceVenue): ReferenceRequest {
  const { kind, quantity, trail, force, hours, protect, ...rest } = wish;
  const { close, time } = model.bars[model.at];
  const isLimited = kind === 'limit' || kind === 'stopLimit' || kind === 'limitIfTouched';
  const hasTrigger = kind !== 'market' && kind !== 'limit' && kind !== 'trailingStop';
  const closes = quantity === undefined && kind !== 'market' && kind !== 'limit';
  return {
    ...rest,
    kind,
    quantity: closes ? undefined : (quantity ?? 1),
    limit: isLimited ? close + wish.limit : Number.NaN,
    trigger: hasTrigger ? close + wish.trigger : Number.NaN,
    trail: kind === 'trailingStop' ? trail : undefined,
    force: closes ? 'GTC' : force,
    expires: force === 'GTD' && !closes ? time + hours * hour : Number.POSITIVE_INFINITY,
    postOnly: kind === 'limit' && wish.postOnly,
    protect: protect && { ...protect, stop: levelFrom(protect.stop, close), target: levelFrom(protect.target, close) },
    next: wish.next.map((child) => requestOf(child, model)),
  };
}

/** Prices of levels are wished for as distances from the last close, too. */
function levelFrom(level: ReferenceLevel | undefined, close: number): ReferenceLevel | undefined {
  return level !== undefined && 'price' in level ? { price: close + level.price } : level;
}

const level: fc.Arbitrary<ReferenceLevel | undefined> = fc.oneof(
  fc.integer({ min: -8, max: 8 }).map((steps) => ({ price: steps / 2 })),
  fc.integer({ min: 1, max: 8 }).map((steps) => ({ distance: steps / 2 })),
  fc.constantFrom({ fraction: 0.0123 }, { fraction: 0.0317 }, { distance: -1 }),
  fc.constant(undefined),
);
const trailing = fc.constantFrom(undefined, undefined, { distance: 1 }, { distance: 2.5 }, { fraction: 0.0123 });
const distance = fc.oneof(
  { weight: 30, arbitrary: fc.integer({ min: -16, max: 16 }).map((steps) => steps / 4) },
  fc.constantFrom(Number.NaN, -1_000),
);
const wishWith = (next: fc.Arbitrary<readonly Wish[]>): fc.Arbitrary<Wish> =>
  fc.record({
    side: fc.constantFrom<1 | -1>(1, -1),
    kind: fc.constantFrom<Wish['kind']>(
      'market',
      'limit',
      'limit',
      'stop',
      'stopLimit',
      'trailingStop',
      'marketIfTouched',
      'limitIfTouched',
    ),
    quantity: fc.oneof(
      { weight: 12, arbitrary: fc.integer({ min: 1, max: 30 }) },
      { weight: 2, arbitrary: fc.constant(undefined) },
      fc.constantFrom(0, -3),
    ),
    limit: distance,
    trigger: distance,
    trail: fc.oneof(
      fc.integer({ min: 1, max: 8 }).map((steps) => ({ distance: steps / 2 })),
      fc.constantFrom({ fraction: 0.0123 }, { fraction: 0.0317 }),
    ),
    force: fc.constantFrom<Wish['force']>('GTC', 'GTC', 'GTC', 'IOC', 'FOK', 'GTD'),
    hours: fc.integer({ min: 0, max: 6 }),
    postOnly: fc.boolean(),
    reduceOnly: fc.constantFrom(false, false, true),
    group: fc.constantFrom('', '', 'a', 'b'),
    clientId: fc.constantFrom('', '', '', 'x', 'y'),
    protect: fc.oneof({ weight: 2, arbitrary: fc.constant(undefined) }, fc.record({ stop: level, target: level, trail: trailing })),
    next,
  });
const none = fc.constant<readonly Wish[]>([]);
const wish = wishWith(fc.oneof({ weight: 3, arbitrary: none }, fc.array(wishWith(none), { minLength: 1, maxLength: 2 })));
const which = fc.nat(60);

const goOn = fc.constant(
  new Step(
    'next bar',
    (model, real) => {
      model.nextBar();
      real.nextBar();
    },
    (model) => model.at < model.bars.length - 1,
  ),
);
const send = wish.map(
  (asked) =>
    new Step(`send ${JSON.stringify(asked)}`, (model, real) => {
      const request = requestOf(asked, model);
      model.submit(request);
      real.submit(request);
    }),
);
const cancel = which.map(
  (number) =>
    new Step(
      `cancel ${number}`,
      (model, real) => {
        const at = number % model.orders.length;
        expect(real.venue.cancel(real.orders[at])).toBe(model.cancel(model.orders[at]));
      },
      (model) => model.orders.length > 0,
    ),
);
const amend = fc
  .record({
    number: which,
    field: fc.constantFrom('limit', 'limit', 'trigger', 'quantity', 'expires'),
    by: distance,
    to: fc.integer({ min: 1, max: 30 }),
  })
  .map(
    ({ number, field, by, to }) =>
      new Step(
        `amend ${number}: ${field} by ${by} or to ${to}`,
        (model, real) => {
          const at = number % model.orders.length;
          const { close, time } = model.bars[model.at];
          const { kind, quantity } = model.orders[at].asked;
          const price = close + (by > -20 ? by : 1);
          const isLimited = kind === 'limit' || kind === 'stopLimit' || kind === 'limitIfTouched';
          const change =
            field === 'limit' && isLimited
              ? { limit: price }
              : field === 'trigger' && kind !== 'market'
                ? { trigger: price }
                : field === 'expires' || quantity === undefined
                  ? { expires: time + to * hour }
                  : { quantity: to };
          const { limit, ...others } = change as { limit?: number; trigger?: number; quantity?: number; expires?: number };
          expect(real.venue.amend(real.orders[at], { ...others, ...(limit !== undefined && { price: limit }) })).toBe(
            model.amend(model.orders[at], change),
          );
        },
        (model) => model.orders.length > 0,
      ),
  );

/** Bars that wander between 70 and 130 in steps of a half, some of them at one price. */
const walk = fc.array(
  fc.record({
    gap: fc.constantFrom(0, 0, 0, 1, -1, 4, -5),
    up: fc.nat(8),
    down: fc.nat(8),
    close: fc.integer({ min: -8, max: 8 }),
    volume: fc.constantFrom(0, 50, 100, 200, 400),
  }),
  { minLength: 2, maxLength: 30, size: 'max' },
);
type Walk = readonly {
  readonly gap: number;
  readonly up: number;
  readonly down: number;
  readonly close: number;
  readonly volume: number;
}[];

function barsOf(steps: Walk): readonly ReferenceBar[] {
  const inside = (price: number): number => Math.min(130, Math.max(70, price));
  let last = 100;
  return steps.map(({ gap, up, down, close: by, volume }, i) => {
    const open = inside(last + gap / 2);
    const [high, low] = [inside(open + up / 2), inside(open - down / 2)];
    const close = Math.min(high, Math.max(low, open + by / 2));
    last = close;
    return { time: Date.UTC(2024, 0, 1) + i * hour, open, high, low, close, volume };
  });
}

const rulesOf = fc.record<ReferenceRules>({
  path: fc.constantFrom('ohlc', 'olhc'),
  touch: fc.boolean(),
  fillAt: fc.constantFrom('nextOpen', 'nextOpen', 'nextClose', 'close'),
  share: fc.constantFrom(Number.POSITIVE_INFINITY, 0.1),
  delay: fc.constantFrom(0, 0, 1),
  leverage: fc.constant(1),
  tick: fc.constantFrom(0.5, 0),
  maker: fc.constantFrom(0, 0.0002),
  taker: fc.constantFrom(0, 0.001),
  maxOrders: fc.constantFrom(8, 100),
});

describe('whatever is asked of the venue', () => {
  it(
    'orders, fills and the account are those of the rules, told once more',
    () => {
      const commands = fc.commands([goOn, goOn, goOn, send, send, send, cancel, amend] as fc.Arbitrary<Command>[], {
        maxCommands: 60,
        size: 'max',
      });
      fc.assert(
        fc.property(walk, rulesOf, fc.constantFrom(1e6, 3_000), commands, (steps, rules, cash, work) => {
          const rows = barsOf(steps);
          const bars = Bars.fromRows(rows, { interval: '1h', instrument: { symbol: 'ABC', tickSize: rules.tick, quantityStep: 1 } });
          fc.modelRun(() => ({ model: new ReferenceVenue(rules, rows, cash), real: new DrivenVenue(rules, bars, cash) }), work);
        }),
        { numRuns: cases, seed: Number(process.env.BARWRIGHT_SEED ?? 7) },
      );
    },
    Math.max(60_000, 20 * cases),
  );
});
