import { roundFilters, roundRepeats } from '../../blocks/rounding.ts';
import type { Graph } from '../../graph/graph.ts';
import type { TensorId } from '../../graph/op.ts';
import type { PaddingRule, Shape } from '../../graph/shape.ts';
import { GraphBuilder } from '../../operators/builder.ts';
import type { Activation } from '../../operators/kinds/activation.ts';
import { b0Stages } from '../../published/efficientnet/stages.ts';
import type { Knobs } from './compound.ts';

/** One row of the stage table: a run of equal blocks. */
export interface StageRow {
  readonly expandRatio: number;
  readonly kernelSize: number;
  /** Of the first block; the others have 1. */
  readonly stride: number;
  readonly filters: number;
  readonly repeats: number;
}

const [stem, ...blocksAndHead] = b0Stages;
const head = blocksAndHead.at(-1)!;

/** Stages 2–8 of EfficientNet-B0 (EfficientNet Table 1; kernels, strides and ratios as in the official code). */
export const stageRows: readonly StageRow[] = blocksAndHead.flatMap(
  ({ expandRatio, kernel, stride, channels, layers }) =>
    expandRatio === null
      ? []
      : [{ expandRatio, kernelSize: kernel, stride, filters: channels, repeats: layers }],
);
export const stemFilters = stem!.channels;
export const headFilters = head.channels;

export interface EfficientNetConfig extends Knobs {
  readonly name?: string;
  /** `lite`: ReLU6, no squeeze and excitation, stem, head, first and last stage not scaled. */
  readonly variant?: 'standard' | 'lite';
  readonly classes?: number;
  /** Height and width where the picture is not square; `resolution` is then not read. */
  readonly size?: readonly [height: number, width: number];
  /** A property of the checkpoint: TensorFlow's `same` or PyTorch's `symmetric`. */
  readonly padding?: PaddingRule;
  readonly batchNormEpsilon?: number;
  /**
   * Which blocks add their input. The official rule is stride 1 and equal channels; `notFirst` also asks that the
   * block is not the first of its stage (the same for every published size).
   */
  readonly residual?: 'equalChannels' | 'notFirst';
  /** Stages 2–8 as they are, for a network known by its weights; `width` and `depth` then scale nothing but what is not given. */
  readonly stages?: readonly StageRow[];
  readonly stemFilters?: number;
  readonly headFilters?: number;
}

/** What the blocks of one network have in common. */
interface BlockContext {
  readonly builder: GraphBuilder;
  readonly activation: Activation;
  /** Squeeze width as a part of the block's input channels; 0 leaves the gate out. */
  readonly seRatio: number;
  readonly epsilon: number;
  readonly residual: 'equalChannels' | 'notFirst';
  /** Where it differs from the rule of the graph around it. */
  readonly window: { readonly padding?: PaddingRule };
}

/** Squeeze and excitation: pool, squeeze to a quarter of the block's *input* channels, gate each channel. */
function squeezeExcite(context: BlockContext, x: TensorId, blockChannels: number): TensorId {
  const { builder, activation, seRatio } = context;
  return builder.scope(
    'se',
    () => {
      const channels = builder.shapeOf(x)[2];
      let gate = builder.globalAveragePool(x, { name: 'pool' });
      const filters = Math.max(1, Math.floor(blockChannels * seRatio));
      gate = builder.conv2d(gate, { name: 'reduce', filters, kernelSize: 1, bias: true });
      gate = builder.activation(gate, activation);
      gate = builder.conv2d(gate, { name: 'expand', filters: channels, kernelSize: 1, bias: true });
      gate = builder.activation(gate, 'sigmoid', { name: 'scale' });
      builder.tap('scale', gate);
      return builder.multiply(x, gate, { name: 'apply' });
    },
    { kind: 'squeezeExcite' },
  );
}

/**
 * A mobile inverted bottleneck (MBConv): 1×1 expand, depthwise, squeeze and excitation, linear 1×1 project, and the
 * input added where shapes allow. With `expandRatio` 1 there is nothing to expand.
 */
function mbConv(context: BlockContext, x: TensorId, row: StageRow, first: boolean): TensorId {
  const { builder, activation, epsilon, window } = context;
  const inputChannels = builder.shapeOf(x)[2];
  const stride = first ? row.stride : 1;
  let y = x;
  if (row.expandRatio !== 1)
    y = builder.scope('expand', () => {
      const filters = inputChannels * row.expandRatio;
      const conv = builder.conv2d(y, { name: 'conv', filters, kernelSize: 1 });
      return builder.activation(builder.batchNorm(conv, { name: 'bn', epsilon }), activation);
    });
  y = builder.scope('depthwise', () => {
    const { kernelSize } = row;
    const conv = builder.depthwiseConv2d(y, { name: 'conv', kernelSize, stride, ...window });
    return builder.activation(builder.batchNorm(conv, { name: 'bn', epsilon }), activation);
  });
  if (context.seRatio > 0) y = squeezeExcite(context, y, inputChannels);
  y = builder.scope('project', () => {
    const conv = builder.conv2d(y, { name: 'conv', filters: row.filters, kernelSize: 1 });
    return builder.batchNorm(conv, { name: 'bn', epsilon });
  });
  const skips =
    stride === 1 && inputChannels === row.filters && (context.residual === 'equalChannels' || !first);
  if (skips) y = builder.add([y, x], { name: 'add' });
  return builder.tap('output', y);
}

