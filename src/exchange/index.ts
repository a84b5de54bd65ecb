/**
 * @module exchange
 */
export {};
