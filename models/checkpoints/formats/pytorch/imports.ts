import { CheckpointError } from '../../checkpoint-error.ts';
import type { NumericType } from '../named-tensors.ts';
import {
  Import,
  Namespace,
  Opaque,
  type PickleValue,
  StorageReference,
  TensorReference,
} from './pickle-values.ts';

/** Storage classes of torch/storage.py with the numbers that they hold. */
const storageTypes: Readonly<Record<string, NumericType>> = {
  DoubleStorage: 'float64',
  FloatStorage: 'float32',
  HalfStorage: 'float16',
  BFloat16Storage: 'bfloat16',
  LongStorage: 'int64',
  IntStorage: 'int32',
  ShortStorage: 'int16',
  CharStorage: 'int8',
  ByteStorage: 'uint8',
  BoolStorage: 'bool',
};

const numberTypes: readonly NumericType[] = [
  'float64',
  'float32',
  'float16',
  'bfloat16',
  'int64',
  'int32',
  'int16',
  'int8',
  'uint64',
  'uint32',
  'uint16',
  'uint8',
  'bool',
];

/** Names that stand for data of no concern here: what a training script keeps beside the weights. */
const letGo = [
  '_codecs.encode',
  ...['complex', 'slice', 'range', 'xrange', 'bytes', 'bytearray'].flatMap(builtin),
  ...['PosixPath', 'WindowsPath', 'PurePosixPath', 'PureWindowsPath', 'Path'].flatMap((name) => [
    `pathlib.${name}`,
    `pathlib._local.${name}`,
  ]),
  ...['date', 'datetime', 'time', 'timedelta', 'timezone'].map((name) => `datetime.${name}`),
  ...[
    'dtype',
    'ndarray',
    'core.multiarray.scalar',
    'core.multiarray._reconstruct',
    'core.numeric._frombuffer',
  ].flatMap((name) => [`numpy.${name}`, `numpy.${name.replace(/^core/, '_core')}`]),
  ...['float16', 'float32', 'float64', 'int32', 'int64', 'bool_'].map((name) => `numpy.${name}`),
  'torch.device',
];

/** Python's own types; protocol 2, which PyTorch writes, names their module as Python 2 did. */
function builtin(name: string): string[] {
  return [`builtins.${name}`, `__builtin__.${name}`];
}

type Call = (args: readonly PickleValue[]) => PickleValue;

const known = new Map<string, Import>();
const know = (path: string, call?: Call) => known.set(path, new Import(path, call));

for (const name of Object.keys(storageTypes)) know(`torch.${name}`);
know('torch.storage.UntypedStorage');
know('torch.UntypedStorage');
for (const name of [...numberTypes, 'complex64', 'complex128', 'double', 'float', 'half', 'long', 'int'])
  know(`torch.${name}`);
know('torch.Tensor');
know('torch.nn.parameter.Parameter');
know('torch.strided');
know('torch.contiguous_format');

know('torch._utils._rebuild_tensor', (args) => tensor(args));
know('torch._utils._rebuild_tensor_v2', (args) => tensor(args));
know('torch._utils._rebuild_tensor_v3', (args) => tensor(args, args[6]));
for (const name of ['_rebuild_parameter', '_rebuild_parameter_with_state'])
  know(`torch._utils.${name}`, ([data]) => {
    if (!(data instanceof TensorReference)) throw wrongTensor();
    return data;
  });
// A tensor with attributes of its own: how it is made, its class, what from, and the attributes.
know('torch._tensor._rebuild_from_type_v2', ([make, , args]) => {
  const tensors = make instanceof Import && /^torch\._utils\._rebuild_/.test(make.path);
  if (!tensors || make.call === undefined || !Array.isArray(args)) throw wrongTensor();
  return make.call(args);
});

for (const path of ['collections.OrderedDict', 'collections.Counter', ...builtin('dict')])
  know(path, ([from]) => table(from));
for (const path of ['collections.defaultdict', ...attributeDictionaries()]) know(path, () => new Map());
for (const path of ['collections.deque', 'torch.Size', ...builtin('list'), ...builtin('tuple')])
  know(path, ([from]) => (Array.isArray(from) ? [...from] : []));
for (const path of [...builtin('set'), ...builtin('frozenset')])
  know(path, ([from]) => new Set(Array.isArray(from) ? from : []));
