/** A size in units of price: given as such, or as a fraction of the first price. */
export function heightOf({ size, unit }: { readonly size: number; readonly unit: 'fraction' | 'price' }, first: number): number {
  return unit === 'price' ? size : size * Math.abs(first);
}
