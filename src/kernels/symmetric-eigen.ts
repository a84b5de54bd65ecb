const mostSweeps = 60;

/**
 * Eigenvalues and eigenvectors of a symmetric matrix by cyclic Jacobi rotations: `matrix = V diag(values) V'`.
 *
 * All matrices are n x n by rows. `matrix` is overwritten; column j of `vectors` belongs to `values[j]`; the values stand in no order.
 *
 * Source: Golub and Van Loan, Matrix Computations, 4th edition, section 8.5.
 */
export function symmetricEigenInto(matrix: Float64Array, n: number, values: Float64Array, vectors: Float64Array): void {
  vectors.fill(0);
  for (let i = 0; i < n; i++) vectors[i * n + i] = 1;
  for (let sweep = 0; sweep < mostSweeps; sweep++) {
    let off = 0;
    let all = 0;
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        const square = matrix[i * n + j] * matrix[i * n + j];
        all += square;
        if (i !== j) off += square;
      }
    }
    if (off <= all * 1e-32) break;
    for (let p = 0; p < n - 1; p++) for (let q = p + 1; q < n; q++) rotate(matrix, n, p, q, vectors);
  }
  for (let i = 0; i < n; i++) values[i] = matrix[i * n + i];
}

/** Makes the element at (p, q) zero. */
function rotate(a: Float64Array, n: number, p: number, q: number, v: Float64Array): void {
  const apq = a[p * n + q];
  if (apq === 0) return;
  const tau = (a[q * n + q] - a[p * n + p]) / (2 * apq);
  const t = (tau >= 0 ? 1 : -1) / (Math.abs(tau) + Math.hypot(1, tau));
  const c = 1 / Math.hypot(1, t);
  const s = t * c;
  for (let k = 0; k < n; k++) {
    const [kp, kq] = [a[k * n + p], a[k * n + q]];
    a[k * n + p] = c * kp - s * kq;
    a[k * n + q] = s * kp + c * kq;
  }
  for (let k = 0; k < n; k++) {
    const [pk, qk] = [a[p * n + k], a[q * n + k]];
    a[p * n + k] = c * pk - s * qk;
    a[q * n + k] = s * pk + c * qk;
  }
  for (let k = 0; k < n; k++) {
    const [kp, kq] = [v[k * n + p], v[k * n + q]];
    v[k * n + p] = c * kp - s * kq;
    v[k * n + q] = s * kp + c * kq;
  }
}
