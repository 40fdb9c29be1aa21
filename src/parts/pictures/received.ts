import { beginsAsCheckpoint, droppedFiles, holdsCheckpoint, ownFiles } from '../picker/dropped.ts';
import type { Picked } from '../picker/picked.ts';

export interface Receiver {
  readonly onpicture: (file: File) => void;
  readonly oncheckpoint: (picked: Picked) => void;
}

/** What is dropped on a figure: a checkpoint is opened, told by its name or by what it begins with; anything else is taken for a picture. */
export function receiveDrop(event: DragEvent, { onpicture, oncheckpoint }: Receiver): void {
  if (event.dataTransfer !== null && holdsCheckpoint(event.dataTransfer)) {
    event.preventDefault();
    void droppedFiles(event.dataTransfer).then((files) => oncheckpoint({ kind: 'own', files }));
    return;
  }
  const files = [...(event.dataTransfer?.files ?? [])];
  const [first] = files;
  if (first === undefined) return;
  event.preventDefault();
  void beginsAsCheckpoint(files)
    // A file that cannot be looked into, or a list that cannot be loaded: the picture's reader says what is wrong.
    .catch(() => false)
    .then((checkpoint) => {
      if (checkpoint) oncheckpoint({ kind: 'own', files: ownFiles(files) });
      else onpicture(first);
    });
}

/** What is pasted on a page with a figure: a picture, if it is one. */
export function receivePaste(event: ClipboardEvent, { onpicture }: Pick<Receiver, 'onpicture'>): void {
  const file = [...(event.clipboardData?.files ?? [])].find(({ type }) => type.startsWith('image/'));
  if (file === undefined) return;
  event.preventDefault();
  onpicture(file);
}
