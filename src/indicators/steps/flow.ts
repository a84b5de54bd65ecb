import { MeanStep } from './mean.ts';

/** The mean of a window of flows, most of them above 0 or all of them 0: exactly 0 where nothing flows, which a running sum is not. */
export class FlowStep {
  readonly mean: MeanStep;
  /** Values in the window that are not 0. */
  count: number = 0;

  constructor(period: number) {
    this.mean = new MeanStep(period);
  }

  next(x: number): number {
    if (this.mean.window.oldest !== 0) this.count--;
    if (x !== 0) this.count++;
    const mean = this.mean.next(x);
    return this.count === 0 ? mean * 0 : mean;
  }
}
