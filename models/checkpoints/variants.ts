import { CheckpointError } from './checkpoint-error.ts';
import { type NamedTensor, type NamedTensors, namedTensors } from './formats/named-tensors.ts';
import { namings } from './naming/namings.ts';
import { neighbourOf } from './naming/neighbours.ts';

/** One copy of a network's weights in a checkpoint. */
export interface Variant {
  /** What it is asked for by: its prefix without the dot; `plain` where it has none. */
  readonly id: string;
  /** In front of its tensors' names: `state_dict_ema.`, `model.`, or nothing. */
  readonly prefix: string;
  /** Whether it is an average over the steps of a training, by its name. */
  readonly average: boolean;
}

/** The copy that is read, and what else there is. */
export interface VariantWeights {
  /** Its tensors under the names that its library gave them: without the prefix, without the other copies. */
  readonly tensors: NamedTensors;
  readonly variant: Variant;
  /** Every copy, in the file's order. */
  readonly variants: readonly Variant[];
  /** Tensors that belong to none of the copies: an optimizer's state, a loss. */
  readonly others: number;
}

/** TensorFlow's averages stand beside each variable. */
const averageSuffix = '/ExponentialMovingAverage';
const deepest = 6;
/** No network that is known here has fewer tensors, and none with all copies and the state of its training has more. */
const fewest = 16;
const most = 20_000;

/**
 * Finds the copies of a network in a checkpoint: below any prefix (`model.`, `module.`, the dictionaries of a training) where the names are
 * those of a known library. Of several the average is taken, which upstreams evaluate with, else the first; `wanted` asks for another by
 * its id, or as `ema` or `plain` where one copy alone is. Where no names are known all tensors are one copy.
 * Throws {@link CheckpointError} where `wanted` is not there.
 */
export function variantWeights(tensors: NamedTensors, wanted?: string): VariantWeights {
  const found = tensors.format === 'tensor-bundle' ? averagedCopies(tensors) : prefixedCopies(tensors);
  const copies = found.length > 0 ? found : [{ ...variantOf(''), tensors: tensors.tensors }];
  const variants = copies.map(({ id, prefix, average }) => ({ id, prefix, average }));
  const variant = choose(variants, wanted);
  const chosen = copies.find(({ id }) => id === variant.id)!;
  const used = new Set(copies.flatMap((copy) => copy.tensors));
  return {
    tensors: stripped(tensors, chosen.tensors, chosen.prefix),
    variant,
    variants,
    others: tensors.tensors.length - used.size,
  };
}

interface Copy extends Variant {
  /** As the file names them. */
  readonly tensors: readonly NamedTensor[];
}

function variantOf(prefix: string): Variant {
  return { id: prefix === '' ? 'plain' : prefix.slice(0, -1), prefix, average: isAverage(prefix) };
}

/** `ema`, `model_ema`, `emaModel`, `averaged_model`, `swa`, `shadow`: how trainings call an average. */
function isAverage(prefix: string): boolean {
  const words = prefix
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/);
  return words.some((word) => /^(ema|swa|shadow|averages?|averaged|polyak)$/.test(word));
}

function choose(variants: readonly Variant[], wanted: string | undefined): Variant {
  const averages = variants.filter(({ average }) => average);
  const plain = variants.filter(({ average }) => !average);
  if (wanted === undefined) return averages[0] ?? variants[0]!;
  const only = wanted === 'ema' ? averages : wanted === 'plain' ? plain : [];
  const found = variants.find(({ id }) => id === wanted) ?? (only.length === 1 ? only[0] : undefined);
  if (found) return found;
  throw new CheckpointError({ code: 'variant-unknown', wanted, known: variants.map(({ id }) => id) });
}

/** TensorFlow keeps averages under the variable's name and a suffix; namings read them wherever they are. */
function averagedCopies(tensors: NamedTensors): Copy[] {
  const averaged = tensors.tensors.filter(({ name }) => name.endsWith(averageSuffix));
  const beside = averaged.some(({ name }) => tensors.byName.has(name.slice(0, -averageSuffix.length)));
  if (!beside) return [];
  return [
    { ...variantOf(''), tensors: tensors.tensors.filter(({ name }) => !name.endsWith(averageSuffix)) },
    { id: 'ema', prefix: '', average: true, tensors: tensors.tensors },
  ];
}

