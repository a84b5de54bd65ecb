import { ArgumentError, checkLength, checkNumber, type NumberRange, type ScalarOrColumn, show } from '../core/index.ts';

/** A number for all bars or one a bar, read without asking which. */
export interface Setting {
  readonly values: Float64Array;
  /** 0 for a number, 1 for a column. */
  readonly step: 0 | 1;
  readonly label: string;
}

/** A checked {@link Setting}; NaN in a column means "none at this bar" and is not checked. */
export function setting(name: string, value: ScalarOrColumn, range: NumberRange = {}): Setting {
  if (typeof value === 'number') return { values: Float64Array.of(checkNumber(name, value, range)), step: 0, label: String(value) };
  if (!(value instanceof Float64Array)) {
    throw new ArgumentError(`Expected \`${name}\` to be a number or a Float64Array with one number a bar, was \`${show(value)}\`.`);
  }
  for (let i = 0; i < value.length; i++) {
    if (!Number.isNaN(value[i])) checkNumber(`${name}[${i}]`, value[i], range);
  }
  return { values: value, step: 1, label: 'a column' };
}

/** A checked {@link Setting} that has a number at every bar. */
export function fullSetting(name: string, value: ScalarOrColumn, range: NumberRange = {}): Setting {
  const checked = setting(name, value, range);
  const hole = checked.values.findIndex(Number.isNaN);
  if (hole >= 0) throw new ArgumentError(`Expected \`${name}[${hole}]\` to be a finite number, was \`NaN\`.`);
  return checked;
}

/** Throws unless a column has one number a bar. */
export function checkSettingLength(name: string, of: Setting, length: number): void {
  if (of.step === 1) checkLength(name, of.values, length);
}

/** The value at bar `index`. */
export function settingAt(of: Setting, index: number): number {
  return of.values[index * of.step];
}
