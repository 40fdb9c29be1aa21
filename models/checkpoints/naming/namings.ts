import { CheckpointError } from '../checkpoint-error.ts';
import type { NamedTensors } from '../formats/named-tensors.ts';
import { automl } from './automl.ts';
import { effdet } from './effdet.ts';
import { frozenEfficientDet } from './frozen-efficientdet.ts';
import { lukemelas } from './lukemelas.ts';
import { modelGarden } from './model-garden.ts';
import type { Naming, NamingId } from './naming.ts';
import { ownNaming } from './own.ts';
import { timm } from './timm.ts';
import { torchvision } from './torchvision.ts';
import { transformers } from './transformers.ts';
import { zylo117 } from './zylo117.ts';

/** Every naming there is; which one a file has is told by names alone, and no two know the same file. */
export const namings: readonly Naming[] = [
  ownNaming,
  timm,
  torchvision,
  transformers,
  lukemelas,
  automl,
  effdet,
  zylo117,
  modelGarden,
  frozenEfficientDet,
];

export function namingById(id: NamingId): Naming {
  return namings.find((naming) => naming.id === id)!;
}

/** The naming of a file's tensors. Throws {@link CheckpointError} that shows what the file's names look like. */
export function recogniseNaming(tensors: NamedTensors): Naming {
  const naming = namings.find((each) => each.recognises(tensors));
  if (naming) return naming;
  const some = tensors.tensors.slice(0, 3).map(({ name }) => `“${name.slice(0, 80)}”`);
  throw new CheckpointError(
    tensors.tensors.length === 0
      ? 'The file holds no tensors.'
      : `The file’s ${tensors.tensors.length} tensors are named as in none of the known libraries (${some.join(', ')} …).`,
    'Known are the EfficientNets of timm, torchvision, transformers, lukemelas’ EfficientNet-PyTorch, the official TensorFlow code and the TensorFlow Model Garden, and the EfficientDets of effdet, zylo117’s Yet-Another-EfficientDet-Pytorch and the official code.',
    'Open a checkpoint of one of these.',
  );
}
