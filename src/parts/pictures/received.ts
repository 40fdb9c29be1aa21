import { droppedFiles, holdsCheckpoint } from '../picker/dropped.ts';
import type { Picked } from '../picker/picked.ts';

export interface Receiver {
  readonly onpicture: (file: File) => void;
  readonly oncheckpoint: (picked: Picked) => void;
}

/** What is dropped on a figure: a checkpoint is opened, anything else is taken for a picture. */
export function receiveDrop(event: DragEvent, { onpicture, oncheckpoint }: Receiver): void {
  if (event.dataTransfer !== null && holdsCheckpoint(event.dataTransfer)) {
    event.preventDefault();
    void droppedFiles(event.dataTransfer).then((files) => oncheckpoint({ kind: 'own', files }));
    return;
  }
  const file = event.dataTransfer?.files[0];
  if (file === undefined) return;
  event.preventDefault();
  onpicture(file);
}

/** What is pasted on a page with a figure: a picture, if it is one. */
export function receivePaste(event: ClipboardEvent, { onpicture }: Pick<Receiver, 'onpicture'>): void {
  const file = [...(event.clipboardData?.files ?? [])].find(({ type }) => type.startsWith('image/'));
  if (file === undefined) return;
  event.preventDefault();
  onpicture(file);
}
