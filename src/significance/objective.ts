/** A figure of some returns, greater for better ones; finite. The array is used again: read it, do not keep it. */
export type Objective = (returns: Float64Array) => number;
