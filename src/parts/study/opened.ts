import { type StudyNetwork, turned, turnedPhis } from '../../../models/study/networks.ts';
import { graphName } from '../../../models/study/titles.ts';

/** Where a reader can open a network of the study: in which figure, and its page and view from the site's root. */
export interface StudyLink {
  /** To run it on painted pictures, or to train it once more. */
  readonly to: 'run' | 'train';
  readonly address: string;
}

const has = (values: readonly number[], value: number): boolean => values.includes(value);

/** The networks of the study that ship as weights, by the ids of their cards. */
const shipped: readonly string[] = Object.values(
  import.meta.glob<string>('../../../models/checkpoints/study-*/card.json', { eager: true, import: 'id' }),
);

/** Where the live classifier opens a network, by the name that it has there, from the site's root. */
export const classifierAddress = (network: string): string =>
  `efficientnet-b0/#live-classifier=1;net:${network}`;

/** Where a network of the study can be opened; none where no figure can have it. */
export function linksOf(network: StudyNetwork): readonly StudyLink[] {
  const { depth, width, resolution } = network.knobs;
  const id = graphName(network);
  const runs = shipped.includes(id) ? [{ to: 'run', address: classifierAddress(id) } as const] : [];
  const offered = has(turned.depth, depth) && has(turned.width, width) && has(turned.resolution, resolution);
  const ruled = network.ratio === 'paper' && has(turnedPhis, network.phi ?? Number.NaN);
  if (!offered && !ruled) return runs;
  const chosen = offered ? `d:${depth},w:${width},px:${resolution}` : `phi:${network.phi}`;
  return [...runs, { to: 'train', address: `in-small/#train-one=1;${chosen},task:whole` }];
}
