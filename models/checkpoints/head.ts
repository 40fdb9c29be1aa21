import { CheckpointError } from './checkpoint-error.ts';
import { isRecord, parseJsonText } from './formats/json-text.ts';
import type { NamedTensors } from './formats/named-tensors.ts';
import { writeSafetensors } from './formats/safetensors.ts';

/** What a head is: everything about it but its numbers. Lies in the file itself, as the metadata `card`. */
export interface HeadCard {
  readonly title: string;
  /** The shipped checkpoint below it, and the SHA-256 of that one's weights. */
  readonly standsOn: string;
  readonly backbone: string;
  /** In the order of its outputs. */
  readonly classes: readonly string[];
  readonly training: {
    readonly method: string;
    readonly seed: number;
    readonly decay: number;
    /** The step or epoch whose weights these are, and why the training ended. */
    readonly step: number;
    readonly ended: string;
  };
  /** Where the network's last block was trained with it: how. The block's arrays lie in the file, too. */
  readonly tuning?: {
    /** Of Adam. */
    readonly rate: number;
    readonly batch: number;
    /** The epoch whose weights these are, and why the tuning ended. */
    readonly step: number;
    readonly ended: string;
    /** The network's weights that were changed by it, and their shapes: those lie in the file. */
    readonly weights: Readonly<Record<string, readonly number[]>>;
  };
  /** What it was made from: a picture's class, its part and the SHA-256 of its bytes. */
  readonly pictures: readonly HeadPicture[];
  /** On the pictures kept for the test; null where there are none. */
  readonly measured: {
    readonly pictures: number;
    readonly accuracy: number;
    /** 95 %, bootstrap over the test pictures. */
    readonly interval: readonly [number, number] | null;
    readonly macroF1: number;
  } | null;
}

export interface HeadPicture {
  /** Index into `classes`. */
  readonly label: number;
  readonly part: 'train' | 'validation' | 'test';
  readonly sha256: string;
}

/** Weights of a network's last block, by the names of its graph. */
export type BlockWeights = Readonly<Record<string, Float32Array>>;

/** The dense layer itself, and the weights of the network's last block below it where those were changed. */
export interface HeadWeights {
  /** [features, classes], row by row. */
  readonly kernel: Float32Array;
  readonly bias: Float32Array;
  readonly block?: BlockWeights | undefined;
}

/** The names of a classifier's last layer. */
export const headKernel = 'stage9/dense/kernel';
export const headBias = 'stage9/dense/bias';

const format = 'phiscope-head-1';

/** A head and its card as a safetensors file. The same head and card give the same bytes. */
export function writeHead({ kernel, bias, block }: HeadWeights, card: HeadCard): Uint8Array {
  const bytesOf = (values: Float32Array) =>
    new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  const classes = bias.length;
  return writeSafetensors(
    [
      {
        name: headKernel,
        dtype: 'float32',
        shape: [kernel.length / classes, classes],
        data: bytesOf(kernel),
      },
      { name: headBias, dtype: 'float32', shape: [classes], data: bytesOf(bias) },
      ...Object.entries(block ?? {}).map(([name, values]) => ({
        name,
        dtype: 'float32' as const,
        shape: [...(card.tuning?.weights[name] ?? [values.length])],
        data: bytesOf(values),
      })),
    ],
    { format, card: JSON.stringify(card) },
  );
}

/** Whether a file says of itself that it is a head of this project. */
export function isHead({ metadata }: Pick<NamedTensors, 'metadata'>): boolean {
  return metadata.format === format;
}

/** The head in a file. Throws {@link CheckpointError} where its card or its tensors are not what a head has. */
export function readHead(file: NamedTensors): HeadWeights & { readonly card: HeadCard } {
  const card = cardIn(file);
  const kernel = file.byName.get(headKernel);
  const bias = file.byName.get(headBias);
  if (kernel === undefined || bias === undefined) {
    const missing = kernel === undefined ? headKernel : headBias;
    throw new CheckpointError({ code: 'head-lacks', tensor: missing });
  }
  const classes = card.classes.length;
  if (bias.shape.join() !== `${classes}` || kernel.shape.length !== 2 || kernel.shape[1] !== classes)
    throw new CheckpointError({ code: 'head-classes', classes, kernel: kernel.shape, bias: bias.shape });
  const block = blockIn(file, card);
  const read = { kernel: kernel.read(), bias: bias.read(), ...(block && { block }) };
  const arrays = [read.kernel, read.bias, ...Object.values(block ?? {})];
  if (!arrays.every((values) => values.every(Number.isFinite)))
    throw new CheckpointError({ code: 'head-not-finite' });
  return { ...read, card };
}

/** The changed weights in a head's file; undefined where its card names no tuning. */
function blockIn({ byName }: NamedTensors, { tuning }: HeadCard): BlockWeights | undefined {
  if (tuning === undefined) return undefined;
  return Object.fromEntries(
    Object.keys(tuning.weights).map((name) => {
      const tensor = byName.get(name);
      if (tensor === undefined) throw new CheckpointError({ code: 'head-lacks', tensor: name });
      return [name, tensor.read()];
    }),
  );
}

function cardIn({ metadata }: NamedTensors): HeadCard {
  const fault = (field: string) => new CheckpointError({ code: 'head-card', field });
  const card = parseJsonText(new TextEncoder().encode(metadata.card ?? ''), 'head-card', 8 * 1024 * 1024);
  if (!isRecord(card)) throw fault('card');
  for (const field of ['title', 'standsOn', 'backbone'])
    if (typeof card[field] !== 'string') throw fault(field);
  const { classes, pictures, training, tuning, measured } = card;
  if (!Array.isArray(classes) || classes.length < 2 || !classes.every((name) => typeof name === 'string'))
    throw fault('classes');
  if (!Array.isArray(pictures)) throw fault('pictures');
  if (!isRecord(training)) throw fault('training');
  if (tuning !== undefined && !(isRecord(tuning) && isRecord(tuning.weights))) throw fault('tuning');
  if (measured !== null && !isRecord(measured)) throw fault('measured');
  return card as unknown as HeadCard;
}
