import { DataError, show } from '../../core/index.ts';

/** Chooses the rows of one symbol: the one that was asked for, or else the only one that is found. */
export class SymbolChoice {
  found: string | undefined;
  readonly #wanted: string | undefined;
  readonly #others: Set<string> = new Set();

  constructor(wanted: string | undefined) {
    this.#wanted = wanted;
  }

  /**
   * Whether rows of a symbol are read.
   *
   * @throws DataError where none was asked for and there are several, or it is no text.
   */
  admits(symbol: unknown, line: number, where: string): boolean {
    if (typeof symbol !== 'string') {
      throw new DataError(`Expected a symbol in line ${line}${where}, was \`${show(symbol)}\`. Mend or remove the line.`, {
        row: line - 1,
        field: 'symbol',
      });
    }
    if (symbol === this.found) return true;
    if (this.#wanted === undefined ? this.found === undefined : symbol === this.#wanted) {
      this.found = symbol;
      return true;
    }
    if (this.#wanted !== undefined) {
      this.#others.add(symbol);
      return false;
    }
    throw new DataError(
      `Expected rows of one symbol${where}, found ${this.found} and, in line ${line}, ${symbol}. Choose one: \`symbol: '${this.found}'\`.`,
      { field: 'symbol' },
    );
  }

  /** The error where rows were found of other symbols only. */
  none(where: string): DataError | undefined {
    if (this.#others.size === 0) return undefined;
    const found = [...this.#others].slice(0, 10).join(', ');
    return new DataError(`Expected rows of \`symbol\` '${this.#wanted}'${where}, found ${found}.`, { field: 'symbol' });
  }
}
