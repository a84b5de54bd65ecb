import * as barwright from 'barwright';
import * as indicators from 'barwright/indicators';
import { catalog } from 'barwright/indicators';
import { describe, expect, it } from 'vitest';
import { indicatorIndex, indicatorPage, indicatorPicture, indicatorSample } from '../../docs/indicator-pages.ts';

const entries = catalog.list();
const modules: Readonly<Record<string, object>> = { barwright, 'barwright/indicators': indicators };

/** Runs a sample: its imports become constants. */
function run(sample: string): unknown {
  const body = sample.replaceAll(/import \{([^}]*)\} from '([^']*)';/g, (_, names: string, from: string) => {
    return `const {${names.replaceAll(' as ', ': ')}} = modules['${from}'];`;
  });
  return new Function('modules', `${body}\nreturn byName;`)(modules);
}

/** Tags of an SVG that are not closed, or closed out of turn. */
function unclosed(svg: string): readonly string[] {
  const open: string[] = [];
  for (const [, end, name, empty] of svg.matchAll(/<(\/?)([a-zA-Z]+)(?:\s+[\w:-]+="[^"<]*")*\s*(\/?)>/g)) {
    if (end === '') {
      if (empty === '') open.push(name);
    } else if (open.pop() !== name) return [...open, `/${name}`];
  }
  return open;
}

describe('the page of an indicator', () => {
  it.each(entries.map((entry) => [entry.name, entry] as const))(
    '%s draws it, states its facts and has a sample that runs',
    async (_, entry) => {
      const picture = indicatorPicture(entry);
      expect(picture).toContain('<path d="M');
      expect(picture).not.toMatch(/NaN|undefined|Infinity/);
      expect(unclosed(picture)).toEqual([]);
      const html = await indicatorPage(entry);
      for (const [name, parameter] of Object.entries(entry.parameters)) {
        expect(html).toContain(`<td><code>${name}</code></td>`);
        expect(html).toContain(`<td><code>${parameter.default}</code></td>`);
        if (parameter.type !== 'choice') expect(html).toContain(`${parameter.min} to ${parameter.max}`);
      }
      for (const output of entry.outputs) expect(html).toContain(`<code>${output}</code>`);
      expect(html).not.toMatch(/>undefined<|\[object Object\]/);
      const values = run(indicatorSample(entry)) as object;
      expect(Object.keys(values)).toEqual(entry.outputs);
    },
  );

  it('leads to its neighbours, all of which exist', async () => {
    const links = (await Promise.all(entries.map(indicatorPage))).flatMap((html) =>
      [...html.matchAll(/href="(\w+)\.html"/g)].map(([, name]) => name),
    );
    for (const name of new Set(links)) expect(name === 'index' || catalog.has(name), name).toBe(true);
  });

  it('is reached from the index', async () => {
    const html = await indicatorIndex();
    for (const { name } of entries) expect(html).toContain(`href="${name}.html"`);
    const thumbnails = html.match(/<svg class="sparkline".*?<\/svg>/g)!;
    expect(thumbnails.length).toBeGreaterThan(entries.length / 2);
    expect(thumbnails.filter((svg) => !svg.includes('<path d="M') || /NaN|Infinity/.test(svg.replace(/aria-label="[^"]*"/, '')))).toEqual(
      [],
    );
  });
});
