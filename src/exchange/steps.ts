/** Rounding to the steps of a venue, by whole numbers of steps. */

/** Steps of `step` in `value`, not yet rounded; exact for decimal steps such as 0.01. */
function stepsIn(value: number, step: number): number {
  const perUnit = Math.round(1 / step);
  return Math.abs(perUnit * step - 1) < 1e-9 ? value * perUnit : value / step;
}

function fromSteps(count: number, step: number): number {
  const perUnit = Math.round(1 / step);
  return Math.abs(perUnit * step - 1) < 1e-9 ? count / perUnit : count * step;
}

/** Room for the rounding of binary fractions: a count within this of a whole number is that number. */
function slack(count: number): number {
  return 1e-9 + Math.abs(count) * 1e-12;
}

/** The largest multiple of `step` that is not above `value`; `value` itself where the step is 0. */
export function floorToStep(value: number, step: number): number {
  if (step === 0) return value;
  const count = stepsIn(value, step);
  return fromSteps(Math.floor(count + slack(count)), step);
}

/** The smallest multiple of `step` that is not below `value`; `value` itself where the step is 0. */
export function ceilToStep(value: number, step: number): number {
  if (step === 0) return value;
  const count = stepsIn(value, step);
  const whole = Math.ceil(count - slack(count));
  return whole === 0 ? 0 : fromSteps(whole, step);
}

/** The nearest multiple of `step`; `value` itself where the step is 0. */
export function roundToStep(value: number, step: number): number {
  return step === 0 ? value : fromSteps(Math.round(stepsIn(value, step)), step);
}
