import { expect, it } from 'vitest';
import { publishedRows } from './logic.ts';

it('knows the published rows', () => {
  expect(publishedRows('EfficientNet-B0')).toHaveLength(5);
  expect(publishedRows('ResNet-50').map(({ top1 }) => top1)).toEqual([76, 78.1, 77.7, 77.5, 78.8]);
});
