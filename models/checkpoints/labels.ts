import coco from './coco-labels.json' with { type: 'json' };
import imageNet from './imagenet-labels.json' with { type: 'json' };

/** What one output of a classifier or a detector stands for. */
export interface Label {
  readonly name: string;
  /** WordNet's id of the class (“n02123045”); COCO has none. */
  readonly synset?: string;
}

/** The label lists that a card may name. */
export type LabelList = 'imagenet' | 'coco';

/** The 1,000 classes of ImageNet-1k in the order of a classifier's outputs. */
export const imageNetLabels: readonly Label[] = imageNet.labels.map(([synset, name]) => ({
  name: name!,
  synset: synset!,
}));

/**
 * The 90 outputs of a COCO detector: output k is COCO's id k + 1. Ten ids were never used; their entry is `undefined`,
 * and what a detector says for them means nothing.
 */
export const cocoLabels: readonly (Label | undefined)[] = Object.entries(coco.labels)
  .sort(([a], [b]) => Number(a) - Number(b))
  .map(([, name]) => (name === null ? undefined : { name }));

export const labelLists: Readonly<Record<LabelList, readonly (Label | undefined)[]>> = {
  imagenet: imageNetLabels,
  coco: cocoLabels,
};
