import { describe, expect, test } from 'vitest';
import { samples } from '../../parts/pictures/samples.ts';
import { defaultView, readFragment, writeFragment } from '../../parts/shell/schema.ts';
import { detectorSchema as schema, wordOfLabel } from './view.ts';

describe('the address of the live detector', () => {
  test('is empty for the default view and brings every other back', () => {
    const view = defaultView(schema);
    expect(writeFragment(schema, view, '')).toBe('');
    const other = {
      ...view,
      sample: samples.at(-1)!.name,
      detector: 'phi-2-head-depth-4',
      side: 384,
      score: 0.15,
      thinning: 'soft',
      sigma: 1.2,
      label: 'dog',
      look: 'level',
      level: 7,
      row: 3,
      column: 0,
    } as const;
    const fragment = writeFragment(schema, other, '');
    expect(fragment).toContain('net:phi-2-head-depth-4,size:384');
    expect(readFragment(schema, fragment)).toEqual({ view: other, reading: 'whole' });
  });

  test('a published detector stands by its id in the catalogue', () => {
    const fragment = writeFragment(
      schema,
      { ...defaultView(schema), detector: 'automl_efficientdet_d1' },
      '',
    );
    expect(fragment).toBe('live-detector=1;net:automl_efficientdet_d1');
    expect(readFragment(schema, fragment).view.detector).toBe('automl_efficientdet_d1');
  });

  test('what is no name gives the default view, what is out of range the nearest', () => {
    expect(readFragment(schema, 'live-detector=1;net:<b>').reading).toBe('damaged');
    expect(readFragment(schema, 'live-detector=1;score:7')).toMatchObject({
      view: { score: 0.95 },
      reading: 'adjusted',
    });
    for (const [text, side] of [
      ['500', 512],
      ['9999', 1024],
      ['1', 128],
      ['0', 0],
    ] as const)
      expect(readFragment(schema, `live-detector=1;size:${text}`).view.side).toBe(side);
    expect(readFragment(schema, 'live-detector=1;size:big').reading).toBe('damaged');
  });

  test('a word fits into an address', () => {
    expect(wordOfLabel('traffic light')).toBe('traffic-light');
  });
});
