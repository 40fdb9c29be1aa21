/** Tables that chapters print: numbers of `models/facts` with their words. */

import { d0 } from '../../../models/facts/detectors.ts';
import { stages } from '../../../models/facts/inside-b0.ts';
import { liteCounts, nodeOrder } from '../../../models/facts/neck-confusions.ts';
import { levels } from '../../../models/facts/necks.ts';
import type { DetectorPart } from '../../../models/families/efficientdet/describe.ts';
import { exact } from './quantity.ts';

const parts: Readonly<Record<DetectorPart, string>> = {
  backbone: 'backbone, B0 without its classifier',
  neck: 'neck: extra levels and three BiFPN cells',
  classHead: 'class head, at every level',
  boxHead: 'box head, at every level',
};

/** The four parts of D0. */
export const partsTable = {
  columns: ['part', 'parameters', 'multiply-adds'],
  rows: Object.entries(parts).map(([part, title]) => {
    const { parameters, multiplyAdds } = d0.parts[part as DetectorPart];
    return [title, exact(parameters), exact(multiplyAdds)];
  }),
};

/** The paper's Table 1, counted. */
export const stageTable = {
  columns: ['Stage', 'Operator', 'Input', 'Channels', 'Layers', 'Parameters', 'Multiply-adds'],
  rows: stages.map((row) => [
    String(row.stage),
    row.operator,
    `${row.inputResolution}×${row.inputResolution}`,
    String(row.channels),
    String(row.layers),
    exact(row.parameters),
    exact(row.multiplyAdds),
  ]),
};

/** The levels of D0. */
export const levelTable = {
  columns: ['Level', 'Comes from', 'Stride', 'Map', 'Cells', 'Channels on arrival'],
  rows: levels.map(({ level, stage, stride, side, cells, channels }) => [
    `P${level}`,
    stage === null ? `P${level - 1}, pooled` : `B0, stage ${stage}`,
    String(stride),
    `${side} × ${side}`,
    exact(cells),
    channels === null ? '–' : String(channels),
  ]),
};

const liteWords: Readonly<Record<keyof typeof liteCounts, string>> = {
  gatedBlocks: 'blocks with squeeze and excitation',
  swish: 'swish activations',
  relu6: 'ReLU6 activations',
  weightedNodes: 'nodes with learned weights',
  parameters: 'parameters',
};

/** D0 and Lite0, counted from their graphs. */
export const liteTable = {
  columns: ['', 'D0', 'Lite0'],
  rows: Object.entries(liteWords).map(([what, words]) => {
    const { d0, lite0 } = liteCounts[what as keyof typeof liteCounts];
    return [words, exact(d0), exact(lite0)];
  }),
};

const operators: Readonly<Record<string, string>> = {
  resizeNearest: 'resize',
  fuse: 'weighted sum',
  activation: 'swish',
  depthwiseConv2d: 'depthwise 3 × 3',
  conv2d: 'pointwise 1 × 1',
  batchNorm: 'batch norm',
};

/** What one node of a BiFPN does, in order. */
export const nodeSteps = nodeOrder.map((kind) => operators[kind] ?? kind);
