/**
 * Frames of danfojs in and out.
 *
 * @module danfo
 */
export {};
