import { expect, test } from 'vitest';
import type { Net, RunOptions } from '../../engine/client/engine.ts';
import { Session } from './session.ts';

/** Answers every run with maps of ones, and keeps what was asked. */
function countingNet() {
  const asked: Pick<RunOptions, 'taps' | 'weights'>[] = [];
  const net = {
    run: async (_: unknown, { taps = [], weights }: RunOptions) => {
      asked.push({ taps, ...(weights && { weights }) });
      const map = (name: string) => {
        const shape = name === 'pooled' ? [1, 1, 2] : [3, 3, 2];
        return { shape, data: new Float32Array(shape.reduce((a, b) => a * b)).fill(1) };
      };
      return { taps: Object.fromEntries(taps.map((name) => [name, map(name)])) };
    },
    // Features are kept for another time, by what the picture's bytes are.
    features: () => Promise.reject(new Error('A frame of the camera never comes again.')),
  };
  return { asked, session: new Session(net as unknown as Net, {} as never, () => {}) };
}

const head = { kernel: Float32Array.of(1, 2, 3, 4), bias: Float32Array.of(0, 10) };

test.each([undefined, { 'head/kernel': Float32Array.of(1) }])(
  'a frame is looked at by one run, of which nothing is kept',
  async (block) => {
    const { asked, session } = countingNet();
    const looked = await session.look(new Blob(), { ...head, ...(block && { block }) });
    expect([...looked.pooled]).toEqual([1, 1]);
    // Each cell has what the class's weights make of it; its mean and the bias are the logit.
    expect(looked.activation(1)).toEqual({ values: new Float32Array(9).fill(2 + 4), side: 3 });
    expect(asked).toEqual([{ taps: ['pooled', 'head'], ...(block && { weights: block }) }]);
  },
);
