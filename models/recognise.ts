import { anchorsPerCell } from './blocks/anchors.ts';
import { CheckpointError } from './checkpoints/checkpoint-error.ts';
import type { StageKind } from './checkpoints/faults/networks.ts';
import type { NamedTensors } from './checkpoints/formats/named-tensors.ts';
import { moduleNaming } from './checkpoints/naming/modules.ts';
import type { CheckpointProperties, Naming } from './checkpoints/naming/naming.ts';
import { recogniseNaming } from './checkpoints/naming/namings.ts';
import { neighbourOf } from './checkpoints/naming/neighbours.ts';
import type { ClassifierStructure, DetectorStructure } from './checkpoints/naming/structure.ts';
import { ruleOfNeighbour } from './checkpoints/rules/neighbours.ts';
import { type Rule, ruleOf } from './checkpoints/rules/rule.ts';
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
import { families } from './families/index.ts';
import type { Graph } from './graph/graph.ts';

/** A checkpoint's network, told by names and shapes alone. */
export interface Recognised {
  readonly naming: Naming;
  readonly task: 'classification' | 'detection';
  /** The family that it belongs to, by its id. */
  readonly family: string;
  /** The released network that has these shapes (`efficientnet-b3`), `null` where none has. */
  readonly network: string | null;
  readonly classes: number;
  /** What its network needs besides, by library and size. A catalogue or a reader may know better; hand it to `build`. */
  readonly rule: Rule;
  /** The network's graph, with batch norms, by the rule and what is given here; the picture is the rule's, too. */
  build(options?: Partial<CheckpointProperties> & PictureOptions): Graph;
}

export interface PictureOptions {
  readonly resolution?: number;
  readonly size?: readonly [height: number, width: number];
}

/** The rule's properties with what is given in their place. Given for the whole network, a property holds for a detector's backbone, too. */
export function withProperties(
  { padding, batchNormEpsilon, backbonePadding, backboneEpsilon, ...rest }: CheckpointProperties,
  given: Partial<CheckpointProperties>,
): CheckpointProperties {
  return {
    padding,
    batchNormEpsilon,
    ...(given.padding === undefined && backbonePadding && { backbonePadding }),
    ...(given.batchNormEpsilon === undefined && backboneEpsilon && { backboneEpsilon }),
    ...rest,
    ...given,
  };
}

/**
 * Recognises whose naming a file has and which network it holds: any EfficientNet or EfficientDet, released or not.
 * `names`: what may speak of its origin beside its metadata, its file's name and its folder's.
 * Throws {@link CheckpointError} that says what was expected and what was found.
 */
export function recognise(tensors: NamedTensors, names: readonly string[] = []): Recognised {
  const told = [...Object.values(tensors.metadata), ...names];
  const found = recogniseForm(tensors, told);
  if (found !== undefined) return found;
  const neighbour = neighbourOf(tensors);
  if (neighbour !== undefined) {
    throw new CheckpointError({ code: 'network-neighbour', ...neighbour });
  }
  const naming = recogniseNaming(tensors);
  const structure = naming.structure(tensors);
  if (!structure) {
    throw new CheckpointError({ code: 'network-unknown', naming: naming.id });
  }
  return structure.kind === 'efficientnet'
    ? recogniseClassifier(naming, structure, told)
    : recogniseDetector(naming, structure, told);
}

/** The network of a family that stores its networks module by module; undefined where the file holds none. */
function recogniseForm(tensors: NamedTensors, names: readonly string[]): Recognised | undefined {
  const shapes = (module: string) => tensors.byName.get(`${module}.weight`)?.shape;
  for (const { id: family, task, forms = [] } of families) {
    if (task === 'segmentation') continue;
    for (const form of forms) {
      const read = form.read(shapes);
      if (read === undefined) continue;
      const { library, own, ported } = form;
      const { network, classes, resolution: side } = read;
      const rule = ruleOfNeighbour({ naming: library, library, network, own, ported, side, names });
      const resolution = rule.evaluation.side;
      return {
        naming: moduleNaming(library, form.modules),
        task,
        family,
        network,
        classes,
        rule,
        build: (options = {}) =>
          read.build({ resolution, ...withProperties(rule.properties, options), ...options }),
      };
    }
  }
  return undefined;
}

