import { expect, test } from 'vitest';
import golden from '../../../test/goldens/pillow-resize.json' with { type: 'json' };
import { type Interpolation, type Pixels, resize } from './resample.ts';

// Pillow's own answers for a picture of thirteen by nine pixels: made smaller, larger, cropped, and along one side alone.
const { picture, resized } = golden;
const pixels: Pixels = { ...picture, channels: 3, data: Uint8Array.from(picture.rgb) };

test.each(
  resized.map(
    (each) => [`${each.interpolation} to ${each.size.join('×')} of ${each.box.join(' ')}`, each] as const,
  ),
)(
  'as Pillow: %s',
  (_, {
    interpolation,
    size: [width = 0, height = 0],
    box: [left = 0, top = 0, right = 0, bottom = 0],
    rgb,
  }) => {
    const region = { left, top, width: right - left, height: bottom - top };
    expect([...resize(pixels, region, [height, width], interpolation as Interpolation)]).toEqual(rgb);
  },
);

test('the two differ', () => {
  const all = { left: 0, top: 0, width: picture.width, height: picture.height };
  expect(resize(pixels, all, [4, 5], 'bilinear')).not.toEqual(resize(pixels, all, [4, 5], 'bicubic'));
});
