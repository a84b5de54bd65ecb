/**
 * @module charts
 */
export {};
