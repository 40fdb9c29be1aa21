import type { HashName } from '../../engine/protocol/download-failure.ts';
import type { Rich } from '../rich.ts';
import { hashTitle } from './download.ts';
import { storeNeedsHttps } from './plain-http.ts';
import { bytes } from './quantity.ts';

// What a reader sees once the list of networks is open; fetched with it.

/** `about` where the size was never read. */
export const size = (all: number, isExact: boolean) => `${isExact ? '' : 'about '}${bytes(all)}`;
export const pointerCheck = 'SHA-256, asked of the host first';
export const checks = (names: readonly HashName[]) => names.map((name) => hashTitle[name]).join(' and ');

export const open = {
  stored: 'Run it: stored here',
  download: (size: string) => `Download ${size}`,
  continue: (rest: string) => `Continue: ${rest} to go`,
  run: 'Run it',
  withoutStoring: 'Run it without storing it',
};

/** What is stored, summed up: so many checkpoints of so many bytes. */
export function stored(checkpoints: number, size: number, isSecure: boolean): string {
  if (!isSecure) return storeNeedsHttps;
  if (checkpoints === 0) return 'Nothing is stored in this browser yet.';
  return `${checkpoints === 1 ? 'One checkpoint is' : `${checkpoints} checkpoints are`} stored in this browser, ${bytes(size)}.`;
}
export const storedSize = (size: number, isWhole: boolean) =>
  `${bytes(size)}${isWhole ? '' : ', unfinished'}`;
/** Of the stored ones those that the site brings, told together: the stickers' detectors alone are two dozen. */
export const ofSite = (checkpoints: number) =>
  checkpoints === 1 ? '1 network of this site' : `${checkpoints} networks of this site`;
export const stillUsed =
  'This checkpoint is being downloaded or read, in this window or in another one. Delete it when that has ended.';
export const deleteStored = 'Delete';
export const deleteLabel = (title: string) => `Delete ${title} from this browser`;

export const fact = {
  size: 'Size',
  accuracy: 'Accuracy',
  publishedAccuracy: 'Accuracy as published',
  licence: 'Licence',
  checkedBy: 'Checked by',
  source: 'Source',
  ships: 'comes with this site',
};
export const inUse = 'in use';
export const sizeChoice = 'Size';

export const own = {
  group: 'Your own checkpoint',
  what: 'Or one of your own: a .safetensors file (with timm’s config.json, where you have that), a PyTorch file (.pth, .pt, .ckpt, .bin), either in several parts with their index, a TensorFlow .index file with its .data files, or the folder of a TF.js graph model. Drop it here; it is told by its names and shapes, nothing in it is run, and it stays on this machine.',
  chooseFiles: 'Choose files…',
  chooseFolder: 'Choose a folder…',
  files: 'Files of your own checkpoint',
  folder: 'Folder of your own checkpoint',
};

export const rule = {
  group: 'How your file is run',
  taken: (title: string, network: string): Rich => [['b', title], ` is taken for an ${network}.`],
  weights: 'Weights',
  padding: 'Padding',
  paddings: { same: 'TensorFlow’s', symmetric: 'symmetric' },
  epsilon: 'ε of the batch norms',
  pictures: 'Pictures',
  mixed: (backbone: string, behind: string) => `${backbone} in the backbone, ${behind} behind it`,
};
