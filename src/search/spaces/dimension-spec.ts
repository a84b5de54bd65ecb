/** A value that is no number to be varied: a word, a number of a list, yes or no. */
export type Choice = string | number | boolean;

/** What other parameters must be for this one to be active: a value, or one of several, by name. */
export type When = Readonly<Record<string, Choice | readonly Choice[]>>;

/** Numbers from `from` to `to` by `step`, both ends included where the step meets them. */
export interface RangeDimension {
  readonly from: number;
  readonly to: number;
  /** Distance between neighbours, > 0. @default 1 */
  readonly step?: number;
  /** Active only where other parameters have these values; active always where left out. */
  readonly when?: When;
}

/** Listed values. A list of numbers counts as ordered as it stands, any other as unordered. */
export interface ValuesDimension {
  readonly values: readonly Choice[];
  /** Active only where other parameters have these values; active always where left out. */
  readonly when?: When;
}

/** Whole numbers, as `static parameters` of a strategy declares them. */
export interface IntDimension {
  readonly type: 'int';
  readonly min: number;
  readonly max: number;
  /** Distance between neighbours, an integer >= 1; only on the linear scale. @default 1 */
  readonly step?: number;
  /** `log`: each ratio is as likely as any other; `min` >= 1. @default 'linear' */
  readonly scale?: 'linear' | 'log';
  /** Active only where other parameters have these values; active always where left out. */
  readonly when?: When;
  readonly default?: number;
  readonly description?: string;
}

/** Real numbers, as `static parameters` of a strategy declares them. */
export interface FloatDimension {
  readonly type: 'float';
  readonly min: number;
  readonly max: number;
  /** Only this many values, evenly spaced on the scale, both ends included: an integer >= 2. A grid needs it. */
  readonly steps?: number;
  /** `log`: each ratio is as likely as any other; `min` > 0. @default 'linear' */
  readonly scale?: 'linear' | 'log';
  /** Active only where other parameters have these values; active always where left out. */
  readonly when?: When;
  readonly default?: number;
  readonly description?: string;
}

/** One of several words, as `static parameters` of a strategy declares them. */
export interface ChoiceDimension {
  readonly type: 'choice';
  readonly choices: readonly string[];
  /** Active only where other parameters have these values; active always where left out. */
  readonly when?: When;
  readonly default?: string;
  readonly description?: string;
}

/** Yes or no, as `static parameters` of a strategy declares it. */
export interface BooleanDimension {
  readonly type: 'boolean';
  /** Active only where other parameters have these values; active always where left out. */
  readonly when?: When;
  readonly default?: boolean;
  readonly description?: string;
}

/** What one parameter may be: a range, a list, a declared parameter, or one fixed value. */
export type DimensionSpec =
  | Choice
  | readonly Choice[]
  | RangeDimension
  | ValuesDimension
  | IntDimension
  | FloatDimension
  | ChoiceDimension
  | BooleanDimension;

/** What all parameters may be, by name. */
export type DimensionSpecs = Readonly<Record<string, DimensionSpec>>;

type Widened<V> = V extends number ? number : V;

type ValueOf<S> = S extends readonly (infer V)[]
  ? Widened<V>
  : S extends { readonly values: readonly (infer V)[] }
    ? Widened<V>
    : S extends { readonly choices: readonly (infer V)[] }
      ? V
      : S extends { readonly type: 'boolean' }
        ? boolean
        : S extends object
          ? number
          : Widened<S>;

/** The values of one point of a space; `undefined` where a parameter is not active. */
export type PointOf<D extends DimensionSpecs> = {
  readonly [name in keyof D]: D[name] extends { readonly when: When } ? ValueOf<D[name]> | undefined : ValueOf<D[name]>;
} & {};
