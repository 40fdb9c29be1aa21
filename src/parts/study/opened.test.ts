import { expect, test } from 'vitest';
import { findStudyNetwork } from '../../../models/study/networks.ts';
import { linksOf } from './opened.ts';

const trainedFrom = (name: string) =>
  linksOf(findStudyNetwork(name)!).find(({ to }) => to === 'train')?.address;

test('what a reader can train once more is opened by its knobs, or by φ where the rule gave it', () => {
  expect(trainedFrom('base')).toBe('in-small/#train-one=1;d:1,w:0.25,px:48,task:whole');
  expect(trainedFrom('paper-phi-1')).toBe('in-small/#train-one=1;phi:-1,task:whole');
  expect(trainedFrom('paper-phi3')).toBeUndefined();
  expect(trainedFrom('grid-1-1-1.4')).toBeUndefined();
});