function prefixedCopies(tensors: NamedTensors): Copy[] {
  const groups = byPrefix(tensors.tensors);
  const copies: Copy[] = [];
  const taken: string[] = [];
  for (const [prefix, group] of groups) {
    // What lies within a copy is a part of it: effdet's `backbone.` is a network of timm's.
    if (taken.some((outer) => prefix.startsWith(outer))) continue;
    const kind = kindOf(tensors, group, prefix);
    if (kind === undefined) continue;
    taken.push(prefix);
    const inner = innerCopies(tensors, groups, prefix, group, kind);
    const within = new Set(inner.flatMap((copy) => copy.tensors));
    copies.push({ ...variantOf(prefix), tensors: group.filter((tensor) => !within.has(tensor)) }, ...inner);
  }
  return copies;
}

/**
 * Copies that lie below another one's prefix, as `ema.` beside plain names does: the same library's names, and none that the outer copy
 * has not. (A part of a network, too, may be a network of the same library; but not with the same names.)
 */
function innerCopies(
  tensors: NamedTensors,
  groups: ReadonlyMap<string, readonly NamedTensor[]>,
  outer: string,
  all: readonly NamedTensor[],
  kind: string,
): Copy[] {
  const names = new Set(all.map(({ name }) => name.slice(outer.length)));
  const copies: Copy[] = [];
  for (const [prefix, group] of groups) {
    if (prefix === outer || !prefix.startsWith(outer)) continue;
    if (copies.some((copy) => prefix.startsWith(copy.prefix))) continue;
    const twin = group.every(({ name }) => names.has(name.slice(prefix.length)));
    if (twin && kindOf(tensors, group, prefix) === kind)
      copies.push({ ...variantOf(prefix), tensors: group });
  }
  return copies;
}

/** Tensors by every prefix that ends in a dot, the shortest first and in the file's order; small groups are left out. */
function byPrefix(tensors: readonly NamedTensor[]): ReadonlyMap<string, readonly NamedTensor[]> {
  const groups = new Map<string, NamedTensor[]>([['', [...tensors]]]);
  let level: readonly string[] = [''];
  for (let depth = 1; depth <= deepest && level.length > 0; depth++) {
    const next: string[] = [];
    for (const outer of level) {
      const inner = new Map<string, NamedTensor[]>();
      for (const tensor of groups.get(outer)!) {
        const dot = tensor.name.indexOf('.', outer.length);
        if (dot < 0) continue;
        const prefix = tensor.name.slice(0, dot + 1);
        const group = inner.get(prefix);
        if (group) group.push(tensor);
        else inner.set(prefix, [tensor]);
      }
      for (const [prefix, group] of inner) {
        if (group.length < fewest) continue;
        groups.set(prefix, group);
        next.push(prefix);
      }
    }
    level = next;
  }
  return groups;
}

/** Whose names stand behind a prefix: a library's, or those of a network that is known by name and does not run. */
function kindOf(all: NamedTensors, group: readonly NamedTensor[], prefix: string): string | undefined {
  if (group.length > most) return undefined;
  if (prefix === '' && group.length === all.tensors.length) return known(all);
  // A naming looks for a few names; a table of all of them would be most of the work.
  const tensors = group.map((tensor) => ({ ...tensor, name: tensor.name.slice(prefix.length) }));
  const alone = { format: all.format, metadata: all.metadata, tensors, byName: new NamesBelow(all, prefix) };
  return known(alone);
}

function known(tensors: NamedTensors): string | undefined {
  return namings.find((naming) => naming.recognises(tensors))?.id ?? neighbourOf(tensors)?.network;
}

/** A checkpoint's tensors by their names behind a prefix. */
class NamesBelow extends Map<string, NamedTensor> {
  readonly #names: ReadonlyMap<string, NamedTensor>;
  readonly #prefix: string;

  constructor({ byName }: NamedTensors, prefix: string) {
    super();
    this.#names = byName;
    this.#prefix = prefix;
  }

  override has(name: string): boolean {
    return this.#names.has(`${this.#prefix}${name}`);
  }

  override get(name: string): NamedTensor | undefined {
    const tensor = this.#names.get(`${this.#prefix}${name}`);
    return tensor && { ...tensor, name };
  }
}

/** Some of a checkpoint's tensors without a prefix of their names. */
function stripped(all: NamedTensors, tensors: readonly NamedTensor[], prefix: string): NamedTensors {
  if (prefix === '' && tensors.length === all.tensors.length) return all;
  const renamed = tensors.map((tensor) => ({ ...tensor, name: tensor.name.slice(prefix.length) }));
  return namedTensors(all.format, renamed, all.metadata);
}
