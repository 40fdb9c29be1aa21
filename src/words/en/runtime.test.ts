import { expect, test } from 'vitest';
import type { PassedOver } from '../../engine/protocol/refusal.ts';
import type { RuntimeReport } from '../../engine/protocol/runtime.ts';
import { lostSentence, refusalSentence, runtimeNotice } from './runtime.ts';
import { runtimeName } from './runtime-name.ts';

const limits = { mapBytes: null, totalBytes: null };
const webgl: PassedOver = {
  device: 'webgl',
  executor: 'tfjs',
  refusal: { why: 'software', adapter: 'SwiftShader' },
};
const wasm: RuntimeReport = {
  device: 'wasm',
  executor: 'tfjs',
  adapter: 'this processor, one thread, SIMD',
  software: false,
  limits,
  refused: [{ ...webgl, device: 'webgpu', refusal: { why: 'noAdapter' } }, webgl],
};
const webgpu: RuntimeReport = { ...wasm, device: 'webgpu', adapter: 'nvidia · ampere', refused: [] };

test('a device and what runs on it', () => {
  expect(runtimeName(webgpu)).toBe('WebGPU · TF.js');
  expect(runtimeName({ device: 'wasm' })).toBe('WebAssembly');
});

test('a reader is told why no graphics card is used, and nothing where one is', () => {
  expect(runtimeNotice(webgpu)).toBeNull();
  expect(runtimeNotice(wasm)).toBe(
    'No graphics card is used; the network runs on the processor with WebAssembly. This browser knows WebGPU, but offers no graphics adapter for it. WebGL draws with the processor here (SwiftShader), which is slower than WebAssembly.',
  );
  expect(runtimeNotice({ ...webgpu, software: true })).toBe(
    'WebGPU runs on the processor here and will be slow.',
  );
});

test('each refusal is a sentence', () => {
  const of = (device: PassedOver['device'], refusal: PassedOver['refusal']) =>
    refusalSentence({ device, executor: 'tfjs', refusal });
  expect(of('webgl', { why: 'noAdapter' })).toBe('This browser offers no WebGL 2 outside of the page.');
  expect(of('webgl', { why: 'notInWorker' })).toBe('This browser offers no WebGL outside of the page.');
  expect(of('cpu', { why: 'didNotStart' })).toBe('TF.js did not start.');
  expect(of('webgpu', { why: 'didNotStart', said: 'no' })).toBe('WebGPU did not start: no');
  expect(of('webgpu', { why: 'wrongNumbers', adapter: 'a card', off: 0.01234 })).toBe(
    'a card computed wrong numbers in a first test (off by 0.012).',
  );
  expect(of('webgpu', { why: 'lost', failure: { code: 'runtime', refused: [] } })).toBe(
    'WebGPU was lost and did not come back (Nothing here can run a network. ).',
  );
});

test('a lost device: opened again, another one, another program on the same one', () => {
  expect(lostSentence({ from: webgpu, cause: 'lost', reason: 'destroyed', again: true }, webgpu)).toBe(
    'The graphics device was lost (destroyed); it was opened again (WebGPU on nvidia · ampere).',
  );
  expect(lostSentence({ from: webgpu, cause: 'lost', reason: null, again: false }, wasm)).toBe(
    'The graphics device was lost (no reason given); the network now runs with WebAssembly on this processor, one thread, SIMD.',
  );
  expect(
    lostSentence({ from: { ...webgpu, executor: 'own' }, cause: 'lost', reason: 'x', again: false }, webgpu),
  ).toBe('The graphics device was lost (x); the network now runs with WebGPU · TF.js on nvidia · ampere.');
});

test('one that refused a step, and what runs instead of our own programs', () => {
  const own = { ...webgpu, executor: 'own' } as const;
  expect(lostSentence({ from: own, cause: 'failed', reason: 'no memory.', again: false }, webgpu)).toBe(
    'WebGPU · own engine refused a step of the network (no memory); it now runs with WebGPU · TF.js on nvidia · ampere.',
  );
  const failed: PassedOver = { ...own, refusal: { why: 'failed', said: 'no memory' } };
  expect(runtimeNotice({ ...webgpu, refused: [failed] })).toBe(
    'WebGPU · TF.js runs the network instead of the own engine. WebGPU · own engine refused a step of a network: no memory',
  );
});

test('two programs that find one device wanting say so once', () => {
  const software = { why: 'software', adapter: 'SwiftShader' } as const;
  const refused = (['own', 'tfjs'] as const).map((executor) => ({ ...webgl, executor, refusal: software }));
  expect(runtimeNotice({ ...wasm, refused })).toBe(
    'No graphics card is used; the network runs on the processor with WebAssembly. WebGL draws with the processor here (SwiftShader), which is slower than WebAssembly.',
  );
});