know('argparse.Namespace', () => new Namespace());
know('types.SimpleNamespace', () => new Namespace());
for (const path of [...builtin('str'), 'torch.torch_version.TorchVersion'])
  know(path, ([text]) => (typeof text === 'string' ? text : ''));
for (const name of ['int', 'float', 'bool', 'object']) for (const path of builtin(name)) know(path);
for (const path of letGo) know(path, (args) => new Opaque(path, textOf(path, args)));

/** Dictionaries whose items can be written as attributes, in which Lightning keeps a run's settings. */
function attributeDictionaries(): string[] {
  return ['pytorch_lightning', 'lightning.pytorch']
    .map((name) => `${name}.utilities.parsing.AttributeDict`)
    .concat(['lightning_fabric', 'lightning.fabric'].map((name) => `${name}.utilities.data.AttributeDict`));
}

/** A path from its parts, a device from its name. */
function textOf(path: string, args: readonly PickleValue[]): string | undefined {
  const parts = args.filter((part) => typeof part === 'string');
  if (path === 'torch.device') return parts[0];
  return path.startsWith('pathlib.') ? parts.join('/').replace(/^\/\//, '/') : undefined;
}

function table(from: PickleValue | undefined): Map<PickleValue, PickleValue> {
  if (from instanceof Map) return new Map(from);
  const made = new Map<PickleValue, PickleValue>();
  if (Array.isArray(from))
    for (const pair of from) if (Array.isArray(pair) && pair.length === 2) made.set(pair[0]!, pair[1]!);
  return made;
}

const wrongTensor = () => new CheckpointError({ code: 'torch-tensor' });

/** `(storage, offset, shape, strides, …)`, as torch/_utils.py takes it; `type` where the storage has none. */
function tensor(args: readonly PickleValue[], type?: PickleValue): TensorReference {
  const [storage, offset, shape, strides] = args;
  if (!(storage instanceof StorageReference) || typeof offset !== 'number') throw wrongTensor();
  if (!Array.isArray(shape) || !Array.isArray(strides) || shape.length !== strides.length)
    throw wrongTensor();
  const dtype = type === undefined ? storage.dtype : typeNamed(type);
  if (dtype === undefined) throw wrongTensor();
  return new TensorReference(storage, dtype, offset, shape, strides);
}

function typeNamed(type: PickleValue): NumericType {
  const path = type instanceof Import ? type.path : '';
  const found = numberTypes.find((each) => path === `torch.${each}`);
  if (found !== undefined) return found;
  throw unreadable(path);
}

function unreadable(path: string): CheckpointError {
  return new CheckpointError({ code: 'torch-type', type: path, known: numberTypes });
}

/** The data that a name of Python's stands for. Throws {@link CheckpointError} with the name for every other. */
export function importedData(module: string, name: string): Import {
  const path = `${module}.${name}`;
  const found = known.get(path);
  if (found) return found;
  if (/^torch\.(\w+Storage|float8_\w+|q\w*int\w+)$/.test(path)) throw unreadable(path);
  if (/^__torch__\b/.test(module)) {
    throw new CheckpointError({ code: 'torch-script' });
  }
  // A class in capitals, from a library or from the script that trained it: the network was saved as a Python object.
  if (
    /^(__main__|torch\.nn|torchvision|timm|effdet|efficientnet_pytorch|backbone|model|models|transformers)(\.|$)/.test(
      module,
    )
  ) {
    throw new CheckpointError({ code: 'torch-object', path });
  }
  // Python writes the module in which os.system and its like stand.
  const alias = /^(posix|nt)$/.test(module) ? `os.${name}` : null;
  throw new CheckpointError({ code: 'torch-import', path, alias });
}

/** `('storage', class, key, device, elements)`: the numbers lie in the part `data/key`. */
export function storageOf(id: PickleValue): StorageReference {
  const [kind, type, key, , elements] = Array.isArray(id) ? id : [];
  if (
    kind !== 'storage' ||
    !(type instanceof Import) ||
    typeof key !== 'string' ||
    typeof elements !== 'number'
  )
    throw new CheckpointError({ code: 'torch-storage' });
  const name = type.path.split('.').at(-1) ?? '';
  if (!name.endsWith('Storage')) throw wrongTensor();
  return new StorageReference(
    key,
    Object.hasOwn(storageTypes, name) ? storageTypes[name] : undefined,
    elements,
  );
}
