import { createHash } from 'node:crypto';
import { page } from 'barwright/charts';
import { describe, expect, it } from 'vitest';

describe('page', () => {
  const hostile = '</title><script>alert(1)</script>';

  it('has a language, a title, contents and named sections, all escaped', async () => {
    const html = await page({
      title: hostile,
      lead: hostile,
      eyebrow: hostile,
      sections: [
        { id: 'a', title: hostile, note: hostile, body: '<p>A</p>' },
        { id: 'b', title: 'B', body: '<p>B</p>' },
      ],
      theme: 'dark',
    });
    expect(html).toContain('<html lang="en" data-theme="dark">');
    expect(html).toContain('<a href="#b">B</a>');
    expect(html).toContain('aria-labelledby="b-title"');
    expect(html).not.toContain('<script>alert');
    expect(html.match(/<script/g)).toHaveLength(1);
  });

  it('allows exactly its own scripts to run and nothing to be loaded', async () => {
    const script = 'document.title = "x";';
    const html = await page({ title: 't', sections: [], scripts: [script], data: { numbers: '[1]' } });
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? '';
    expect(policy).toMatch(/^default-src 'none'; script-src 'sha256-[^']*' 'sha256-[^']*'; style-src 'unsafe-inline'; img-src data:/);
    expect(policy).toContain(`'sha256-${createHash('sha256').update(script).digest('base64')}'`);
    expect(html).toContain('<script type="text/plain" id="numbers">[1]</script>');
    expect(html.replace(/href="data:,"/, '')).not.toMatch(/\b(src|href)="(?!#)/);
  });

  it('refuses unknown options and themes', async () => {
    await expect(page({ title: 't', sections: [], stile: '' } as never)).rejects.toThrow('Did you mean `style`?');
    await expect(page({ title: 't', sections: [], theme: 'drak' as never })).rejects.toThrow('Did you mean `dark`?');
  });
});
