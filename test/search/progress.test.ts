import { progressBar } from 'barwright/search';
import { describe, expect, it, vi } from 'vitest';

const best = { trial: 3, params: { fast: 5 }, value: 1.23456 };

describe('the progress bar', () => {
  it('draws share, trials, rate, time left, failures and the best, and ends the line', () => {
    const now = vi.spyOn(performance, 'now');
    try {
      let drawn = '';
      const draw = progressBar({ stream: { columns: 120, write: (text) => (drawn = text) }, isShown: true });
      now.mockReturnValue(1_000);
      draw({ done: 100, total: 1_000, failed: 0, best: undefined, objective: 'sharpe' });
      expect(drawn.trim()).toBe('##.................. 10%  100/1,000');
      now.mockReturnValue(1_050);
      draw({ done: 140, total: 1_000, failed: 0, best, objective: 'sharpe' });
      expect(drawn).toContain('100/1,000');
      now.mockReturnValue(11_000);
      draw({ done: 600, total: 1_000, failed: 2, best, objective: 'sharpe' });
      expect(drawn.trim()).toBe('############........ 60%  600/1,000  50/s  0:08 left  2 failed  best sharpe 1.235');
      draw({ done: 1_000, total: 1_000, failed: 2, best, objective: 'sharpe' });
      expect(drawn.endsWith('\n')).toBe(true);
      expect(drawn.length).toBe(1 + 119 + 1);
    } finally {
      now.mockRestore();
    }
  });

  it('is silent where there is no terminal, and in CI', () => {
    const writes: string[] = [];
    const progress = { done: 1, total: 2, failed: 0, best: undefined, objective: 'sharpe' };
    progressBar({ stream: { write: (text) => writes.push(text) } })(progress);
    vi.stubEnv('CI', 'true');
    progressBar({ stream: { isTTY: true, write: (text) => writes.push(text) } })(progress);
    vi.stubEnv('CI', '');
    expect(writes).toEqual([]);
    progressBar({ stream: { isTTY: true, write: (text) => writes.push(text) } })(progress);
    vi.unstubAllEnvs();
    expect(writes.length).toBe(1);
  });

  it('refuses options that it does not know', () => {
    expect(() => progressBar({ streem: process.stderr } as never)).toThrow('Did you mean `stream`?');
  });
});
