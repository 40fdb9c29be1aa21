import { exact, listed, rounded } from '../quantity.ts';

export const title = 'One backbone three times, each run on what the one before has found';
export const stepLabel = 'Step';
export const orderLabel = 'In columns';
export const orders = { stage: 'by stage', resolution: 'by size' } as const;
export const columns = ['map', 'height', 'width', 'channels', 'multiply-adds', 'made of'];

interface Named {
  readonly name: string;
  readonly backbone: number;
  readonly stage: string;
}

const stageNames: Readonly<Record<string, string>> = {
  stem: 'stem',
  enc2: 'stage 2',
  enc3: 'stage 3',
  enc4: 'stage 4',
  attention: 'attention',
};

/** Short, beside its square. */
export const shortName = ({ name, stage }: Named) =>
  name === 'logits' ? 'classes' : stage === 'decoder' ? 'detail' : (stageNames[stage] ?? stage);

export const mapName = (map: Named) =>
  map.backbone === 0 ? shortName(map) : `${shortName(map)} of ${map.backbone}`;

export const rowNames = ['backbone 1', 'backbone 2', 'backbone 3', 'decoder'];
export const fraction = (stride: number) => `1/${stride}`;

const does: Readonly<Record<string, string>> = {
  stem: 'A 3 × 3 of stride two.',
  enc2: 'Four blocks, the first of stride two.',
  enc3: 'Six blocks, the first of stride two.',
  enc4: 'Four blocks, the first of stride two.',
  attention: 'Each channel times a number made of the means of all: a dense layer, a 1 × 1, a ReLU.',
};

export interface SaidMap extends Named {
  readonly step: number;
  readonly height: number;
  readonly channels: number;
  readonly stride: number;
  readonly multiplyAdds: number;
  readonly madeOf: readonly Named[];
}

/** What a step is made of, and what it costs. */
export function sentence(map: SaidMap): string {
  const { name, stage, step, height, channels, stride, multiplyAdds, madeOf } = map;
  const what =
    name === 'logits'
      ? 'The attended maps of all three, and the detail, added; a number for each class and cell, brought to the picture’s size.'
      : stage === 'decoder'
        ? 'The second stages of all three, brought to the size of the first and added.'
        : (does[stage] ?? '');
  const of = madeOf.length === 0 ? 'the picture' : listed(madeOf.map(mapName));
  return `Step ${step}, ${mapName(map)}. ${what} Made of ${of}: ${height} × ${height} cells of ${exact(channels)} channels, ${fraction(stride)} of the side. ${rounded(multiplyAdds, 3)} multiply-adds.`;
}

export const label = (map: SaidMap) =>
  `Step ${map.step}: ${mapName(map)}, ${map.height} by ${map.height} cells, ${exact(map.channels)} channels`;
export const drawingLabel = (order: keyof typeof orders, said: string) =>
  `The maps of three backbones, in columns ${orders[order]}. ${said}`;

export const caption =
  'Each square is a map, as large as it has cells. Rows are the three backbones; thick ways lead from one to the next. Put in columns by size, the same maps show that each backbone starts one step smaller than the one before.';
export const source =
  'Computed from the graph for a picture of 1024 × 1024 pixels. No code by the authors exists: this is DFANet-A as huaifeng1993/DFANet read the paper.';
