/** Numbers that the chapter on ThunderNet quotes, counted on its graphs. */

import { shuffleNet } from '../families/shufflenet-v2/network.ts';
import { type SNetSize, snetLayout } from '../families/snet/family.ts';
import { thunderNet } from '../families/thundernet/network.ts';
import { findTensor, opAt } from '../graph/graph.ts';
import { GraphBuilder } from '../operators/builder.ts';
import { cost, costsByScope } from '../operators/cost.ts';
import { receptiveFields } from '../operators/receptive-field.ts';
import { detectorBalances, duties } from './detector-balance.ts';

/** Side of the picture that one cell of stage 3's last map sees, in pixels, with depthwise windows of such a side in SNet146. */
export function reachOf(kernelSize: number): number {
  const layout = { ...snetLayout(146), kernelSize };
  const graph = shuffleNet({ name: 'reach', family: 'snet', layout, bias: false, resolution: 320 });
  const field = receptiveFields(graph)[findTensor(graph, 'stage3')];
  if (field === undefined) throw new Error('SNet has no stage 3.');
  return field.vertical.end - field.vertical.start + 1;
}

/** Multiply-adds of SNet146 with its classifier at 224 pixels, with depthwise windows of such a side. */
export function snetCost(kernelSize: number): number {
  const layout = { ...snetLayout(146), kernelSize };
  return cost(shuffleNet({ name: 'snet', family: 'snet', layout, bias: false, resolution: 224 }))
    .multiplyAdds;
}

export interface FirstLook {
  /** Multiply-adds of the layers between the context map and the answers of the first stage. */
  readonly light: number;
  readonly dense: number;
  /** The whole detector on SNet146, with either. */
  readonly whole: number;
  readonly wholeDense: number;
}

/** The depthwise 5×5 and 1×1 of ThunderNet's first look against one 3×3 from 245 to 256 channels. */
export function firstLook(snet: SNetSize = 146): FirstLook {
  const graph = thunderNet({ name: 'thunder', snet, resolution: 320 });
  const scopes = costsByScope(graph, 2);
  const light = ['rpn/depthwise', 'rpn/pointwise'].reduce(
    (sum, scope) => sum + (scopes.get(scope)?.multiplyAdds ?? 0),
    0,
  );
  const shape = opAt(graph, findTensor(graph, 'cem/sum')).shape;
  const feature = opAt(graph, findTensor(graph, 'rpn/feature')).shape;
  const builder = new GraphBuilder('dense', 'symmetric');
  const x = builder.input(shape);
  builder.output('out', builder.conv2d(x, { name: 'conv', filters: feature[2], kernelSize: 3 }));
  const dense = cost(builder.build()).multiplyAdds;
  const { parts } = detectorBalances().find(({ name }) => name === `thundernet-snet-${snet}`)!;
  const whole = duties.reduce((sum, duty) => sum + parts[duty].multiplyAdds, 0);
  return { light, dense, whole, wholeDense: whole - light + dense };
}
