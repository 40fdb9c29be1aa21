import { expect, test } from 'vitest';
import { failureSentence } from './engine.ts';

const card = { device: 'webgpu', executor: 'tfjs', adapter: 'a small card' } as const;

test('a network that does not fit is told with the numbers', () => {
  const subject = { code: 'memory', network: 'efficientdet-d7', size: [1536, 1536], on: card } as const;
  const map = { what: 'map', map: 'backbone/stage3', shape: [768, 768, 192], bytes: 452984832 } as const;
  expect(failureSentence({ ...subject, ...map, limit: 128 * 2 ** 20 })).toBe(
    'efficientdet-d7 for pictures of 1536×1536 makes a map of 453 MB (backbone/stage3, 768×768×192), but WebGPU on a small card holds at most 135 MB in one piece. Choose a smaller network or a smaller picture.',
  );
  expect(failureSentence({ ...subject, what: 'total', weights: 2e8, maps: 3e9, limit: 1e9 })).toBe(
    'efficientdet-d7 for pictures of 1536×1536 needs at least 3,200 MB (weights 200 MB, maps 3,000 MB at the fullest moment), but WebGPU on a small card can take at most 1,000 MB. Choose a smaller network or a smaller picture.',
  );
});

test('what was forced and is not there says how to get what works', () => {
  const passed = { device: 'webgpu', executor: 'tfjs', refusal: { why: 'absent' } } as const;
  expect(failureSentence({ code: 'runtime', forced: { device: 'webgpu' }, refused: [passed] })).toBe(
    'WebGPU cannot be used here. This browser has no WebGPU. Take “backend=webgpu” out of the address to use what works.',
  );
  expect(failureSentence({ code: 'runtime', forced: { executor: 'own', device: 'cpu' }, refused: [] })).toBe(
    'plain JavaScript · own engine cannot be used here. It is not known here. Take “backend=cpu” and “engine=own” out of the address to use what works.',
  );
  expect(failureSentence({ code: 'runtime', refused: [passed] })).toBe(
    'Nothing here can run a network. This browser has no WebGPU.',
  );
});
