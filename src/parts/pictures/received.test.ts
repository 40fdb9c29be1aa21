import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { receiveDrop } from './received.ts';

const fixture = (name: string) =>
  readFileSync(new URL(`../../../test/fixtures/checkpoints/${name}`, import.meta.url));

/** What a drop of these files is taken for, and the names that are handed on. */
async function dropped(...files: File[]): Promise<string> {
  let prevented = false;
  const event = {
    dataTransfer: { items: [], files },
    preventDefault() {
      prevented = true;
    },
  } as unknown as DragEvent;
  const taken = await new Promise<string>((resolve) =>
    receiveDrop(event, {
      onpicture: ({ name }) => resolve(`picture ${name}`),
      oncheckpoint: (picked) =>
        resolve(`checkpoint ${picked.kind === 'own' ? picked.files.map(({ name }) => name).join(' ') : ''}`),
    }),
  );
  expect(prevented).toBe(true);
  return taken;
}

test.each(['keras.h5', 'keras.keras', 'lite.tflite', 'torch.onnx', 'saved_model.pb', 'frozen.pb'])(
  '%s is never taken for a picture, under its own name, another or none',
  async (name) => {
    const bytes = fixture(`foreign/${name}`);
    for (const called of [name, 'photo.jpg', 'network'])
      expect(await dropped(new File([bytes], called, { type: 'image/jpeg' }))).toBe(`checkpoint ${called}`);
  },
);

test('a PyTorch file under any name is a checkpoint, with all that was dropped beside it', async () => {
  const torch = new File([fixture('torch/without-checksums.pt')], 'epoch 12');
  expect(await dropped(torch)).toBe('checkpoint epoch 12');
  expect(await dropped(new File(['a: 1'], 'args.yaml'), torch)).toBe('checkpoint args.yaml epoch 12');
});

test('a picture is a picture; so is what is neither, whose reader says what it is', async () => {
  const jpeg = new File([Uint8Array.of(0xff, 0xd8, 0xff, 0xe0)], 'cat.jpg', { type: 'image/jpeg' });
  expect(await dropped(jpeg)).toBe('picture cat.jpg');
  expect(await dropped(new File(['a note'], 'note.txt'))).toBe('picture note.txt');
  expect(await dropped(new File([], 'empty.png'))).toBe('picture empty.png');
});

test('a name that only checkpoints have is enough', async () => {
  expect(await dropped(new File([''], 'model.safetensors'))).toBe('checkpoint model.safetensors');
});
