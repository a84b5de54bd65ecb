/**
 * Colours by meaning. A page sets them once for light and dark through CSS variables; without a page each has a colour
 * of its own. Gains are blue and losses orange, which colour-blind readers can tell apart.
 */
export type Tone = 'gain' | 'loss' | 'ink' | 'soft' | 'line' | 'violet' | 'teal' | 'ochre' | 'rose' | 'slate';

const fallback: Readonly<Record<Tone, string>> = {
  gain: '#0f6cb5',
  loss: '#cf5a0e',
  ink: '#1d1f24',
  soft: '#666c78',
  line: '#e2dfd9',
  violet: '#8a5bb8',
  teal: '#12877a',
  ochre: '#a67c00',
  rose: '#c0467e',
  slate: '#5b6b7f',
};

/** Tones for one series after another. */
export const seriesTones: readonly Tone[] = ['gain', 'ochre', 'violet', 'teal', 'rose', 'slate'];

/** The CSS value of a tone. */
export function toneColor(tone: Tone): string {
  return `var(--${tone},${fallback[tone]})`;
}
