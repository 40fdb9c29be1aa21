import { pyramids } from '../../../models/blocks/pyramids/pyramids.ts';
import type { Family, Knob, Knobs, Member, NetworkOptions } from '../../../models/families/family.ts';
import { families, findFamily, findNetwork, networkNames } from '../../../models/families/index.ts';
import type { Graph } from '../../../models/graph/graph.ts';
import { cost } from '../../../models/operators/cost.ts';
import type { FusionMethod } from '../../../models/operators/kinds/fuse.ts';
import { type TrainedNetwork, trainedNetwork } from '../../engine/sources/network.ts';
import { Complaint, numberOption } from '../complaint.ts';
import { nearest } from '../nearest.ts';
import { checkClasses, checkSize } from './limit.ts';

/** The options that say which network is meant, as `parseArgs` wants them. */
export const networkOptions = {
  phi: { type: 'string' },
  width: { type: 'string' },
  depth: { type: 'string' },
  resolution: { type: 'string' },
  classes: { type: 'string' },
  cells: { type: 'string' },
  'head-depth': { type: 'string' },
  'hidden-layers': { type: 'string' },
  agnostic: { type: 'boolean' },
  pyramid: { type: 'string' },
  fusion: { type: 'string' },
} as const;

/** All options of the command. */
export const options = { json: { type: 'boolean' }, graph: { type: 'boolean' }, ...networkOptions } as const;

export type NetworkOption = keyof typeof networkOptions;
export type Values = Partial<Record<NetworkOption, string | boolean>>;

/** A network and the family that it belongs to. */
export interface Request {
  /** None where two are joined, as BiSeNet's paths on EfficientNet-B0. */
  readonly family: Family | undefined;
  readonly graph: Graph;
  /** Of a two-stage detector: what is computed for each region. */
  readonly regions?: Graph;
}

const fusions: readonly FusionMethod[] = ['sum', 'unbounded', 'softmax', 'fastNormalized'];

const optionOf: Readonly<Record<Knob, NetworkOption>> = {
  width: 'width',
  depth: 'depth',
  resolution: 'resolution',
  classes: 'classes',
  cells: 'cells',
  headDepth: 'head-depth',
  hiddenLayers: 'hidden-layers',
  agnostic: 'agnostic',
  pyramid: 'pyramid',
  fusion: 'fusion',
};

function oneOf<Choice extends string>(
  key: NetworkOption,
  value: string | boolean | undefined,
  choices: readonly Choice[],
): Choice | undefined {
  if (value === undefined) return undefined;
  const choice = choices.find((each) => each === value);
  if (choice === undefined) throw new Complaint(`--${key} is one of ${choices.join(', ')}, not “${value}”.`);
  return choice;
}

/** `224` or `360x640`: a square picture's side, or height and width. */
function pictureOf(value: string | boolean | undefined): Pick<NetworkOptions, 'resolution' | 'size'> {
  const sides = typeof value === 'string' ? value.split(/[x×]/) : [];
  if (sides.length !== 2) {
    const resolution = numberOption('resolution', value);
    return resolution === undefined ? {} : { resolution };
  }
  const [height = 0, width = 0] = sides.map((side) => numberOption('resolution', side) ?? 0);
  return { size: [height, width] };
}

