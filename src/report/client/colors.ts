const names = ['card', 'ink', 'soft', 'line', 'gain', 'loss', 'violet', 'teal', 'ochre', 'rose', 'slate'] as const;

/** Colours of the page as they are right now. */
export type Colors = Readonly<Record<(typeof names)[number], string>>;

/** Tones of indicators, one after another. */
export const lineTones = ['ochre', 'violet', 'teal', 'rose', 'slate'] as const;

/** The colours of the page, resolved for light or dark. */
export function readColors(): Colors {
  const probe = document.createElement('i');
  document.body.append(probe);
  const style = getComputedStyle(probe);
  const read = (name: string): string => {
    probe.style.color = `var(--${name})`;
    return style.color;
  };
  const colors = Object.fromEntries(names.map((name) => [name, read(name)])) as Colors;
  probe.remove();
  return colors;
}

/** A colour `rgb(r, g, b)` with an opacity. */
export function withOpacity(color: string, opacity: number): string {
  return color.replace(/^rgb\((.*)\)$/, `rgba($1, ${opacity})`);
}
