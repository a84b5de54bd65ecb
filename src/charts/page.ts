import { checkKeys, checkOneOf } from '../core/index.ts';
import { escapeHtml } from './escape.ts';
import { pageStyle } from './page-style.ts';
import { themeScript } from './theme-script.ts';

/** Light, dark, or as the reader's system has it. */
export type Theme = 'auto' | 'light' | 'dark';

/** One part of a page. */
export interface PageSection {
  /** Fragment of its address, and where the contents lead. */
  readonly id: string;
  readonly title: string;
  /** One or two sentences under the title. Text. */
  readonly note?: string;
  /** HTML: what users gave must be escaped in it. */
  readonly body: string;
}

/** Options of {@link page}. */
export interface PageOptions {
  /** Text, as all that is not said to be HTML. */
  readonly title: string;
  /** A short line above the title. */
  readonly eyebrow?: string;
  /** A line under the title. */
  readonly lead?: string;
  /** HTML between the title and the contents. */
  readonly opening?: string;
  readonly sections: readonly PageSection[];
  /** HTML at the end. */
  readonly footer?: string;
  /** @default 'auto' */
  readonly theme?: Theme;
  /** @default 'en' */
  readonly lang?: string;
  /** CSS after the page's own. */
  readonly style?: string;
  /** Scripts to run at the end of the page; no other script can run in it. */
  readonly scripts?: readonly string[];
  /** Texts for the scripts to read, by the id of their element: escaped JSON or base64. */
  readonly data?: Readonly<Record<string, string>>;
}

const optionNames: readonly string[] = [
  'title',
  'eyebrow',
  'lead',
  'opening',
  'sections',
  'footer',
  'theme',
  'lang',
  'style',
  'scripts',
  'data',
];

/**
 * A designed page as one HTML text that needs nothing else: a title, contents and sections, light and dark, for screens
 * from 360 px up and for paper.
 *
 * A content security policy allows the page no request of any kind and no script but those given.
 *
 * @throws ArgumentError where an option is unknown or the theme is none.
 * @example
 * ```ts
 * import { lineChart, page } from 'barwright/charts';
 * const x = Float64Array.of(1, 2, 3);
 * const html = await page({
 *   title: 'A study',
 *   sections: [{ id: 'curve', title: 'The curve', body: lineChart([{ name: 'y', x, y: x }], { label: 'y', x: 'number' }) }],
 * });
 * ```
 */
export async function page(options: PageOptions): Promise<string> {
  checkKeys('options', options, optionNames);
  const { title, eyebrow, lead, opening = '', sections, footer = '', lang = 'en', style = '', scripts = [], data = {} } = options;
  const theme = checkOneOf('theme', options.theme ?? 'auto', ['auto', 'light', 'dark']);
  const allScripts = [themeScript, ...scripts];
  const hashes = await Promise.all(allScripts.map(policyHash));
  const policy = `default-src 'none'; script-src ${hashes.join(' ')}; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'`;
  const line = (name: string, text: string | undefined): string => (text === undefined ? '' : `<p class="${name}">${escapeHtml(text)}</p>`);
  return [
    '<!doctype html>',
    `<html lang="${escapeHtml(lang)}" data-theme="${theme}">`,
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    '<link rel="icon" href="data:,">',
    `<title>${escapeHtml(title)}</title>`,
    `<style>${pageStyle}${style}</style>`,
    '</head>',
    '<body>',
    '<a class="skip" href="#content">Skip to the content</a>',
    '<div class="page">',
    `<header class="masthead"><div>${line('eyebrow', eyebrow)}<h1>${escapeHtml(title)}</h1>${line('lead', lead)}</div>`,
    '<button class="theme" type="button" id="theme" aria-label="Change between light and dark"><span>Theme</span></button></header>',
    opening,
    sections.length > 1 ? contents(sections) : '',
    '<main id="content">',
    ...sections.map(
      ({ id, title: name, note, body }) =>
        `<section class="section" id="${escapeHtml(id)}" aria-labelledby="${escapeHtml(id)}-title"><h2 id="${escapeHtml(id)}-title">${escapeHtml(name)}</h2>${line('note', note)}${body}</section>`,
    ),
    '</main>',
    footer === '' ? '' : `<footer class="foot">${footer}</footer>`,
    '</div>',
    ...Object.entries(data).map(([id, text]) => `<script type="text/plain" id="${escapeHtml(id)}">${text}</script>`),
    ...allScripts.map((script) => `<script>${script}</script>`),
    '</body>',
    '</html>',
  ].join('\n');
}

function contents(sections: readonly PageSection[]): string {
  const links = sections.map(({ id, title }) => `<a href="#${escapeHtml(id)}">${escapeHtml(title)}</a>`);
  return `<nav class="contents" aria-label="Contents">${links.join('')}</nav>`;
}

async function policyHash(script: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(script)));
  return `'sha256-${btoa(String.fromCharCode(...digest))}'`;
}
