import { escapeHtml, type PageSection, page } from '../../charts/index.ts';
import { atomicWrite } from '../../data/index.ts';

/** What a picture of a sweep shows. */
export interface Shown {
  readonly title: string;
  /** A line under the title of a page. */
  readonly lead: string;
  readonly svg: () => string;
  /** Parts of its page. */
  readonly sections: () => readonly PageSection[];
  /** Scripts of its page. */
  readonly scripts?: readonly string[];
}

/** A picture of a sweep: in a notebook, as an SVG, and as a page that opens offline. */
export class SweepPicture {
  readonly title: string;
  readonly #shown: Shown;
  #luck: () => string = () => '';

  static {
    // Jupyter kernels look for this method on a value.
    Object.defineProperty(this.prototype, Symbol.for('Jupyter.display'), {
      value(this: SweepPicture) {
        const luck = this.#luck();
        const caption = luck === '' ? '' : `<figcaption style="font-size:12px;opacity:.68">${escapeHtml(luck)}</figcaption>`;
        return { 'text/html': `<figure style="margin:0">${this.svg()}${caption}</figure>`, 'text/plain': `${this.title}\n${this.#lead()}` };
      },
    });
  }

  /** @internal */
  constructor(shown: Shown) {
    this.title = shown.title;
    this.#shown = shown;
  }

  /**
   * Says how likely the best is luck, wherever the picture is shown.
   *
   * @internal
   */
  tellLuck(luck: () => string): this {
    this.#luck = luck;
    return this;
  }

  #lead(): string {
    return [this.#shown.lead, this.#luck()].filter(Boolean).join(' ');
  }

  /** The picture as an SVG. */
  svg(): string {
    return this.#shown.svg();
  }

  /** A page with the picture as one HTML text that needs nothing else. */
  async html(): Promise<string> {
    const { title, sections, scripts = [] } = this.#shown;
    return page({ title, eyebrow: 'Parameter search', lead: this.#lead(), sections: sections(), scripts });
  }

  /**
   * Writes the page to a file, whole or not at all.
   *
   * @throws SourceError where it cannot be written.
   */
  async write(path: string): Promise<void> {
    await atomicWrite(path, await this.html());
  }
}
