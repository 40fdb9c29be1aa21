import { anchorsPerCell } from './blocks/anchors.ts';
import { CheckpointError } from './checkpoints/checkpoint-error.ts';
import type { NamedTensors } from './checkpoints/formats/named-tensors.ts';
import type { CheckpointProperties, Naming } from './checkpoints/naming/naming.ts';
import { recogniseNaming } from './checkpoints/naming/namings.ts';
import type { ClassifierStructure, DetectorStructure } from './checkpoints/naming/structure.ts';
import { detectorDefaults, type EfficientDetConfig, efficientDet } from './families/efficientdet/network.ts';
import { releasedDetector } from './families/efficientdet/sizes.ts';
import {
  type EfficientNetConfig,
  efficientNet,
  type Layout,
  layoutOf,
  type StageRow,
  stageRows,
} from './families/efficientnet/network.ts';
import { released } from './families/efficientnet/sizes.ts';
import type { Graph } from './graph/graph.ts';

/** A checkpoint's network, told by names and shapes alone. */
export interface Recognised {
  readonly naming: Naming;
  readonly task: 'classification' | 'detection';
  /** The released network that has these shapes (`efficientnet-b3`), `null` where none has. */
  readonly network: string | null;
  /** Side of the picture in pixels: the released one, or 224 (512) where there is none; weights do not tell. */
  readonly resolution: number;
  readonly classes: number;
  /** What this naming's networks need. A catalogue may know better; hand its properties to `build`. */
  readonly properties: CheckpointProperties;
  /** The network's graph, with batch norms, by the given properties and picture. */
  build(options?: Partial<CheckpointProperties> & PictureOptions): Graph;
}

export interface PictureOptions {
  readonly resolution?: number;
  readonly size?: readonly [height: number, width: number];
}

/**
 * Recognises whose naming a file has and which network it holds: any EfficientNet or EfficientDet, released or not.
 * Throws {@link CheckpointError} that says what was expected and what was found.
 */
export function recognise(tensors: NamedTensors): Recognised {
  const naming = recogniseNaming(tensors);
  const structure = naming.structure(tensors);
  if (!structure) {
    throw new CheckpointError(
      `The tensors are named as in ${naming.title}, but their shapes are of no network that is known here.`,
      'An EfficientNet was expected: a stem, seven stages of inverted bottlenecks, a head.',
      'Open a checkpoint of an EfficientNet or an EfficientDet.',
    );
  }
  return structure.kind === 'efficientnet'
    ? recogniseClassifier(naming, structure)
    : recogniseDetector(naming, structure);
}

function recogniseClassifier(naming: Naming, structure: ClassifierStructure): Recognised {
  const { stemFilters, headFilters, classes } = structure;
  if (headFilters === undefined || classes === undefined) {
    throw new CheckpointError(
      'The file holds an EfficientNet without its head or without its classifier.',
      'It can answer no question about a picture.',
      'Open a checkpoint of the whole network.',
    );
  }
  const stages = stageRowsOf(structure);
  const variant = structure.squeezeExcite ? 'standard' : 'lite';
  const match = Object.values(released).find(
    (each) => each.variant === variant && sameLayout(structure, layoutOf(each)),
  );
  const resolution = match?.resolution ?? released.B0.resolution;
  const own: EfficientNetConfig = match
    ? { ...match, classes }
    : {
        name: 'efficientnet',
        width: 1,
        depth: 1,
        resolution,
        variant,
        stages,
        stemFilters,
        headFilters,
        classes,
      };
  return {
    naming,
    task: 'classification',
    network: match?.name ?? null,
    resolution,
    classes,
    properties: naming.properties,
    build: (options) => efficientNet({ ...own, ...naming.properties, ...options }),
  };
}

function recogniseDetector(naming: Naming, structure: DetectorStructure): Recognised {
  const { backbone, width, cells, headDepth, classOutputs } = structure;
  const classes = classOutputs / anchorsPerCell;
  if (!Number.isInteger(classes)) {
    throw new CheckpointError(
      `The class head has ${classOutputs} outputs, which is no multiple of ${anchorsPerCell}.`,
      'A detector answers for nine anchors in each cell.',
      'Open a checkpoint of an EfficientDet.',
    );
  }
  const stages = stageRowsOf(backbone);
  const variant = backbone.squeezeExcite ? 'standard' : 'lite';
  const maxLevel = detectorDefaults.minLevel + structure.levels - 1;
  const match = Object.values(releasedDetector).find(
    (each) =>
      each.variant === variant &&
      each.maxLevel === maxLevel &&
      each.width === width &&
      each.cells === cells &&
      each.headDepth === headDepth &&
      sameLayout(backbone, layoutOf({ ...each.backbone, variant: each.variant })),
  );
  const resolution = match?.resolution ?? releasedDetector.D0.resolution;
  const own: EfficientDetConfig = match
    ? { ...match, classes }
    : {
        name: 'efficientdet',
        variant,
        backbone: { width: 1, depth: 1, stages, stemFilters: backbone.stemFilters },
        resolution,
        width,
        cells,
        headDepth,
        maxLevel,
        classes,
      };
  return {
    naming,
    task: 'detection',
    network: match?.name ?? null,
    resolution,
    classes,
    properties: naming.properties,
    build({ residual = naming.properties.residual, ...options } = {}) {
      const { padding, batchNormEpsilon } = naming.properties;
      const backboneConfig = { ...own.backbone, residual };
      return efficientDet({ ...own, padding, batchNormEpsilon, ...options, backbone: backboneConfig });
    },
  };
}

/** The stages with the strides of the family, which leave no trace in weights. */
function stageRowsOf(structure: ClassifierStructure): readonly StageRow[] {
  const { stages } = structure;
  const found = stages.map((each) => `${each.kernelSize}×${each.kernelSize}, ratio ${each.expandRatio}`);
  const fits = stages.every(
    (each, i) =>
      each.kernelSize === stageRows[i]?.kernelSize && each.expandRatio === stageRows[i]?.expandRatio,
  );
  if (stages.length !== stageRows.length || !fits) {
    const expected = stageRows.map(
      (each) => `${each.kernelSize}×${each.kernelSize}, ratio ${each.expandRatio}`,
    );
    throw new CheckpointError(
      `The stages of the network are ${found.join('; ')}.`,
      `An EfficientNet’s are ${expected.join('; ')}.`,
      'Open a checkpoint of an EfficientNet or an EfficientDet.',
    );
  }
  return stages.map((each, i) => ({ ...each, stride: stageRows[i]!.stride }));
}

function sameLayout(structure: ClassifierStructure, layout: Layout): boolean {
  return (
    structure.stemFilters === layout.stemFilters &&
    (structure.headFilters ?? layout.headFilters) === layout.headFilters &&
    structure.stages.every(
      ({ filters, repeats }, i) =>
        filters === layout.stages[i]?.filters && repeats === layout.stages[i]?.repeats,
    )
  );
}
