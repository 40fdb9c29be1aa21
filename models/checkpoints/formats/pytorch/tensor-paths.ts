import { CheckpointError } from '../../checkpoint-error.ts';
import { checkTensorCount, limits } from '../named-tensors.ts';
import { Namespace, Opaque, type PickleValue, TensorReference } from './pickle-values.ts';

/** Deeper than any checkpoint nests its tensors; what lies below is not looked at. */
const deepest = 10;
const mostContainers = 300_000;

export interface TensorPath {
  readonly name: string;
  readonly tensor: TensorReference;
}

/**
 * Every tensor in dictionaries, lists and namespaces, by its path: `state_dict.conv_stem.weight`. One that is reached by two
 * paths is listed twice; a container within itself is not entered again. Throws where there is no end of paths.
 */
export function tensorPaths(root: PickleValue): TensorPath[] {
  const found: TensorPath[] = [];
  const open = new Set<PickleValue>();
  let entered = 0;
  const visit = (value: PickleValue, name: string): void => {
    if (value instanceof TensorReference) {
      if (name.length > limits.nameLength) throw new CheckpointError({ code: 'torch-name-long' });
      found.push({ name, tensor: value });
      checkTensorCount(found.length);
      return;
    }
    const items = itemsOf(value);
    if (items === undefined || open.size >= deepest || open.has(value)) return;
    if (++entered > mostContainers) throw new CheckpointError({ code: 'torch-nested' });
    open.add(value);
    for (const [key, item] of items)
      if (typeof item === 'object' && item !== null)
        visit(item, name === '' ? String(key) : `${name}.${String(key)}`);
    open.delete(value);
  };
  visit(root, '');
  return found;
}

function itemsOf(value: PickleValue): Iterable<[PickleValue, PickleValue]> | undefined {
  if (value instanceof Map) return value;
  if (value instanceof Namespace) return value.fields;
  return Array.isArray(value) ? value.entries() : undefined;
}

const mostFacts = 100;
const longestFact = 200;
/** Dictionaries in which training scripts keep their settings. */
const settings = ['args', 'hyper_parameters', 'hparams', 'config', 'cfg'];

/** What a checkpoint says of itself beside its tensors: `epoch`, `arch`, and settings as `args.model`; short texts and numbers only. */
export function factsOf(root: PickleValue): Record<string, string> {
  const facts = new Map<string, string>();
  const note = (table: PickleValue, prefix: string, inner: boolean): void => {
    const items = table instanceof Namespace ? table.fields : table;
    if (!(items instanceof Map)) return;
    for (const [key, value] of items) {
      if (facts.size >= mostFacts) return;
      if (typeof key !== 'string' || key.length > longestFact) continue;
      const text = textOf(value);
      if (text !== undefined && text.length <= longestFact) facts.set(`${prefix}${key}`, text);
      else if (!inner && settings.includes(key)) note(value, `${prefix}${key}.`, true);
    }
  };
  note(root, '', false);
  return Object.fromEntries(facts);
}

function textOf(value: PickleValue): string | undefined {
  if (value instanceof Opaque) return value.text;
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;
}
