import { escapeHtml, lineChart } from '../../charts/index.ts';
import { alignedText } from '../../core/index.ts';
import { type Table, table } from '../../market/index.ts';
import { completeSensitivity, type EffectLevel, effectsOf, type ParameterEffect, type SensitivityOptions } from '../stability/effects.ts';
import { SweepPicture } from './picture.ts';
import type { SweepField } from './sweep-field.ts';
import type { CompleteSweep } from './sweep-options.ts';

/** One row of the table of {@link SweepSensitivity}. */
export interface SensitivityRow {
  readonly parameter: string;
  readonly trials: number;
  /** Share of the variance of the scores that its value explains; NaN where unknown. */
  readonly share: number;
  readonly rankCorrelation: number;
  /** Values with the best mean score. */
  readonly best: string;
}

/** How much each parameter of a sweep matters. */
export class SweepSensitivity extends SweepPicture {
  /** The parameters, the one that matters most first. */
  readonly parameters: readonly ParameterEffect[];
  /** Trials that count. */
  readonly trials: number;
  /** Sum of the shares: what parameters explain one by one. The rest is interaction and chance. */
  readonly explained: number;

  private constructor(parameters: readonly ParameterEffect[], trials: number, asked: CompleteSweep<never>) {
    const goal = asked.goals[0].name;
    const title = `What matters for ${goal} of ${asked.strategy.name || 'the strategy'}`;
    const explained = parameters.reduce((sum, { share }) => sum + (share || 0), 0);
    const lead = `${trials.toLocaleString('en')} trials that count; parameters one by one explain ${percent(explained)} of the variance of their scores.`;
    const svg = (): string => parameters.map((effect) => effectChart(effect, goal)).join('');
    super({
      title,
      lead,
      svg,
      sections: () => [
        {
          id: 'shares',
          title: 'How much each parameter matters',
          note: 'Share of the variance of the scores that lies between its values, less what chance explains. What the shares leave of 100 % is interaction and chance; parameters that a constraint ties together share what they explain.',
          body: shareTable(parameters),
        },
        ...parameters.map((effect, k) => ({
          id: `parameter-${k}`,
          title: effect.name,
          note: 'Mean score of the trials with these values.',
          body: `<div class="card">${effectChart(effect, goal)}</div>`,
        })),
      ],
    });
    this.parameters = parameters;
    this.trials = trials;
    this.explained = explained;
  }

  /** @internal */
  static of<P extends object>(asked: CompleteSweep<P>, { points }: SweepField, options: SensitivityOptions): SweepSensitivity {
    const effects = effectsOf(points, completeSensitivity(options)).filter((_, place) => points.space.dimensions[place].count > 1);
    const trials = points.scores.reduce((count, score) => count + +!Number.isNaN(score), 0);
    const worth = ({ share }: ParameterEffect): number => (Number.isNaN(share) ? -1 : share);
    return new SweepSensitivity(
      Object.freeze([...effects].sort((a, b) => worth(b) - worth(a))),
      trials,
      asked as unknown as CompleteSweep<never>,
    );
  }

  /** A row for each parameter. */
  table(): Table<SensitivityRow> {
    const { parameters } = this;
    return table<SensitivityRow>(parameters.length, {
      parameter: () => parameters.map(({ name }) => name),
      trials: () => Float64Array.from(parameters, ({ trials }) => trials),
      share: () => Float64Array.from(parameters, ({ share }) => share),
      rankCorrelation: () => Float64Array.from(parameters, ({ rankCorrelation }) => rankCorrelation),
      best: () => parameters.map(({ levels }) => bestOf(levels)),
    });
  }

  /** The table as an aligned text. */
  summary(): string {
    const rows = [
      ['Parameter', 'Share', 'Rank corr.', 'Best mean at'],
      ...this.parameters.map(({ name, share, rankCorrelation, levels }) => [name, percent(share), signed(rankCorrelation), bestOf(levels)]),
    ];
    return alignedText(rows).join('\n');
  }
}

function shareTable(parameters: readonly ParameterEffect[]): string {
  const rows = parameters.map(({ name, share, rankCorrelation, levels }) => {
    const width = Math.max(0, Math.min(100, 100 * (share || 0)));
    const bar = `<span style="display:inline-block;width:160px;height:10px;border-radius:3px;background:var(--raised)"><span style="display:block;height:10px;border-radius:3px;width:${width.toFixed(1)}%;background:var(--gain)"></span></span>`;
    return `<tr><th scope="row">${escapeHtml(name)}</th><td>${bar}</td><td class="number">${percent(share)}</td><td class="number">${signed(rankCorrelation)}</td><td class="number">${escapeHtml(bestOf(levels))}</td></tr>`;
  });
  const head = ['Parameter', '', 'Share', 'Rank correlation', 'Best mean at'].map(
    (name, k) => `<th scope="col"${k > 1 ? ' class="number"' : ''}>${name}</th>`,
  );
  return `<div class="card scroller" tabindex="0" role="group" aria-label="Shares"><table><thead><tr>${head.join('')}</tr></thead><tbody>${rows.join('')}</tbody></table></div>`;
}

/** The main effect of a parameter: a line over numbers, bars in a table over choices. */
function effectChart({ name, levels }: ParameterEffect, goal: string): string {
  if (levels.length > 0 && levels.every(({ from, to }) => typeof from === 'number' && typeof to === 'number')) {
    const x = Float64Array.from(levels, ({ from, to }) => ((from as number) + (to as number)) / 2);
    const y = Float64Array.from(levels, ({ mean }) => mean);
    return lineChart([{ name, x, y }], { label: `Mean ${goal} by ${name}`, x: 'number', height: 150 });
  }
  const rows = levels.map(
    (level) =>
      `<tr><th scope="row">${escapeHtml(textOf(level))}</th><td class="number">${level.trials.toLocaleString('en')}</td><td class="number">${Number(level.mean.toPrecision(4))}</td></tr>`,
  );
  return `<table><thead><tr><th scope="col">${escapeHtml(name)}</th><th scope="col" class="number">Trials</th><th scope="col" class="number">Mean score</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function bestOf(levels: readonly EffectLevel[]): string {
  if (levels.length === 0) return '';
  return textOf(levels.reduce((best, level) => (level.mean > best.mean ? level : best)));
}

function textOf({ from, to }: EffectLevel): string {
  const print = (value: number | string | boolean): string =>
    typeof value === 'number' ? String(Number(value.toPrecision(4))) : String(value);
  return from === to ? print(from) : `${print(from)}-${print(to)}`;
}

function percent(share: number): string {
  return Number.isNaN(share) ? 'n/a' : `${(100 * share).toFixed(1)} %`;
}

function signed(value: number): string {
  return Number.isNaN(value) ? '-' : `${value < 0 ? '-' : '+'}${Math.abs(value).toFixed(2)}`;
}
