import { exact, percent } from '../quantity.ts';

export const title = 'Stage by stage: the second generation is fused early, and its new blocks stand late';
export const networkChoice = 'Network';
export const besideChoice = 'Outlined';
export const stage = (of: number) => `stage ${of}`;
export const columns = ['stage', 'block', 'kernel', 'expansion', 'blocks', 'channels', 'cells a side'];
export const heads = { stage: 'stage', block: 'built of', layers: 'blocks', channels: 'channels' } as const;
export const table = (own: string, beside: string) =>
  `Stages of ${own}: what they are built of, how many blocks and channels; ${beside} outlined`;

const kinds = { inverted: 'MBConv', fused: 'Fused-MBConv' } as const;
export const kind = (of: keyof typeof kinds) => kinds[of];

const square = (side: number) => `${side}\u00a0×\u00a0${side}`;

/** “Fused-MBConv 3 × 3, widens 4 times, 96 × 96 cells”. */
export const block = (of: {
  readonly kind: keyof typeof kinds;
  readonly kernel: number;
  readonly expandRatio: number;
  readonly side: number;
}) =>
  `${kinds[of.kind]} ${square(of.kernel)}, ${of.expandRatio === 1 ? 'widens nothing' : `widens ${of.expandRatio} times`}, ${square(of.side)} cells`;
export const noStage = 'no such stage';

export const sentence = (
  name: string,
  sum: { readonly stages: number; readonly blocks: number; readonly fused: number; readonly late: number },
  late: number,
) =>
  `${name} has ${exact(sum.blocks)} blocks in ${sum.stages} stages, ${sum.fused === 0 ? 'none of them fused' : `the first ${sum.fused} of them fused`}; ${percent(100 * sum.late, 0)} of the blocks stand in stage ${late} and behind it.`;

export const caption =
  'Bars: how many blocks a stage has, and how many channels they give, to one measure over all networks. Outlined is the other network. Stages are counted as the second paper does, the stem being 0; the first paper counts the stem as 1.';
export const source =
  'The released networks: Tan and Le 2019, Table 1, scaled as its code does; google/automl, effnetv2_configs.py.';