/** Where the feature maps of a backbone can be taken: the last map at each stride, finest first. */
export interface FeatureLevel {
  /** Pixels a cell stands for: 2, 4, 8, 16, 32. */
  readonly stride: number;
  readonly tensor: TensorId;
}

/** The widths and repeats of a network, scaled and rounded. */
export interface Layout {
  readonly stemFilters: number;
  /** Stages 2–8. */
  readonly stages: readonly StageRow[];
  readonly headFilters: number;
}

/** What a configuration makes of the stage table. Lite networks keep stem, head and the depth of their first and last stage. */
export function layoutOf(config: Omit<EfficientNetConfig, 'resolution'>): Layout {
  const lite = config.variant === 'lite';
  const scaled = (filters: number) => (lite ? filters : roundFilters(filters, config.width));
  const stages = stageRows.map((row, index) => {
    const fixedDepth = lite && (index === 0 || index === stageRows.length - 1);
    return {
      ...row,
      filters: roundFilters(row.filters, config.width),
      repeats: fixedDepth ? row.repeats : roundRepeats(row.repeats, config.depth),
    };
  });
  return {
    stemFilters: config.stemFilters ?? scaled(stemFilters),
    stages: config.stages ?? stages,
    headFilters: config.headFilters ?? scaled(headFilters),
  };
}

function contextOf(builder: GraphBuilder, config: EfficientNetConfig): BlockContext {
  const lite = config.variant === 'lite';
  return {
    builder,
    activation: lite ? 'relu6' : 'swish',
    seRatio: lite ? 0 : 0.25,
    epsilon: config.batchNormEpsilon ?? 1e-3,
    residual: config.residual ?? 'equalChannels',
    window: config.padding === undefined ? {} : { padding: config.padding },
  };
}

/**
 * Stages 1–8 on the picture `x`, in scopes `stage1` … `stage8`; `stage1` is the stem. Returns the last map at each
 * stride, which is what a detector takes (P3, P4, P5 are strides 8, 16, 32).
 */
export function efficientNetFeatures(
  builder: GraphBuilder,
  x: TensorId,
  config: EfficientNetConfig,
): readonly FeatureLevel[] {
  const context = contextOf(builder, config);
  const { activation, epsilon, window } = context;
  const layout = layoutOf(config);
  const levels: FeatureLevel[] = [];
  let stride = 2;
  let y = builder.scope(
    'stage1',
    () => {
      const stem = { name: 'conv', filters: layout.stemFilters, kernelSize: 3, stride, ...window };
      const conv = builder.conv2d(x, stem);
      return builder.activation(builder.batchNorm(conv, { name: 'bn', epsilon }), activation);
    },
    { kind: 'stage', number: 1 },
  );
  builder.tap('stem', y);
  layout.stages.forEach((row, index) => {
    if (row.stride > 1) {
      levels.push({ stride, tensor: y });
      stride *= row.stride;
    }
    builder.scope(
      `stage${index + 2}`,
      () => {
        for (let block = 0; block < row.repeats; block++)
          y = builder.scope(`block${block}`, () => mbConv(context, y, row, block === 0), {
            kind: 'block',
            number: block,
          });
      },
      { kind: 'stage', number: index + 2 },
    );
  });
  levels.push({ stride, tensor: y });
  return levels;
}

/** The picture's shape that a configuration asks for. */
export function pictureShape(config: EfficientNetConfig): Shape {
  const [height, width] = config.size ?? [config.resolution, config.resolution];
  return [height, width, 3];
}

/**
 * EfficientNet of any width, depth and resolution (Tan & Le 2019, Table 1 scaled by Eq. 3). Outputs `logits` and
 * `probabilities` [1, 1, classes]; taps `stem`, `stageS/blockB/output`, `stageS/blockB/se/scale`, `head`, `pooled`.
 * Throws `GraphError` where the picture is too small to be a map at every stage.
 */
export function efficientNet(config: EfficientNetConfig): Graph {
  const builder = new GraphBuilder(config.name ?? 'efficientnet', config.padding ?? 'same');
  builder.family('efficientnet');
  const { activation, epsilon } = contextOf(builder, config);
  const x = builder.input(pictureShape(config));
  const levels = efficientNetFeatures(builder, x, config);
  const last = levels[levels.length - 1]?.tensor ?? x;
  const head = builder.scope(
    'stage9',
    () => {
      const filters = layoutOf(config).headFilters;
      const conv = builder.conv2d(last, { name: 'conv', filters, kernelSize: 1 });
      return builder.activation(builder.batchNorm(conv, { name: 'bn', epsilon }), activation);
    },
    { kind: 'stage', number: 9 },
  );
  builder.tap('head', head);
  const [pooled, logits, probabilities] = builder.scope('stage9', () => {
    const pool = builder.globalAveragePool(head, { name: 'pool' });
    const dense = builder.dense(pool, { name: 'dense', units: config.classes ?? 1000 });
    return [pool, dense, builder.softmax(dense, { name: 'softmax' })] as const;
  });
  builder.tap('pooled', pooled);
  builder.output('logits', logits);
  builder.output('probabilities', probabilities);
  builder.answer({ kind: 'classes', logits: 'logits', probabilities: 'probabilities' });
  return builder.build();
}
