const suffix = ':short';

/** The name of the short leg of an instrument in hedge mode, where both sides are held at once. */
export function shortLegOf(symbol: string): string {
  return `${symbol}${suffix}`;
}

/** The name that an instrument is listed under, of both its legs. */
export function listedSymbol(symbol: string): string {
  return symbol.endsWith(suffix) ? symbol.slice(0, -suffix.length) : symbol;
}
