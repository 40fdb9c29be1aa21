/** Of a fault whose code says it all. */
export type NoFacts = Record<never, never>;
