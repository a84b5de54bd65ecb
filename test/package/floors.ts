/** The floor of every folder of `src`: imports go from a higher floor to a lower one. */
export const floors: Readonly<Record<string, number>> = {
  core: 0,
  kernels: 1,
  market: 2,
  charts: 2,
  data: 3,
  indicators: 3,
  metrics: 3,
  statistics: 3,
  splits: 3,
  significance: 3,
  exchange: 4,
  risk: 5,
  strategy: 6,
  backtest: 7,
  search: 8,
  learn: 8,
  portfolio: 8,
  validation: 9,
  report: 10,
  live: 10,
};

/** A package that some folders may import. */
export interface ForeignRule {
  readonly name: RegExp;
  readonly folders: readonly string[];
  /** Only as a type or through `import()`, so that `import 'barwright'` does not load it. */
  readonly lazy: boolean;
}

export const foreignRules: readonly ForeignRule[] = [
  { name: /^apache-arrow$/, folders: ['market', 'data'], lazy: true },
  { name: /^hyparquet(-writer|-compressors)?$/, folders: ['data'], lazy: true },
  { name: /^danfojs-node$/, folders: ['data'], lazy: true },
  { name: /^(bullmq|ioredis|pg)$/, folders: ['search'], lazy: true },
  { name: /^simple-statistics$/, folders: ['metrics', 'statistics'], lazy: false },
  { name: /^(lightweight-charts|virtual:(chart-library|report-client))$/, folders: ['report'], lazy: true },
  { name: /^node:/, folders: ['data', 'backtest', 'search', 'learn', 'portfolio', 'validation', 'report', 'live'], lazy: false },
];
