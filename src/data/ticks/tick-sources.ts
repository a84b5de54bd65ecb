import { ArgumentError, show } from '../../core/index.ts';

/** Files as a list. */
export function listOfPaths(path: string | readonly string[]): readonly string[] {
  const paths: readonly unknown[] = Array.isArray(path) ? path : [path];
  if (paths.length > 0 && paths.every((each) => typeof each === 'string')) return paths as readonly string[];
  throw new ArgumentError(`Expected \`path\` to be the path of a file or a list of paths, was \`${show(path)}\`.`);
}

/** Contents of files, as bytes, as a list. */
export function listOfContents(content: TickContent | readonly TickContent[]): readonly Uint8Array[] {
  const contents: readonly unknown[] = Array.isArray(content) ? content : [content];
  return contents.map((each) => {
    if (typeof each === 'string') return Buffer.from(each);
    if (each instanceof Uint8Array) return each;
    throw new ArgumentError(`Expected \`content\` to be text or bytes, was \`${show(each)}\`.`);
  });
}

/** Text or bytes of a file. */
export type TickContent = string | Uint8Array;
