import { Rng } from 'barwright/core';
import { symmetricEigenInto } from 'barwright/kernels';
import { describe, expect, it } from 'vitest';

/** Eigenvalues in rising order, and eigenvectors by columns. */
function eigen(matrix: readonly number[], n: number): { readonly values: Float64Array; readonly vectors: Float64Array } {
  const values = new Float64Array(n);
  const vectors = new Float64Array(n * n);
  symmetricEigenInto(Float64Array.from(matrix), n, values, vectors);
  return { values, vectors };
}

describe('the eigenvalues of a symmetric matrix', () => {
  it('are those of matrices that are known', () => {
    // The second difference matrix has 2 - 2 cos(k pi / (n + 1)).
    const n = 9;
    const difference = Array.from({ length: n * n }, (_, i) => [2, -1][Math.abs(Math.floor(i / n) - (i % n))] ?? 0);
    const expected = Array.from({ length: n }, (_, k) => 2 - 2 * Math.cos(((k + 1) * Math.PI) / (n + 1)));
    eigen(difference, n)
      .values.sort()
      .forEach((value, k) => {
        expect(Math.abs(value - expected[k])).toBeLessThan(1e-14);
      });
    // Hilbert's of order 3, by LAPACK in numpy 2.4: numpy.linalg.eigvalsh(scipy.linalg.hilbert(3))
    const hilbert = [1, 1 / 2, 1 / 3, 1 / 2, 1 / 3, 1 / 4, 1 / 3, 1 / 4, 1 / 5];
    [0.002687340355773545, 0.12232706585390565, 1.4083189271236538].forEach((value, k) => {
      expect(Math.abs(eigen(hilbert, 3).values.sort()[k] - value)).toBeLessThan(1e-15);
    });
    expect([...eigen([4], 1).values]).toEqual([4]);
    expect([...eigen([0, 0, 0, 0], 2).values]).toEqual([0, 0]);
  });

  it('make the matrix again, with eigenvectors at right angles, for any matrix', () => {
    const rng = new Rng(3);
    for (const n of [2, 3, 5, 12, 30]) {
      const raw = Array.from({ length: n * n }, () => rng.normal());
      const matrix = raw.map((_, i) => raw[i] + raw[(i % n) * n + Math.floor(i / n)]);
      const { values, vectors } = eigen(matrix, n);
      for (let i = 0; i < n; i++) {
        for (let j = 0; j < n; j++) {
          let again = 0;
          let dot = 0;
          for (let k = 0; k < n; k++) {
            again += values[k] * vectors[i * n + k] * vectors[j * n + k];
            dot += vectors[k * n + i] * vectors[k * n + j];
          }
          expect(Math.abs(again - matrix[i * n + j])).toBeLessThan(1e-13 * n);
          expect(Math.abs(dot - (i === j ? 1 : 0))).toBeLessThan(1e-13);
        }
      }
    }
  });
});
