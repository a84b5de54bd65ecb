import { simdModule } from './simd-module.ts';

interface Kernels {
  readonly memory: { readonly buffer: ArrayBuffer };
  rollingMaximum(n: number, period: number): number;
  rollingMinimum(n: number, period: number): number;
  placeInRange(n: number, period: number): number;
  rollingQuantile(n: number, period: number, below: number, share: number): number;
  meanDistances(n: number, period: number): number;
  commodityChannel(n: number, period: number): number;
  flaggedApart(n: number): number;
}

/** Kernels in WebAssembly and the regions of their memory that columns pass through. */
export interface Simd {
  readonly kernels: Kernels;
  readonly regions: readonly Float64Array[];
}

interface WebAssemblyApi {
  validate(bytes: Uint8Array): boolean;
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports?: object) => { readonly exports: unknown };
  Memory: new (pages: { readonly initial: number }) => ModuleMemory;
}

/** Memory of WebAssembly, in pages of 64 KiB; when it grows it has a new buffer, and the old one is empty. */
export interface ModuleMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

/** Where the first region begins, in bytes, and the values of each: as in `assembly/kernels.ts`. */
const origin = 64;
const regionLength = 4096;

/** Values of a chunk: vectors of two read up to one value behind it. */
const chunkLength: number = regionLength - 2;

/** The longest window of kernels that need `period - 1` values before the first result of each chunk. */
export const longestSimdPeriod = 1024;

let loaded: Simd | null | undefined;

/** The kernels in WebAssembly, compiled on first use; undefined where the host has none with vectors. */
export function simd(): Simd | undefined {
  if (loaded === undefined) loaded = load();
  return loaded ?? undefined;
}

function load(): Simd | null {
  const api = webAssembly();
  const compiled = api === undefined ? undefined : compile(api, simdModule);
  if (api === undefined || compiled === undefined) return null;
  const kernels = new api.Instance(compiled).exports as Kernels;
  const regions = [0, 1, 2].map((index) => new Float64Array(kernels.memory.buffer, origin + index * regionLength * 8, regionLength));
  return { kernels, regions };
}

/** WebAssembly, where the host has it. */
export function webAssembly(): WebAssemblyApi | undefined {
  return (globalThis as { WebAssembly?: WebAssemblyApi }).WebAssembly;
}

/** A module from its text; undefined where the host does not know what it asks for. */
export function compile(api: WebAssemblyApi, text: string): object | undefined {
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  return api.validate(bytes) ? new api.Module(bytes) : undefined;
}

/**
 * Runs a kernel over the run `[start, end)` in chunks that overlap by a window: `inputs` go to the regions in order, `run(n)`
 * works on n values, and its results from the last value of the first window on come from region `result`.
 * NaN stands before the first full window. Returns NaN where a value of the run is not finite.
 */
export function throughRegions(
  { regions }: Simd,
  out: Float64Array,
  inputs: readonly Float64Array[],
  start: number,
  end: number,
  period: number,
  result: number,
  run: (n: number) => number,
): number {
  const before = period - 1;
  let check = 0;
  out.fill(Number.NaN, start, Math.min(start + before, end));
  for (let from = start; from < end && (from === start || from + before < end); from += chunkLength - before) {
    const stop = Math.min(from + chunkLength, end);
    const n = stop - from;
    for (let k = 0; k < inputs.length; k++) {
      regions[k].set(inputs[k].subarray(from, stop));
      regions[k][n] = 0;
    }
    check += run(n);
    if (n > before) out.set(regions[result].subarray(before, n), from + before);
  }
  return check;
}
