import { type StudyNetwork, turned } from '../../../models/study/networks.ts';

/** Where a reader can open a network of the study: in which figure, and its page and view from the site's root. */
export interface StudyLink {
  /** To train it once more. */
  readonly to: 'train';
  readonly address: string;
}

const has = (values: readonly number[], value: number): boolean => values.includes(value);

/** Where a network of the study can be opened; none where no figure can have it. */
export function linksOf({ knobs: { depth, width, resolution } }: StudyNetwork): readonly StudyLink[] {
  const offered = has(turned.depth, depth) && has(turned.width, width) && has(turned.resolution, resolution);
  if (!offered) return [];
  const view = `train-one=1;d:${depth},w:${width},px:${resolution},task:whole`;
  return [{ to: 'train', address: `in-small/#${view}` }];
}
