/**
 * What was tried on which data, over all sessions of research.
 *
 * @module search
 */
export type { ResearchEntry, TrialSharpes } from './research-entry.ts';
export { ResearchLog, type ResearchTrials, researchLog } from './research-log.ts';
export type { SearchedData, SearchedSeries } from './searched-data.ts';
