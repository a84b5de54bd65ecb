/**
 * @module strategy
 */
export {};
