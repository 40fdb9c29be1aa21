import { type PyramidName, pyramids } from '../../../models/blocks/pyramids/pyramids.ts';
import { compoundDetector } from '../../../models/families/efficientdet/compound.ts';
import { type EfficientDetConfig, efficientDet } from '../../../models/families/efficientdet/network.ts';
import { findReleasedDetector, releasedDetector } from '../../../models/families/efficientdet/sizes.ts';
import { compound } from '../../../models/families/efficientnet/compound.ts';
import { efficientNet } from '../../../models/families/efficientnet/network.ts';
import { findReleased, released } from '../../../models/families/efficientnet/sizes.ts';
import type { Graph } from '../../../models/graph/graph.ts';
import type { FusionMethod } from '../../../models/operators/kinds/fuse.ts';
import { Complaint, numberOption } from '../complaint.ts';
import { checkClasses, checkClassifier, checkDetector } from './limit.ts';

/** The options of the command, as `parseArgs` wants them. */
export const options = {
  json: { type: 'boolean' },
  graph: { type: 'boolean' },
  phi: { type: 'string' },
  width: { type: 'string' },
  depth: { type: 'string' },
  resolution: { type: 'string' },
  classes: { type: 'string' },
  cells: { type: 'string' },
  'head-depth': { type: 'string' },
  pyramid: { type: 'string' },
  fusion: { type: 'string' },
} as const;

export type Option = keyof typeof options;
export type Values = Partial<Record<Option, string | boolean>>;

/** A network and the family that it belongs to. */
export interface Request {
  readonly family: 'classifier' | 'detector';
  readonly graph: Graph;
}

const classifierKnobs = ['width', 'depth', 'resolution', 'classes'] as const;
const detectorKnobs = ['width', 'cells', 'head-depth', 'resolution', 'classes'] as const;
const fusions: readonly FusionMethod[] = ['sum', 'unbounded', 'softmax', 'fastNormalized'];

function numbers<Key extends Option>(keys: readonly Key[], values: Values): Partial<Record<Key, number>> {
  const given: Partial<Record<Key, number>> = {};
  for (const key of keys) {
    const value = numberOption(key, values[key]);
    if (value !== undefined) given[key] = value;
  }
  return given;
}

/** Refuses options that the other family has. */
function onlyOf(name: string, allowed: readonly Option[], values: Values): void {
  for (const key of Object.keys(values) as Option[])
    if (key !== 'json' && key !== 'graph' && key !== 'phi' && !allowed.includes(key)) {
      const list = allowed.map((each) => `--${each}`).join(', ');
      throw new Complaint(`${name} has no --${key}; it takes ${list}.`);
    }
}

function oneOf<Choice extends string>(
  key: Option,
  values: Values,
  choices: readonly Choice[],
): Choice | undefined {
  const value = values[key];
  if (value === undefined) return undefined;
  const choice = choices.find((each) => each === value);
  if (choice === undefined) throw new Complaint(`--${key} is one of ${choices.join(', ')}, not “${value}”.`);
  return choice;
}

function noPhi(name: string, family: string, values: Values): void {
  if (values.phi !== undefined)
    throw new Complaint(`${name} is a released size; --phi goes with ${family} alone.`);
}

function classifier(name: string, values: Values): Graph | undefined {
  const config = findReleased(name);
  if (name !== 'efficientnet' && config === undefined) return undefined;
  onlyOf(name, classifierKnobs, values);
  const given = numbers(classifierKnobs, values);
  checkClasses(given.classes);
  if (config !== undefined) {
    noPhi(name, 'efficientnet', values);
    checkClassifier('network', { ...config, ...given }, undefined);
    return efficientNet({ ...config, ...given });
  }
  const phi = numberOption('phi', values.phi);
  if (phi === undefined && Object.keys(given).length === 0)
    throw new Complaint(
      'efficientnet alone is a family: say --phi 2.4, or --width, --depth and --resolution.',
    );
  const { depth, width, resolution } = compound({ phi: phi ?? 0 });
  const knobs = { depth, width, resolution, ...given };
  const alone = Object.keys(given).length === 0;
  checkClassifier(alone ? name : 'network', knobs, alone ? phi : undefined);
  return efficientNet({ name, ...knobs });
}

const detectorKnobsOf = ({ backbone, width, cells, headDepth, resolution }: EfficientDetConfig) => ({
  backbone: { width: backbone.width, depth: backbone.depth },
  width,
  cells,
  headDepth,
  resolution,
});

function detector(name: string, values: Values): Graph | undefined {
  const config = findReleasedDetector(name);
  if (name !== 'efficientdet' && config === undefined) return undefined;
  onlyOf(name, [...detectorKnobs, 'pyramid', 'fusion'], values);
  const { 'head-depth': headDepth, ...knobs } = numbers(detectorKnobs, values);
  const pyramid = oneOf('pyramid', values, Object.keys(pyramids) as PyramidName[]);
  const fusion = oneOf('fusion', values, fusions);
  const given: Partial<EfficientDetConfig> = {
    ...knobs,
    ...(headDepth !== undefined && { headDepth }),
    ...(pyramid !== undefined && { pyramid }),
    ...(fusion !== undefined && { fusion }),
  };
  checkClasses(knobs.classes);
  if (config !== undefined) {
    noPhi(name, 'efficientdet', values);
    checkDetector('detector', detectorKnobsOf({ ...config, ...given }), undefined);
    return efficientDet({ ...config, ...given });
  }
  const phi = numberOption('phi', values.phi);
  if (phi === undefined && Object.keys(given).length === 0)
    throw new Complaint(
      'efficientdet alone is a family: say --phi 1.5, or --width, --cells, --head-depth and --resolution.',
    );
  const { backbone, width, cells, headDepth: depth, resolution } = compoundDetector(phi ?? 0);
  const sizes = {
    width: width.value,
    cells: cells.value,
    headDepth: depth.value,
    resolution: resolution.value,
  };
  const asked = { name, backbone, ...sizes, ...given };
  const alone = Object.keys(given).length === 0;
  checkDetector(alone ? name : 'detector', detectorKnobsOf(asked), alone ? phi : undefined);
  return efficientDet(asked);
}

/**
 * The network that the command line asks for.
 * @throws Complaint where there is none of that name, or an option is not one of its family's.
 */
export function requested(name: string, values: Values): Request {
  const net = classifier(name, values);
  if (net !== undefined) return { family: 'classifier', graph: net };
  const det = detector(name, values);
  if (det !== undefined) return { family: 'detector', graph: det };
  const known = [...Object.values(released), ...Object.values(releasedDetector)].map((each) => each.name);
  throw new Complaint(
    `There is no network called “${name}”. Known: ${known.join(', ')}, efficientnet --phi 2.4, efficientdet --phi 1.5.`,
  );
}
