import type { IChartApi, ISeriesApi, SeriesType, UTCTimestamp } from 'lightweight-charts';
import { createChart, fitAll, library } from './chart-base.ts';
import { type Colors, lineTones, withOpacity } from './colors.ts';
import { indexAt, type ReadColumn, running } from './columns.ts';
import { numberText, percentText, timeText } from './text.ts';

/** Equity against what it is compared with, and under it how far it lies below its peak. */
export class AccountChart {
  readonly #chart: IChartApi;
  readonly #lines: readonly ISeriesApi<SeriesType>[];
  readonly #underwater: ISeriesApi<'Baseline'> | undefined;
  readonly #time: Float64Array;

  constructor(container: HTMLElement, legend: HTMLElement, names: readonly string[], column: ReadColumn) {
    this.#time = running(column('account.time'));
    const money = {
      type: 'custom',
      minMove: 0.01,
      formatter: (value: number) => numberText(value, Math.abs(value) < 1_000 ? 2 : 0),
    } as const;
    this.#chart = createChart(container, {}, (colors) => this.#paint(colors));
    const values = names.map((_, i) => column(`account.${i}`));
    const underwater = column('account.underwater');
    this.#lines = names.map((_, i) => {
      const line = this.#chart.addSeries(library.LineSeries, {
        lineWidth: i === 0 ? 2 : 1,
        priceFormat: money,
        priceLineVisible: false,
        lastValueVisible: false,
        crosshairMarkerRadius: 3,
      });
      line.setData(this.#points(values[i]));
      return line;
    });
    if (underwater.length > 0) {
      this.#underwater = this.#chart.addSeries(
        library.BaselineSeries,
        {
          baseValue: { type: 'price', price: 0 },
          lineWidth: 1,
          priceFormat: { type: 'custom', minMove: 0.0001, formatter: (value: number) => `${numberText(value * 100, 1)}%` },
          priceLineVisible: false,
          lastValueVisible: false,
        },
        1,
      );
      this.#underwater.setData(this.#points(underwater));
      this.#underwater.priceScale().applyOptions({ scaleMargins: { top: 0.06, bottom: 0.06 } });
      this.#chart.panes()[0].setStretchFactor(3);
      this.#chart.panes()[1]?.setStretchFactor(1);
    }
    const describe = (logical: number | undefined): void => {
      const last = this.#time.length - 1;
      const at = logical === undefined ? last : Math.min(last, Math.max(0, Math.round(logical)));
      const parts = names.map((name, i) => part(name, numberText(values[i][at], 2), toneOf(i)));
      if (underwater.length > 0) parts.push(part('Below peak', percentText(underwater[at]), 'loss'));
      legend.replaceChildren(part('', timeText(this.#time[at])), ...parts);
    };
    this.#chart.subscribeCrosshairMove(({ logical }) => describe(logical));
    if (this.#time.length > 0) describe(undefined);
    this.fit();
    container.dataset.drawn = 'true';
  }

  get chart(): IChartApi {
    return this.#chart;
  }

  /** Times in ms at the edges of the picture. */
  get range(): readonly [number, number] | undefined {
    const range = this.#chart.timeScale().getVisibleLogicalRange();
    const last = this.#time.length - 1;
    if (range === null || last < 0) return undefined;
    const at = (logical: number): number => this.#time[Math.min(last, Math.max(0, Math.round(logical)))];
    return [at(range.from), at(range.to)];
  }

  /** Shows what lies between two times, ms. */
  focus(from: number, to: number): void {
    this.#chart.timeScale().setVisibleLogicalRange({ from: indexAt(this.#time, from), to: indexAt(this.#time, to) });
  }

  fit(): void {
    fitAll(this.#chart, this.#time.length);
  }

  /** Equal steps for equal growth, or for equal money. */
  set isLogarithmic(value: boolean) {
    this.#chart.priceScale('right').applyOptions({ mode: value ? library.PriceScaleMode.Logarithmic : library.PriceScaleMode.Normal });
  }

  #points(values: ArrayLike<number>): { time: UTCTimestamp; value: number }[] {
    return Array.from(this.#time, (time, i) => ({ time: (time / 1_000) as UTCTimestamp, value: values[i] }));
  }

  #paint(colors: Colors): void {
    this.#lines.forEach((line, i) => {
      line.applyOptions({ color: colors[toneOf(i)] } as never);
    });
    this.#underwater?.applyOptions({
      bottomLineColor: colors.loss,
      bottomFillColor1: withOpacity(colors.loss, 0.08),
      bottomFillColor2: withOpacity(colors.loss, 0.28),
      topLineColor: colors.loss,
    });
  }
}

const tones = ['gain', 'soft', ...lineTones] as const;

function toneOf(index: number): (typeof tones)[number] {
  return tones[index % tones.length];
}

function part(name: string, value: string, tone?: string): HTMLElement {
  const span = document.createElement('span');
  const label = document.createElement('i');
  label.textContent = name;
  if (tone !== undefined) label.style.color = `var(--${tone})`;
  span.append(label, ` ${value}`);
  return span;
}
