export { Max, max } from './max.ts';
export { Maxindex, maxindex } from './maxindex.ts';
export { Min, min } from './min.ts';
export { Minindex, minindex } from './minindex.ts';
export { Minmax, type MinmaxOptions, type MinmaxValue, minmax } from './minmax.ts';
export { Minmaxindex, type MinmaxindexOptions, type MinmaxindexValue, minmaxindex } from './minmaxindex.ts';
export { Add, add, Div, div, Mult, mult, type OperatorClass, type OperatorFunction, Sub, sub } from './operators.ts';
export { Sum, sum } from './sum.ts';
export {
  Acos,
  Asin,
  Atan,
  acos,
  asin,
  atan,
  Ceil,
  Cos,
  Cosh,
  ceil,
  cos,
  cosh,
  Exp,
  exp,
  Floor,
  floor,
  Ln,
  Log10,
  ln,
  log10,
  Sin,
  Sinh,
  Sqrt,
  sin,
  sinh,
  sqrt,
  Tan,
  Tanh,
  type TransformClass,
  type TransformFunction,
  tan,
  tanh,
} from './transforms.ts';
