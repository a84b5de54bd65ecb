import type { ChartOptions, DeepPartial, IChartApi, LogicalRange } from 'lightweight-charts';
import { type Colors, readColors } from './colors.ts';
import { timeText } from './text.ts';

declare const LightweightCharts: typeof import('lightweight-charts');

/** The chart library, which the page carries as a script of its own. */
export const library: typeof import('lightweight-charts') = LightweightCharts;

/** A chart in the look of the page, which follows its theme. */
export function createChart(container: HTMLElement, extra: DeepPartial<ChartOptions>, paint: (colors: Colors) => void): IChartApi {
  const chart = library.createChart(container, {
    autoSize: true,
    layout: {
      attributionLogo: false,
      background: { color: 'transparent' },
      fontSize: 11,
      fontFamily: getComputedStyle(document.body).fontFamily,
    },
    localization: { locale: 'en-US', timeFormatter: (time: unknown) => timeText(Number(time) * 1_000) },
    handleScroll: { vertTouchDrag: false },
    timeScale: { minBarSpacing: 0.001, rightOffset: 1, timeVisible: true, secondsVisible: false },
    ...extra,
  });
  const apply = (): void => {
    const colors = readColors();
    chart.applyOptions({
      layout: { textColor: colors.soft, panes: { separatorColor: colors.line, separatorHoverColor: colors.line } },
      grid: { vertLines: { visible: false }, horzLines: { color: colors.line } },
      rightPriceScale: { borderVisible: false },
      timeScale: { borderColor: colors.line },
      crosshair: { vertLine: { labelBackgroundColor: '#4a505b' }, horzLine: { labelBackgroundColor: '#4a505b' } },
    });
    paint(colors);
  };
  addEventListener('themechange', apply);
  matchMedia('print').addEventListener('change', apply);
  queueMicrotask(apply);
  useKeys(container, chart);
  return chart;
}

/** Shows all of `length` points, with room for the first label of the time axis. */
export function fitAll(chart: IChartApi, length: number): void {
  const room = (length * 20) / Math.max(200, chart.timeScale().width());
  chart.timeScale().setVisibleLogicalRange({ from: -0.5 - room, to: length - 0.5 + room / 2 });
}

/** Arrows move, plus and minus zoom; the wheel zooms once the chart has the focus, so that it never stops the page. */
function useKeys(container: HTMLElement, chart: IChartApi): void {
  const scale = chart.timeScale();
  const act: Readonly<Record<string, (range: LogicalRange, width: number) => readonly [number, number]>> = {
    ArrowLeft: ({ from, to }, width) => [from - width / 8, to - width / 8],
    ArrowRight: ({ from, to }, width) => [from + width / 8, to + width / 8],
    '+': ({ from, to }, width) => [from + width / 6, to - width / 6],
    '=': ({ from, to }, width) => [from + width / 6, to - width / 6],
    '-': ({ from, to }, width) => [from - width / 4, to + width / 4],
  };
  container.addEventListener('keydown', (event) => {
    const range = scale.getVisibleLogicalRange();
    const move = act[event.key];
    if (move === undefined || range === null) return;
    event.preventDefault();
    const [from, to] = move(range, range.to - range.from);
    scale.setVisibleLogicalRange({ from, to });
  });
  container.addEventListener('pointerdown', () => container.focus({ preventScroll: true }));
  container.addEventListener(
    'wheel',
    (event) => {
      if (document.activeElement !== container && !event.ctrlKey && !event.metaKey) event.stopPropagation();
    },
    { capture: true },
  );
}
