import type { SweepProgress } from '../search/index.ts';
import type { ValidateLayer } from './validate-checks.ts';
import type { ValidateProgress } from './validate-options.ts';

/** How far one part of the gate is. */
export interface LayerWatch {
  /** A share of the part is done, 0 to 1. */
  at(share: number): void;
  /** Hears of a search within the part, which is the whole of it. */
  readonly search: ((progress: Pick<SweepProgress, 'done' | 'total'>) => void) | undefined;
}

/** Work of each part, in backtests over all data. */
export type PlannedWork = readonly (readonly [layer: ValidateLayer | 'search', backtests: number])[];

/** Puts the work of all parts together into one progress. */
export class GateWatch {
  readonly #planned: PlannedWork;
  readonly #tell: ((progress: ValidateProgress) => void) | undefined;
  readonly #total: number;
  #over = 0;
  #done = 0;
  #told = 0;
  best: SweepProgress['best'] = undefined;
  objective = '';

  constructor(planned: PlannedWork, tell: ((progress: ValidateProgress) => void) | undefined) {
    this.#planned = planned;
    this.#tell = tell;
    this.#total = planned.reduce((sum, [, work]) => sum + work, 0);
  }

  /** A part begins. */
  begin(layer: ValidateLayer | 'search'): LayerWatch {
    const work = this.#planned.find(([name]) => name === layer)?.[1] ?? 0;
    const at = (share: number): void => this.#report(layer, this.#done + Math.min(1, Math.max(0, share)) * work);
    at(0);
    return { at, search: this.#tell === undefined ? undefined : ({ done, total }) => at(total > 0 ? done / total : 1) };
  }

  /** A part is over. */
  end(layer: ValidateLayer | 'search'): void {
    this.#done += this.#planned.find(([name]) => name === layer)?.[1] ?? 0;
    this.#over++;
    this.#report(layer, this.#done);
  }

  #report(layer: ValidateLayer | 'search', done: number): void {
    const total = Math.max(1, Math.round(this.#total));
    const isOver = this.#over === this.#planned.length;
    this.#told = isOver ? total : Math.max(this.#told, Math.min(total - 1, Math.floor(done)));
    this.#tell?.({
      done: this.#told,
      total,
      failed: 0,
      best: this.best,
      objective: this.objective,
      label: layer,
      layer,
      layers: this.#over,
      layerCount: this.#planned.length,
    });
  }
}