function recogniseClassifier(
  naming: Naming,
  structure: ClassifierStructure,
  names: readonly string[],
): Recognised {
  const { stemFilters, headFilters, classes } = structure;
  if (headFilters === undefined || classes === undefined) {
    throw new CheckpointError({ code: 'network-headless' });
  }
  const stages = stageRowsOf(structure);
  const variant = structure.squeezeExcite ? 'standard' : 'lite';
  const match = Object.values(released).find(
    (each) => each.variant === variant && sameLayout(structure, layoutOf(each)),
  );
  const network = match?.name ?? null;
  const side = match?.resolution ?? released.B0.resolution;
  const rule = ruleOf({ naming: naming.id, task: 'classification', network, variant, side, names });
  const resolution = rule.evaluation.side;
  const own: EfficientNetConfig = match
    ? { ...match, classes, resolution }
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
    family: 'efficientnet',
    network,
    classes,
    rule,
    build: (options = {}) =>
      efficientNet({ ...own, ...withProperties(rule.properties, options), ...options }),
  };
}

function recogniseDetector(
  naming: Naming,
  structure: DetectorStructure,
  names: readonly string[],
): Recognised {
  const { backbone, width, cells, headDepth, classOutputs, boxOutputs, weighted, redundantBias } = structure;
  const classes = classOutputs / anchorsPerCell;
  if (boxOutputs !== 4 * anchorsPerCell || !Number.isInteger(classes)) {
    throw new CheckpointError({ code: 'network-anchors', boxOutputs, classOutputs });
  }
  const stages = stageRowsOf(backbone);
  const variant = backbone.squeezeExcite ? 'standard' : 'lite';
  const fusion = weighted === undefined ? undefined : weighted ? 'fastNormalized' : 'sum';
  const maxLevel = detectorDefaults.minLevel + structure.levels - 1;
  const matches = Object.values(releasedDetector).filter(
    (each) =>
      each.variant === variant &&
      each.maxLevel === maxLevel &&
      (fusion === undefined || each.fusion === fusion) &&
      each.width === width &&
      each.cells === cells &&
      each.headDepth === headDepth &&
      sameLayout(backbone, layoutOf({ ...each.backbone, variant: each.variant })),
  );
  // D6 and D7 have the same weights’ shapes; only a name can tell them apart.
  const match = matches.find(({ name }) => isCalled(name, names)) ?? matches[0];
  const network = match?.name ?? null;
  const side = match?.resolution ?? releasedDetector.D0.resolution;
  const rule = ruleOf({
    naming: naming.id,
    task: 'detection',
    network,
    variant,
    side,
    names,
    redundantBias,
  });
  const resolution = rule.evaluation.side;
  const own: EfficientDetConfig = match
    ? { ...match, classes, resolution }
    : {
        name: 'efficientdet',
        variant,
        backbone: { width: 1, depth: 1, stages, stemFilters: backbone.stemFilters },
        resolution,
        width,
        cells,
        headDepth,
        ...(fusion && { fusion }),
        maxLevel,
        classes,
      };
  return {
    naming,
    task: 'detection',
    family: 'efficientdet',
    network,
    classes,
    rule,
    build(options = {}) {
      const { residual, ...properties } = withProperties(rule.properties, options);
      return efficientDet({ ...own, ...options, ...properties, backbone: { ...own.backbone, residual } });
    },
  };
}

/** Whether one of the names speaks of this network: `tf_efficientdet_d7_53-6d1d7a95.pth` of `efficientdet-d7`. */
function isCalled(network: string, names: readonly string[]): boolean {
  const spoken = new RegExp(`${network.replace('-', '[-_]')}(?![0-9a-z])`, 'i');
  return names.some((name) => spoken.test(name));
}

/** The stages with the strides of the family, which leave no trace in weights. */
function stageRowsOf(structure: ClassifierStructure): readonly StageRow[] {
  const { stages } = structure;
  const fits = stages.every(
    (each, i) =>
      each.kernelSize === stageRows[i]?.kernelSize && each.expandRatio === stageRows[i]?.expandRatio,
  );
  if (stages.length !== stageRows.length || !fits) {
    const told = (rows: readonly StageKind[]) =>
      rows.map(({ kernelSize, expandRatio }) => ({ kernelSize, expandRatio }));
    throw new CheckpointError({ code: 'network-stages', found: told(stages), expected: told(stageRows) });
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