/** What the family's networks are asked to be; refuses options that it does not have. */
function optionsOf(name: string, { knobs }: Family, values: Values): NetworkOptions {
  const allowed = knobs.map((knob) => optionOf[knob]);
  for (const key of Object.keys(values) as NetworkOption[])
    if (key in networkOptions && key !== 'phi' && !allowed.includes(key)) {
      const list = allowed.map((each) => `--${each}`).join(', ');
      throw new Complaint(`${name} has no --${key}; it takes ${list}.`);
    }
  const given: Record<string, unknown> = {};
  for (const knob of ['width', 'depth', 'classes', 'cells', 'headDepth', 'hiddenLayers'] as const) {
    const value = numberOption(optionOf[knob], values[optionOf[knob]]);
    if ((knob === 'width' || knob === 'depth') && value !== undefined && value <= 0)
      throw new Complaint(`--${knob} is above 0, not ${value}.`);
    if (value !== undefined) given[knob] = value;
  }
  const pyramid = oneOf('pyramid', values.pyramid, Object.keys(pyramids) as (keyof typeof pyramids)[]);
  const fusion = oneOf('fusion', values.fusion, fusions);
  return {
    ...(given as Knobs),
    ...pictureOf(values.resolution),
    ...(values.agnostic === true && { agnostic: true }),
    ...(pyramid && { pyramid }),
    ...(fusion && { fusion }),
  };
}

/** Refuses what cannot be counted exactly. */
function counted(request: Request): Request {
  for (const { name, multiplyAdds } of [request.graph, request.regions].flatMap((each) =>
    each ? [{ ...cost(each), name: each.name }] : [],
  ))
    if (!Number.isSafeInteger(multiplyAdds))
      throw new Complaint(
        `${name} cannot be described: its multiply-adds would be more than can be counted exactly. Make its pictures smaller.`,
      );
  return request;
}

function made(family: Family, member: Member, options: NetworkOptions): Request {
  const regions = member.regions?.(options);
  return counted({ family, graph: member.network(options), ...(regions && { regions }) });
}

function byRule(family: Family, at: (phi: number) => Member, values: Values): Request {
  const phi = numberOption('phi', values.phi);
  const options = optionsOf(family.id, family, values);
  const alone = Object.keys(options).length === 0;
  if (phi === undefined && alone) {
    const others = family.knobs.map((knob) => `--${optionOf[knob]}`).join(', ');
    throw new Complaint(`${family.id} alone is a family: say --phi 1.5, or some of ${others}.`);
  }
  checkClasses(options.classes);
  const member = at(phi ?? 0);
  checkSize(member, options, alone ? { value: phi ?? 0, at } : undefined);
  return made(family, member, options);
}

/** A network of our own, which is as it was trained but for the size of its pictures. */
function asTrained(
  name: string,
  network: (size?: readonly [number, number]) => TrainedNetwork,
  values: Values,
): Request {
  const other = (Object.keys(values) as NetworkOption[]).find((key) => key !== 'resolution');
  if (other !== undefined) throw new Complaint(`${name} has no --${other}; it takes --resolution.`);
  const { resolution: side, size = side === undefined ? undefined : [side, side] } = pictureOf(
    values.resolution,
  );
  const own = network(size);
  return counted({ family: findFamily(own.graph.family ?? ''), ...own });
}

/**
 * The network that the command line asks for.
 * @throws Complaint where there is none of that name, or an option is not one of its family's.
 */
export function requested(name: string, values: Values): Request {
  const alone = findFamily(name);
  if (alone?.compound !== undefined) return byRule(alone, alone.compound, values);
  const own = trainedNetwork(name);
  if (own !== undefined) return asTrained(name, own, values);
  const found = findNetwork(name);
  if (found === undefined) throw new Complaint(unknown(name));
  const { family, member } = found;
  const options = optionsOf(name, family, values);
  if (values.phi !== undefined) {
    const ruled = families.filter(({ compound }) => compound !== undefined).map(({ id }) => id);
    throw new Complaint(`${name} is a released size; --phi goes with ${ruled.join(' and ')} alone.`);
  }
  checkClasses(options.classes);
  checkSize(member, options);
  return made(family, member, options);
}

function unknown(name: string): string {
  const close = nearest(name, [...networkNames(), ...families.map(({ id }) => id)]);
  const known = families.map(({ id, members }) => `${id} (${members.map((each) => each.name).join(', ')})`);
  return `There is no network called “${name}”. The nearest are ${close.join(' and ')}. Known: ${known.join('; ')}.`;
}
