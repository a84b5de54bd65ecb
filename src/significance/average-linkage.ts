/** Two clusters that become one, each named by one of its members. */
export interface Merge {
  readonly a: number;
  readonly b: number;
  readonly distance: number;
}

/**
 * Agglomerates `count` points by the average distance of their members, nearest first, along chains of nearest neighbours.
 *
 * Source: Murtagh, A survey of recent advances in hierarchical clustering algorithms, The Computer Journal 26, 1983.
 */
export function averageLinkage(distances: Float64Array, count: number): readonly Merge[] {
  const between = distances.slice();
  const sizes = new Int32Array(count).fill(1);
  const merges: Merge[] = [];
  const chain: number[] = [];
  while (merges.length < count - 1) {
    if (chain.length === 0) chain.push(sizes.findIndex((size) => size > 0));
    const tip = chain[chain.length - 1];
    const before = chain.length > 1 ? chain[chain.length - 2] : -1;
    let nearest = before;
    let distance = before < 0 ? Number.POSITIVE_INFINITY : between[tip * count + before];
    for (let i = 0; i < count; i++) {
      if (sizes[i] === 0 || i === tip || between[tip * count + i] >= distance) continue;
      distance = between[tip * count + i];
      nearest = i;
    }
    if (nearest !== before) {
      chain.push(nearest);
      continue;
    }
    chain.length -= 2;
    const [a, b] = [Math.min(tip, before), Math.max(tip, before)];
    merges.push({ a, b, distance });
    const size = sizes[a] + sizes[b];
    for (let i = 0; i < count; i++) {
      const mean = (sizes[a] * between[a * count + i] + sizes[b] * between[b * count + i]) / size;
      between[a * count + i] = mean;
      between[i * count + a] = mean;
    }
    sizes[a] = size;
    sizes[b] = 0;
  }
  return merges.sort((x, y) => x.distance - y.distance);
}

/**
 * The partition along the merges whose silhouettes have the greatest ratio of mean to standard deviation, as a label for
 * each point, numbered by first appearance. Alone in its cluster a point has a silhouette of 0. Of equals the finest wins.
 */
export function bestCut(distances: Float64Array, merges: readonly Merge[], count: number): Int32Array {
  const cluster = Int32Array.from({ length: count }, (_, i) => i);
  const sizes = new Int32Array(count).fill(1);
  const sums = distances.slice();
  let active = Int32Array.from(cluster);
  let best = cluster.slice();
  let bestQuality = 0;
  for (const merge of merges.slice(0, Math.max(0, count - 2))) {
    const [a, b] = [cluster[merge.a], cluster[merge.b]].sort((x, y) => x - y);
    for (let i = 0; i < count; i++) {
      sums[i * count + a] += sums[i * count + b];
      if (cluster[i] === b) cluster[i] = a;
    }
    sizes[a] += sizes[b];
    active = active.filter((label) => label !== b);
    const quality = qualityOf(sums, cluster, sizes, active);
    if (quality > bestQuality) [best, bestQuality] = [cluster.slice(), quality];
  }
  const names = new Map<number, number>();
  return best.map((label) => {
    if (!names.has(label)) names.set(label, names.size);
    return names.get(label)!;
  });
}

/** Mean of the silhouettes over their standard deviation. */
function qualityOf(sums: Float64Array, cluster: Int32Array, sizes: Int32Array, active: Int32Array): number {
  const count = cluster.length;
  let total = 0;
  let squares = 0;
  for (let i = 0; i < count; i++) {
    const own = cluster[i];
    if (sizes[own] === 1) continue;
    const within = sums[i * count + own] / (sizes[own] - 1);
    let nearest = Number.POSITIVE_INFINITY;
    for (let k = 0; k < active.length; k++) {
      const label = active[k];
      const distance = sums[i * count + label] / sizes[label];
      if (distance < nearest && label !== own) nearest = distance;
    }
    const most = Math.max(within, nearest);
    const silhouette = most === 0 ? 0 : (nearest - within) / most;
    total += silhouette;
    squares += silhouette * silhouette;
  }
  const mean = total / count;
  const variance = squares / count - mean * mean;
  if (variance <= 1e-14) return mean > 0 ? Number.POSITIVE_INFINITY : 0;
  return mean / Math.sqrt(variance);
}
