import { ArgumentError, checkKeys, checkLength, DataError, type NumberColumn, show, toFloat64 } from '../core/index.ts';

/** A model that learns from rows and answers rows. Whatever has these two methods fits, of any library, perhaps after a thin wrap. */
export interface Model {
  /** Learns from rows of features, a target each, and weights where they are given. */
  fit(x: number[][], y: number[], weights?: number[]): unknown;
  /** A number for each row: a value, a class, or the chance of class 1. */
  predict(x: number[][]): ArrayLike<number> | Promise<ArrayLike<number>>;
}

/** What models learn from, a value a row in every column. */
export interface ModelData {
  /** Columns by name. A row with a NaN in one of them, such as one of the warm-up, is neither learnt from nor predicted. */
  readonly features: Readonly<Record<string, NumberColumn>>;
  /** What is to be predicted. Rows with NaN, whose label is not known yet, are predicted but neither learnt from nor scored. */
  readonly target: NumberColumn;
  /** Time of each row, ms, never falling. */
  readonly times: NumberColumn;
  /** Time at which the label of each row is known, ms; rows whose labels overlap a test are purged. @default the row's own time */
  readonly labelEnds?: NumberColumn;
  /** Weight of each row in learning, 0 or more. @default none */
  readonly weights?: NumberColumn;
}

/** Checked data. */
export interface ModelRows {
  readonly names: readonly string[];
  /** A list of features a row. */
  readonly x: readonly number[][];
  readonly y: Float64Array;
  readonly times: Float64Array;
  readonly labelEnds: Float64Array | undefined;
  readonly weights: Float64Array | undefined;
  /** 1 for rows whose features are all known. */
  readonly isKnown: Uint8Array;
}

/**
 * The rows of data, checked.
 *
 * @throws ArgumentError where a column is missing or has another length; DataError where a value is infinite or a weight is below 0.
 */
export function modelRows(data: ModelData): ModelRows {
  checkKeys('data', data, ['features', 'target', 'times', 'labelEnds', 'weights']);
  const { features } = data;
  if (typeof features !== 'object' || features === null || Array.isArray(features) || Object.keys(features).length === 0)
    throw new ArgumentError(`Expected \`features\` to be columns by name, such as { rsi, volatility }, was \`${show(features)}\`.`);
  const y = toFloat64('target', data.target);
  const names = Object.keys(features);
  const columns = names.map((name) => finiteOrNaN(`features.${name}`, features[name], y.length));
  finiteOrNaN('target', y, y.length);
  const times = toFloat64('times', data.times);
  checkLength('times', times, y.length, 'the rows of `target`');
  const weights = data.weights === undefined ? undefined : finiteOrNaN('weights', data.weights, y.length);
  const wrong = weights?.findIndex((weight) => !(weight >= 0)) ?? -1;
  if (wrong >= 0)
    throw new DataError(`Expected \`weights[${wrong}]\` to be 0 or more, was \`${weights?.[wrong]}\`.`, { row: wrong, field: 'weights' });
  return {
    names,
    x: Array.from(y, (_, row) => columns.map((column) => column[row])),
    y,
    times,
    labelEnds: data.labelEnds === undefined ? undefined : toFloat64('labelEnds', data.labelEnds),
    weights,
    isKnown: Uint8Array.from(y, (_, row) => +columns.every((column) => !Number.isNaN(column[row]))),
  };
}

function finiteOrNaN(name: string, given: NumberColumn, length: number): Float64Array {
  const column = toFloat64(name, given);
  checkLength(name, column, length, 'the rows of `target`');
  const row = column.findIndex((value) => !Number.isFinite(value) && !Number.isNaN(value));
  if (row < 0) return column;
  throw new DataError(`Expected \`${name}[${row}]\` to be a number, or NaN where it is not known, was \`${column[row]}\`.`, {
    row,
    field: name,
  });
}

/**
 * Checks what makes models.
 *
 * @throws ArgumentError where it is no function.
 */
export function checkModelMaker(make: unknown): () => Model {
  if (typeof make === 'function') return make as () => Model;
  throw new ArgumentError(`Expected \`model\` to be a function that makes a new model, such as () => new Forest(), was \`${show(make)}\`.`);
}

/**
 * A new model.
 *
 * @throws ArgumentError where what was made is none.
 */
export function madeBy(make: () => Model): Model {
  const model: unknown = make();
  if (typeof (model as Model | undefined)?.fit === 'function' && typeof (model as Model).predict === 'function') return model as Model;
  throw new ArgumentError(`Expected \`model\` to make an object with \`fit\` and \`predict\`, made \`${show(model)}\`.`);
}
