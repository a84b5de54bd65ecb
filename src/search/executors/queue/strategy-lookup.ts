import { hostname } from 'node:os';
import { ArgumentError } from '../../../core/index.ts';
import type { SweptStrategy } from '../../sweep/trial-runner.ts';
import { importStrategy, type StrategySource, sourceOf } from '../strategy-source.ts';
import { ChunkFailure } from './chunk-message.ts';
import { hashOfFile, identityOf, isSame, type StrategyIdentity } from './strategy-identity.ts';
import type { SweepMessage } from './sweep-message.ts';

/** Any class of strategies, whatever its parameters. */
export type StrategyClass = new (params?: never) => object;

/**
 * The manifest of a sweep with the module that its class has on this machine.
 *
 * @throws ChunkFailure where there is none, or another one.
 */
export type StrategyLookup = (message: SweepMessage) => Promise<string>;

/**
 * Finds classes by the name and address that sweeps give: of those that were given here, the one with its name, else the one at its
 * address. What is imported stays as it was imported, so that a file that has changed since is another class.
 *
 * @throws ArgumentError where one of `strategies` cannot be imported by threads.
 */
export async function strategyLookup(strategies: readonly StrategyClass[]): Promise<StrategyLookup> {
  const given = strategies.map((strategy) => sourceOf(strategy as SweptStrategy<object>));
  const imported = new Map<string, Promise<StrategyIdentity>>();

  const identityAt = (source: StrategySource): Promise<StrategyIdentity> => {
    const key = JSON.stringify(source);
    let found = imported.get(key);
    if (found === undefined) {
      found = importedIdentity(source);
      imported.set(key, found);
      found.catch(() => imported.delete(key));
    }
    return found;
  };

  /** Why the class at `source` is not the one that is wanted; undefined where it is. */
  const whyNot = async (source: StrategySource, wanted: StrategySource, identity: StrategyIdentity): Promise<string | undefined> => {
    const { module } = source;
    if (source.parameters !== wanted.parameters) return `the one in \`${module}\` has other \`static parameters\``;
    try {
      const found = await identityAt(source);
      if (isSame(found, identity)) return undefined;
      return identity.file !== undefined && identity.file === (await hashOfFile(module))
        ? `\`${module}\` has changed since the worker imported it: start the worker again`
        : `the one in \`${module}\` has another text`;
    } catch (error) {
      if (!(error instanceof ArgumentError)) throw error;
      return error.message.replace(/\.$/, '');
    }
  };

  await Promise.all(given.map(identityAt));
  return async ({ manifest: text, identity }) => {
    const manifest = JSON.parse(text) as { readonly strategy: StrategySource };
    const wanted = manifest.strategy;
    if (wanted.module === undefined) return text;
    const reasons: string[] = [];
    for (const source of [...given.filter(({ name }) => name === wanted.name), wanted]) {
      const reason = await whyNot(source, wanted, identity);
      if (reason === undefined) return JSON.stringify({ ...manifest, strategy: source });
      reasons.push(reason);
    }
    throw new ChunkFailure(
      'refused',
      `The worker on ${hostname()} does not have the \`${wanted.name}\` of the sweep: ${reasons.join('; ')}. ` +
        'Give it the module by `npx barwright-worker --import ./module.js`, from the same build as the sweep has it.',
    );
  };
}

async function importedIdentity(source: StrategySource): Promise<StrategyIdentity> {
  const file = await hashOfFile(source.module);
  return { ...(await identityOf(await importStrategy(source), undefined)), file };
}
