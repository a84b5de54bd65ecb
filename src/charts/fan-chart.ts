import { ArgumentError, checkKeys, checkLength } from '../core/index.ts';
import { place, plane, round } from './frame.ts';
import { type LineChartOptions, type LineSeries, lineChartKeys, lineExtent, lineFrame, lineLegend, linePath } from './line-chart.ts';
import { type Tone, toneColor } from './tone.ts';

/** A band between two lines. */
export interface FanBand {
  readonly name: string;
  readonly low: Float64Array;
  /** As long as `low`. */
  readonly high: Float64Array;
}

/** What {@link fanChart} draws. */
export interface FanData {
  /** Rising, finite. */
  readonly x: Float64Array;
  /** Wide ones first: where bands lie on each other their tint grows. All finite and as long as `x`. */
  readonly bands: readonly FanBand[];
  /** Lines over the bands. */
  readonly lines: readonly LineSeries[];
}

/** Options of {@link fanChart}. */
export interface FanChartOptions extends LineChartOptions {
  /** Colour of the bands. @default 'gain' */
  readonly tone?: Tone;
}

/**
 * Bands that lie on each other, such as quantiles of many paths, with lines over them, as an SVG that fits the width of its place.
 *
 * @throws ArgumentError without a band or a line, where columns differ in length or an option is unknown.
 * @example
 * ```ts
 * import { fanChart } from 'barwright/charts';
 * const x = Float64Array.from({ length: 50 }, (_, i) => i);
 * const [low, high] = [x.map((i) => -Math.sqrt(i)), x.map(Math.sqrt)];
 * const lines = [{ name: 'path', x, y: x.map((i) => Math.sin(i)) }];
 * const svg = fanChart({ x, bands: [{ name: 'one deviation', low, high }], lines }, { label: 'A fan', x: 'number' });
 * ```
 */
export function fanChart({ x, bands, lines }: FanData, options: FanChartOptions): string {
  checkKeys('options', options, [...lineChartKeys, 'tone']);
  if (bands.length === 0 || lines.length === 0) throw new ArgumentError('Expected `bands` and `lines` to have at least one each.');
  for (const { name, low, high } of bands) {
    checkLength(`low of ${name}`, low, x.length, 'x');
    checkLength(`high of ${name}`, high, x.length, 'x');
  }
  const { tone = 'gain', ...rest } = options;
  const edges = bands.flatMap(({ name, low, high }) => [low, high].map((y) => ({ name, x, y })));
  const extent = lineExtent([...edges, ...lines], rest);
  const at = (i: number, y: number): string =>
    `${place(x[i], extent.left, extent.right)} ${round(plane - place(y, extent.bottom, extent.top))}`;
  const fans = bands.map(({ low, high }) => {
    const there = Array.from(high, (y, i) => at(i, y));
    const back = Array.from(low, (y, i) => at(i, y)).reverse();
    return `<path d="M${[...there, ...back].join('L')}Z" style="fill:${toneColor(tone)};fill-opacity:.16"/>`;
  });
  const tones: readonly Tone[] = ['ink', 'loss', 'violet', 'teal'];
  const drawn = lines.map((line, i) => ({ ...line, tone: line.tone ?? tones[i % tones.length] }));
  const strokes = drawn.map(
    (line) =>
      `<path d="${linePath(line, extent)}" style="fill:none;stroke:${toneColor(line.tone)};stroke-width:1.6;stroke-linejoin:round" vector-effect="non-scaling-stroke"/>`,
  );
  const legend = (options.legend ?? true) ? lineLegend([...drawn, ...bands.map(({ name }) => ({ name, tone }))]) : '';
  return legend + lineFrame(rest, extent, fans.join('') + strokes.join(''));
}
