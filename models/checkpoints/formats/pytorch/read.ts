import { CheckpointError } from '../../checkpoint-error.ts';
import {
  bytesPerElement,
  type NamedTensor,
  type NamedTensors,
  namedTensors,
  toFloat32,
} from '../named-tensors.ts';
import type { ZipArchive, ZipEntry } from '../zip.ts';
import { importedData, storageOf } from './imports.ts';
import { readPickle } from './pickle.ts';
import type { StorageReference } from './pickle-values.ts';
import { checkView, viewBytes } from './strided.ts';
import { factsOf, type TensorPath, tensorPaths } from './tensor-paths.ts';

/** The folder of an archive that torch.save wrote: the one in which `data.pkl` lies; `undefined` where there is none. */
export function torchFolder({ entries }: ZipArchive): string | undefined {
  const found = entries.filter(({ name }) => /^[^/]+\/data\.pkl$/.test(name));
  return found.length === 1 ? found[0]!.name.slice(0, -'data.pkl'.length) : undefined;
}

/**
 * The tensors of a file of torch.save (the zip form, since PyTorch 1.6), each under its path through the dictionaries that hold it, in
 * their order. Its pickle is read as data and nothing in it runs. Numbers are read when a tensor is; what it gives is in
 * row-major order whatever its strides. `metadata` is what the file says of itself beside the tensors (`epoch`, `arch`).
 * Throws {@link CheckpointError}: a Python object that is not data (with its name), a damaged part, a tensor outside of its storage.
 */
export function readTorchArchive(archive: ZipArchive, folder: string, fileBytes: number): NamedTensors {
  const parts = new Map(archive.entries.map((entry) => [entry.name, entry]));
  const order = parts.get(`${folder}byteorder`);
  if (order !== undefined && new TextDecoder().decode(archive.read(order)) === 'big') {
    throw new CheckpointError({ code: 'big-endian' });
  }
  const pickle = archive.read(parts.get(`${folder}data.pkl`)!);
  const root = readPickle(pickle, { imported: importedData, persistent: storageOf }, pickleBudget(fileBytes));
  const paths = tensorPaths(root);
  const storages = new Map<string, ZipEntry>();
  const partOf = (storage: StorageReference): ZipEntry => {
    const known = storages.get(storage.key);
    if (known) return known;
    const part = parts.get(`${folder}data/${storage.key}`);
    if (!part) throw new CheckpointError({ code: 'torch-part-missing', part: `data/${storage.key}` });
    const claimed = storage.elements * (storage.dtype === undefined ? 1 : bytesPerElement[storage.dtype]);
    if (claimed !== part.bytes)
      throw new CheckpointError({
        code: 'torch-part-bytes',
        part: part.name,
        expected: claimed,
        held: part.bytes,
      });
    storages.set(storage.key, part);
    return part;
  };
  const tensors = paths.map((path) => readTensor(path, partOf(path.tensor.storage), archive));
  checkSharing(tensors, storages.values());
  return namedTensors('pytorch', tensors, factsOf(root));
}

/**
 * What the list of tensors may take in memory. About 1.8 kB are built for a tensor, most of it for a moment only; in the file it takes at
 * least 300 bytes and its numbers. Small files get 2 MB all the same: a network of nothing but batch norms is no bomb.
 */
function pickleBudget(fileBytes: number): number {
  return Math.max(2_097_152, 3 * fileBytes);
}

function readTensor({ name, tensor }: TensorPath, part: ZipEntry, archive: ZipArchive): NamedTensor {
  const view = checkView(name, tensor, part.bytes);
  const size = bytesPerElement[view.dtype];
  return {
    name,
    dtype: view.dtype,
    shape: view.shape,
    offset: part.offset + view.offset * size,
    bytes: view.count * size,
    read: () => toFloat32(name, view.dtype, viewBytes(archive.read(part), view)),
  };
}

/** Weights may be shared, by a network and its averages; a few numbers that claim to be many tensors are built to fill a memory. */
function checkSharing(tensors: readonly NamedTensor[], storages: Iterable<ZipEntry>): void {
  let held = 0;
  for (const { bytes } of storages) held += bytes;
  const claimed = tensors.reduce((sum, { bytes }) => sum + bytes, 0);
  if (claimed > 4 * held + 65_536) {
    throw new CheckpointError({ code: 'torch-shared', claimed, held });
  }
}
