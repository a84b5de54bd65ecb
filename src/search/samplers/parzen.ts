import type { Rng } from '../../core/index.ts';
import { normalCdf, normalQuantile } from '../../kernels/index.ts';
import { isActive } from '../spaces/blocks.ts';
import type { SpaceParts } from '../spaces/space.ts';

/**
 * A density over a space: the mean of one kernel around each observed point and of one that is flat. In a kernel the parameters are
 * independent: a normal distribution cut to [0, 1] on the scale of an ordered parameter, and a share for each value of a choice.
 */
export interface Parzen {
  /** Draws codes and their places on the scales of ordered parameters. */
  draw(rng: Rng, codes: Float64Array, unit: Float64Array): void;
  /** The density at codes and places, relative to the flat one. */
  density(codes: Float64Array, unit: Float64Array): number;
}

/** Observed points by rows: codes, and places on the scales. */
export interface Observed {
  readonly codes: readonly Float64Array[];
  readonly units: readonly Float64Array[];
}

const narrowest = 100;
const newest = 25;
const rootTwoPi = Math.sqrt(2 * Math.PI);

/**
 * Fits the density. A kernel is as wide as the distance to the farther of the two neighbours on that scale, but no narrower than
 * 1 / min(100, n + 1); points older than the last 25 count less, the older the less.
 *
 * Source: Bergstra, Bardenet, Bengio and Kegl 2011, "Algorithms for hyper-parameter optimization"; the widths and the weights are
 * those of Watanabe 2023, "Tree-structured Parzen estimator", section 3; kernels of whole points as in Falkner, Klein and Hutter
 * 2018 (BOHB), so that parameters that work together stay together.
 */
export function fitParzen({ dimensions, order }: SpaceParts, { codes: seen, units }: Observed): Parzen {
  const n = seen.length;
  const weights = kernelWeights(n);
  const kernels = dimensions.map((dimension, place) => (dimension.choices === undefined ? fitKernels(units, place) : undefined));
  const products = new Float64Array(n);

  return {
    draw(rng, codes, unit) {
      let k = 0;
      for (let rest = rng.uniform(); k < n && rest >= weights[k]; k++) rest -= weights[k];
      for (const place of order) {
        const dimension = dimensions[place];
        if (!isActive(dimension, codes)) {
          codes[place] = Number.NaN;
          continue;
        }
        const kernel = kernels[place];
        const isFlat = k >= n || Number.isNaN(seen[k][place]);
        if (kernel === undefined) {
          const repeat = !isFlat && rng.uniform() >= 1 / (n + 1);
          codes[place] = repeat ? seen[k][place] : rng.int(dimension.count);
          continue;
        }
        const at = isFlat ? rng.uniform() : cutNormal(kernel.means[k], 1 / kernel.rates[k], rng.uniform());
        codes[place] = dimension.codeAt(at);
        unit[place] = dimension.unitOf(codes[place]);
      }
    },
    density(codes, unit) {
      for (let k = 0; k < n; k++) products[k] = weights[k];
      for (let place = 0; place < dimensions.length; place++) {
        const code = codes[place];
        if (Number.isNaN(code)) continue;
        const { count, widthOf } = dimensions[place];
        const kernel = kernels[place];
        if (kernel === undefined) timesShares(products, seen, place, code, count);
        else timesKernels(products, kernel, unit[place], widthOf(code));
      }
      let sum = weights[n];
      for (let k = 0; k < n; k++) sum += products[k];
      return sum;
    },
  };
}

/** The kernels of an ordered parameter by columns. A point at which it is not active has a flat one: rate 0, peak 1. */
interface Kernels {
  readonly means: Float64Array;
  /** 1 / standard deviation. */
  readonly rates: Float64Array;
  /** Density at the mean. */
  readonly peaks: Float64Array;
}

function fitKernels(units: readonly Float64Array[], place: number): Kernels {
  const n = units.length;
  const widths = kernelWidths(units, place);
  const means = new Float64Array(n);
  const rates = new Float64Array(n);
  const peaks = new Float64Array(n).fill(1);
  for (let k = 0; k < n; k++) {
    const mean = units[k][place];
    if (Number.isNaN(mean)) continue;
    const rate = 1 / widths[k];
    means[k] = mean;
    rates[k] = rate;
    peaks[k] = rate / rootTwoPi / (normalCdf((1 - mean) * rate) - normalCdf(-mean * rate));
  }
  return { means, rates, peaks };
}

/** Multiplies by the density of each kernel at a place, or by its mean over the width of a value that is wide beside the kernel. */
function timesKernels(products: Float64Array, { means, rates, peaks }: Kernels, at: number, width: number): void {
  for (let k = 0; k < products.length; k++) {
    const rate = rates[k];
    const z = (at - means[k]) * rate;
    if (width * rate <= 0.25) {
      products[k] *= peaks[k] * Math.exp(-0.5 * z * z);
    } else {
      const half = 0.5 * width * rate;
      products[k] *= (peaks[k] * rootTwoPi * (normalCdf(z + half) - normalCdf(z - half))) / (width * rate);
    }
  }
}

/** Multiplies by the share of a choice in each kernel, beside that in the flat one. */
function timesShares(products: Float64Array, seen: readonly Float64Array[], place: number, code: number, count: number): void {
  const n = products.length;
  for (let k = 0; k < n; k++) {
    const center = seen[k][place];
    if (!Number.isNaN(center)) products[k] *= (1 + (code === center ? n * count : 0)) / (n + 1);
  }
}

/** Shares of the kernels, that of the flat one last. */
function kernelWeights(n: number): Float64Array {
  const weights = new Float64Array(n + 1).fill(1);
  const old = n - newest;
  for (let k = 0; k < old; k++) weights[k] = old === 1 ? 1 / n : 1 / n + ((1 - 1 / n) * k) / (old - 1);
  const sum = weights.reduce((a, b) => a + b, 0);
  return weights.map((weight) => weight / sum);
}

function kernelWidths(units: readonly Float64Array[], place: number): Float64Array {
  const n = units.length;
  const least = 1 / Math.min(narrowest, n + 1);
  const at = units.map((unit) => unit[place]);
  const sorted = Array.from(at.keys())
    .filter((k) => !Number.isNaN(at[k]))
    .sort((a, b) => at[a] - at[b] || a - b);
  const widths = new Float64Array(n).fill(1);
  sorted.forEach((k, i) => {
    const left = i > 0 ? at[k] - at[sorted[i - 1]] : 0;
    const right = i + 1 < sorted.length ? at[sorted[i + 1]] - at[k] : 0;
    const width = sorted.length === 1 ? 1 : Math.max(left, right);
    widths[k] = Math.min(1, Math.max(least, width));
  });
  return widths;
}

/** The place of a normal draw cut to [0, 1] that has a share `u` of the kernel below it. */
function cutNormal(mean: number, sigma: number, u: number): number {
  const low = normalCdf(-mean / sigma);
  const high = normalCdf((1 - mean) / sigma);
  return Math.min(1, Math.max(0, mean + sigma * normalQuantile(low + u * (high - low))));
}
