/**
 * @module kernels
 */
export {};
