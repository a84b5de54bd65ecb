import { checkLength, type NumberColumn, toFloat64 } from '../core/index.ts';
import { CompensatedSum, meanOf } from './reductions.ts';
import { noise } from './reward-to-risk.ts';

/** How two series of returns vary, alone and together. */
export interface CoMoments {
  readonly count: number;
  readonly meanX: number;
  readonly meanY: number;
  /** Sums of squared deviations: 0 where they are rounding noise. */
  readonly squaresX: number;
  readonly squaresY: number;
  readonly products: number;
}

export function coMoments(x: Float64Array, y: Float64Array): CoMoments {
  const meanX = meanOf(x);
  const meanY = meanOf(y);
  const squaresX = new CompensatedSum();
  const squaresY = new CompensatedSum();
  const products = new CompensatedSum();
  for (let i = 0; i < x.length; i++) {
    const dx = x[i] - meanX;
    const dy = y[i] - meanY;
    squaresX.add(dx * dx);
    squaresY.add(dy * dy);
    products.add(dx * dy);
  }
  const cleaned = (squares: number, mean: number): number => (Math.sqrt(squares / x.length) <= noise * (1 + Math.abs(mean)) ? 0 : squares);
  return {
    count: x.length,
    meanX,
    meanY,
    squaresX: cleaned(squaresX.value, meanX),
    squaresY: cleaned(squaresY.value, meanY),
    products: products.value,
  };
}

/** The two columns as typed arrays of one length. */
export function returnsPair(returns: NumberColumn, benchmark: NumberColumn): readonly [Float64Array, Float64Array] {
  const x = toFloat64('returns', returns);
  const y = toFloat64('benchmark', benchmark);
  checkLength('benchmark', y, x.length, 'the returns');
  return [x, y];
}
