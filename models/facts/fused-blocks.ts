import { efficientNetV2, efficientNetV2Layout } from '../families/efficientnet-v2/network.ts';
import { type ReleasedV2, releasedV2, stageTables } from '../families/efficientnet-v2/sizes.ts';
import { type Cost, costsByScope, noCost } from '../operators/cost.ts';
import { fold } from '../operators/fold.ts';

/** Both kinds of block that a stage may be built of. */
export type BlockKind = 'fused' | 'inverted';

/** A stage of a released network, built of either kind of block. */
export interface StageVersions {
  /** From 1. */
  readonly stage: number;
  /** What was released. */
  readonly released: BlockKind;
  readonly layers: number;
  readonly channels: number;
  readonly expandRatio: number;
  /** Height and width of what it makes. */
  readonly side: number;
  readonly costs: Readonly<Record<BlockKind, Cost>>;
}

const found = (model: string): ReleasedV2 => {
  const released = releasedV2.find((each) => each.model === model);
  if (released === undefined) throw new RangeError(`There is no EfficientNetV2 ${model}.`);
  return released;
};

/** A released network with all blocks of one kind, batch norms multiplied into their kernels, as it is run. */
function built(released: ReleasedV2, kind: BlockKind) {
  const layout = efficientNetV2Layout(released);
  let channels = layout.stem.filters;
  const stages = layout.stages.map((rows) =>
    rows.map((row) => {
      // The gates of the released blocks squeeze to a quarter of a block's input; a fused block has none.
      const squeeze =
        kind === 'inverted'
          ? ({
              channels: Math.max(1, Math.floor(channels / 4)),
              activation: row.activation,
              gate: 'sigmoid',
            } as const)
          : undefined;
      channels = row.filters;
      return { ...row, kind, squeeze };
    }),
  );
  return fold(efficientNetV2({ name: released.model, ...released, layout: { ...layout, stages } }));
}

/** The stages of a released EfficientNetV2 built of either kind of block, at its test resolution. */
export function stageVersions(model: string): readonly StageVersions[] {
  const released = found(model);
  const layout = efficientNetV2Layout(released);
  const byKind = {
    fused: costsByScope(built(released, 'fused'), 1),
    inverted: costsByScope(built(released, 'inverted'), 1),
  };
  let side = Math.ceil(released.resolution / 2);
  return stageTables[released.table].stages.map(({ kind, ratio, stride }, i) => {
    const rows = layout.stages[i]!;
    side = Math.ceil(side / stride);
    const name = `stage${i + 1}`;
    return {
      stage: i + 1,
      released: kind,
      layers: rows.length,
      channels: rows[0]!.filters,
      expandRatio: ratio,
      side,
      costs: { fused: byKind.fused.get(name) ?? noCost, inverted: byKind.inverted.get(name) ?? noCost },
    };
  });
}
