import { invertedBottleneck } from '../blocks/inverted-bottleneck.ts';
import { efficientNetV2, efficientNetV2Layout } from '../families/efficientnet-v2/network.ts';
import { type ReleasedV2, releasedV2, stageTables } from '../families/efficientnet-v2/sizes.ts';
import type { Graph } from '../graph/graph.ts';
import { GraphBuilder } from '../operators/builder.ts';
import { type Cost, costsByScope, noCost } from '../operators/cost.ts';
import { fold } from '../operators/fold.ts';
import type { Activation } from '../operators/kinds/activation.ts';

/** Both kinds of block that a stage may be built of. */
export type BlockKind = 'fused' | 'inverted';

/** A stage of a released network. */
export interface StagePlace {
  /** From 1. */
  readonly stage: number;
  /** What was released. */
  readonly released: BlockKind;
  readonly layers: number;
  readonly channels: number;
  readonly expandRatio: number;
  /** Height and width of what it makes. */
  readonly side: number;
}

/** The same, built of either kind of block. */
export interface StageVersions extends StagePlace {
  readonly costs: Readonly<Record<BlockKind, Cost>>;
}

const found = (model: string): ReleasedV2 => {
  const released = releasedV2.find((each) => each.model === model);
  if (released === undefined) throw new RangeError(`There is no EfficientNetV2 ${model}.`);
  return released;
};

/** The gate of an MBConv of this family squeezes to a quarter of the block's input; a fused block has none. */
const squeezeOf = (kind: BlockKind, channels: number, activation: Activation) =>
  kind === 'inverted'
    ? ({ channels: Math.max(1, Math.floor(channels / 4)), activation, gate: 'sigmoid' } as const)
    : undefined;

/** A released network with all blocks of one kind, batch norms multiplied into their kernels, as it is run. */
function built(released: ReleasedV2, kind: BlockKind) {
  const layout = efficientNetV2Layout(released);
  let channels = layout.stem.filters;
  const stages = layout.stages.map((rows) =>
    rows.map((row) => {
      const squeeze = squeezeOf(kind, channels, row.activation);
      channels = row.filters;
      return { ...row, kind, squeeze };
    }),
  );
  return fold(efficientNetV2({ name: released.model, ...released, layout: { ...layout, stages } }));
}

/** The stages of a released EfficientNetV2 at its test resolution. */
export function stagePlaces(model: string): readonly StagePlace[] {
  const released = found(model);
  const layout = efficientNetV2Layout(released);
  let side = Math.ceil(released.resolution / 2);
  return stageTables[released.table].stages.map(({ kind, ratio, stride }, i) => {
    const rows = layout.stages[i]!;
    side = Math.ceil(side / stride);
    const { filters: channels } = rows[0]!;
    return { stage: i + 1, released: kind, layers: rows.length, channels, expandRatio: ratio, side };
  });
}

/** The stages of a released EfficientNetV2 built of either kind of block, at its test resolution. */
export function stageVersions(model: string): readonly StageVersions[] {
  const released = found(model);
  const byKind = {
    fused: costsByScope(built(released, 'fused'), 1),
    inverted: costsByScope(built(released, 'inverted'), 1),
  };
  const costsOf = (stage: number, kind: BlockKind) => byKind[kind].get(`stage${stage}`) ?? noCost;
  return stagePlaces(model).map((place) => ({
    ...place,
    costs: { fused: costsOf(place.stage, 'fused'), inverted: costsOf(place.stage, 'inverted') },
  }));
}

/** Blocks that stand behind each other in what is timed, so that what surrounds them weighs little. */
export const timedBlocks = 3;

/**
 * The block that a stage repeats, three times behind each other at the stage's size, built of one kind: what is timed of the stage. A 1×1
 * makes their input of a map of one channel, and a mean ends them, so that little is handed to a device and back.
 * @throws RangeError where the network has no such stage
 */
export function timedGraph(model: string, stage: number, kind: BlockKind): Graph {
  const place = stagePlaces(model).find((each) => each.stage === stage);
  if (place === undefined) throw new RangeError(`EfficientNetV2 ${model} has no stage ${stage}.`);
  const { side, channels, expandRatio } = place;
  const builder = new GraphBuilder(`${model}-stage${stage}-${kind}`, 'same');
  const rules = { builder, epsilon: 1e-3 };
  const activation = 'swish';
  let x = builder.conv2d(builder.input([side, side, 1]), { name: 'begin', filters: channels, kernelSize: 1 });
  for (let block = 0; block < timedBlocks; block++)
    x = builder.scope(`block${block}`, () =>
      invertedBottleneck(rules, x, {
        kind,
        kernelSize: 3,
        stride: 1,
        expanded: channels * expandRatio,
        filters: channels,
        activation,
        squeeze: squeezeOf(kind, channels, activation),
      }),
    );
  builder.output('output', builder.globalAveragePool(x, { name: 'mean' }));
  return builder.build();
}
