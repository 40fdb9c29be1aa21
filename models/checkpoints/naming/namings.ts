import { CheckpointError } from '../checkpoint-error.ts';
import type { NamedTensors } from '../formats/named-tensors.ts';
import { automl } from './automl.ts';
import { effdet } from './effdet.ts';
import { frozenEfficientDet } from './frozen-efficientdet.ts';
import { lukemelas } from './lukemelas.ts';
import { modelGarden } from './model-garden.ts';
import type { Naming } from './naming.ts';
import type { NamingId } from './naming-id.ts';
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
  throw new CheckpointError({
    code: 'naming-unknown',
    first: tensors.tensors.slice(0, 3).map(({ name }) => name),
    count: tensors.tensors.length,
  });
}
