import { classifiers } from './references/classifiers.ts';
import { detectors } from './references/detectors.ts';
import { efficientNetworks } from './references/efficient-networks.ts';

/** Everything the chapters cite, by the key used in `<Cite id="…" />`. Titles, authors and venues as printed by the venue. */
export const references = { ...efficientNetworks, ...classifiers, ...detectors } as const;

export type ReferenceId = keyof typeof references;
