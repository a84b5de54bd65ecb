import { escapeHtml, scriptJson, summaryCard } from 'barwright/charts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

describe('escapeHtml', () => {
  it('leaves no character that opens an element, an entity or an attribute', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('<', '>', '"', "'", '&', 'a', ';') }), (text) => {
        const safe = escapeHtml(text);
        expect(safe).not.toMatch(/[<>"']|&(?!(amp|lt|gt|quot|#39);)/);
      }),
    );
  });
});

describe('scriptJson', () => {
  it('is the same value to a JSON parser and cannot close its element', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string(), (value, text) => {
        const given = { value, text: `</script><!--${text}\u2028` };
        const safe = scriptJson(given);
        expect(safe).not.toMatch(/[<>\u2028\u2029]/);
        expect(JSON.stringify(JSON.parse(safe))).toBe(JSON.stringify(given));
      }),
    );
  });
});

describe('summaryCard', () => {
  it('shows title, figures, curve and notes, escaped, with no script and no request', () => {
    const html = summaryCard({
      title: '<script>alert(1)</script>',
      lead: '"lead"',
      tiles: [{ label: '<b>', value: '12%', note: '<i>', tone: 'gain' }],
      series: { label: '"x" onload="alert(1)', values: Float64Array.from({ length: 500_000 }, (_, i) => Math.sin(i / 9_000)) },
      notes: ['<img src=x onerror=alert(1)>'],
    });
    expect(html).toContain('&lt;script&gt;');
    expect(html).not.toMatch(/<(script|img|b|i)\b|" onload|https?:/);
    expect(html.length).toBeLessThan(40_000);
  });

  it('refuses an unknown option', () => {
    expect(() => summaryCard({ title: 'x', tiles: [], serie: 1 } as never)).toThrow('Did you mean `series`?');
  });
});
