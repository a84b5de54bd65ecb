/**
 * @module indicators
 */
export {};
