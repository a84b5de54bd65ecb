/** How a value was made: the name of a function of the library, and what it was called with. */
export interface Recipe {
  readonly by: string;
  readonly from: readonly unknown[];
}

const brand: unique symbol = Symbol.for('barwright.recipe') as never;

/** Notes on a value how it was made, so that it can be made again in another thread or on another machine. */
export function madeBy<T extends object>(by: string, from: readonly unknown[], value: T): T {
  Object.defineProperty(value, brand, { value: Object.freeze({ by, from }) });
  return value;
}

/** How a value was made, where {@link madeBy} noted it, by any copy of the library. */
export function recipeOf(value: object): Recipe | undefined {
  return (value as { readonly [brand]?: Recipe })[brand];
}
