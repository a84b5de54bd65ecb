import type {
  IPrimitivePaneRenderer,
  IPrimitivePaneView,
  ISeriesPrimitive,
  Logical,
  SeriesAttachedParameter,
  Time,
} from 'lightweight-charts';
import { type Colors, withOpacity } from './colors.ts';

/** Where the trades of one instrument lie: indices of candles and prices. */
export interface MarkColumns {
  readonly entry: Int32Array;
  readonly exit: Int32Array;
  readonly entryPrice: ArrayLike<number>;
  readonly exitPrice: ArrayLike<number>;
  readonly won: Uint8Array;
  readonly short: ArrayLike<number>;
}

/** Marks drawn at once: more would hide the prices. */
const most = 4_000;

/** Draws entries, exits and the way between them over the candles; less of each as they crowd. */
export class TradeMarks implements ISeriesPrimitive<Time> {
  /** Candles of the data in one candle of the chart. */
  size = 1;
  colors: Colors | undefined;
  columns: MarkColumns | undefined;
  #chart: SeriesAttachedParameter<Time> | undefined;
  readonly #views: readonly IPrimitivePaneView[];

  constructor() {
    const renderer: IPrimitivePaneRenderer = { draw: (target) => target.useMediaCoordinateSpace(({ context }) => this.#draw(context)) };
    this.#views = [{ renderer: () => renderer, zOrder: () => 'top' }];
  }

  attached(chart: SeriesAttachedParameter<Time>): void {
    this.#chart = chart;
  }

  paneViews(): readonly IPrimitivePaneView[] {
    return this.#views;
  }

  refresh(): void {
    this.#chart?.requestUpdate();
  }

  #draw(context: CanvasRenderingContext2D): void {
    const { columns, colors, size } = this;
    const scale = this.#chart?.chart.timeScale();
    const range = scale?.getVisibleLogicalRange();
    if (columns === undefined || colors === undefined || scale === undefined || range == null || this.#chart === undefined) return;
    const visible: number[] = [];
    const [from, to] = [range.from * size, range.to * size];
    for (let i = 0; i < columns.entry.length; i++) if (columns.exit[i] >= from && columns.entry[i] <= to) visible.push(i);
    const room = scale.width() / Math.max(1, visible.length);
    const step = Math.ceil(visible.length / most);
    const { series } = this.#chart;
    for (let k = 0; k < visible.length; k += step) {
      const i = visible[k];
      const x1 = scale.logicalToCoordinate(Math.floor(columns.entry[i] / size) as Logical);
      const x2 = scale.logicalToCoordinate(Math.floor(columns.exit[i] / size) as Logical);
      const y1 = series.priceToCoordinate(columns.entryPrice[i]);
      const y2 = series.priceToCoordinate(columns.exitPrice[i]);
      if (x1 === null || x2 === null || y1 === null || y2 === null) continue;
      const color = columns.won[i] === 1 ? colors.gain : colors.loss;
      if (room < 3) {
        context.fillStyle = withOpacity(colors.ink, 0.5);
        context.fillRect(x1 - 1, y1 - 1, 2, 2);
        continue;
      }
      const mark = room < 14 ? 3 : 5;
      if (room >= 8) path(context, color, x1, y1, x2, y2);
      triangle(context, colors, x1, y1, mark, columns.short[i] === 1);
      ring(context, color, colors.card, x2, y2, mark * 0.7);
    }
  }
}

function path(context: CanvasRenderingContext2D, color: string, x1: number, y1: number, x2: number, y2: number): void {
  context.strokeStyle = color;
  context.lineWidth = 1.4;
  context.setLineDash([4, 3]);
  context.beginPath();
  context.moveTo(x1, y1);
  context.lineTo(x2, y2);
  context.stroke();
  context.setLineDash([]);
}

/** Points up for a buy and down for a sale, its tip at the price. */
function triangle(context: CanvasRenderingContext2D, colors: Colors, x: number, y: number, size: number, isDown: boolean): void {
  const way = isDown ? -1 : 1;
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(x - size, y + way * size * 1.8);
  context.lineTo(x + size, y + way * size * 1.8);
  context.closePath();
  context.lineWidth = 2;
  context.strokeStyle = colors.card;
  context.stroke();
  context.fillStyle = colors.ink;
  context.fill();
}

function ring(context: CanvasRenderingContext2D, color: string, inside: string, x: number, y: number, size: number): void {
  context.beginPath();
  context.arc(x, y, size, 0, 2 * Math.PI);
  context.fillStyle = inside;
  context.fill();
  context.lineWidth = 2;
  context.strokeStyle = color;
  context.stroke();
}
