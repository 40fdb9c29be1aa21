import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { efficientNet } from '../../models/families/efficientnet/network.ts';
import type { Parameter } from '../../models/graph/op.ts';
import { Trainer } from '../../src/engine/trainer/trainer.ts';
import {
  fewPictures,
  firstPictures,
  foldedNetwork,
  foldedWeights,
  smallBatch,
  smallNetwork,
  smallPictures,
  smallWeights,
} from './small-network.ts';
import { trainedHash, trainSmall } from './trained-hash.ts';

interface Golden {
  loss: number;
  right: number;
  found: Record<string, { rms: number; at: number[]; values: number[] }>;
}

const goldenOf = (name: string) =>
  JSON.parse(readFileSync(new URL(`../goldens/trainer/${name}.json`, import.meta.url), 'utf8')) as Golden;
const golden = goldenOf('small-network');

describe('one step of a whole network', () => {
  it('gives the loss, the gradients and the moving statistics that PyTorch gives', async () => {
    const trainer = await Trainer.make(smallNetwork, smallBatch, smallWeights());
    const { pictures, classes } = smallPictures();
    trainer.input.set(pictures);
    const { loss, right } = trainer.gradients(classes);
    expect(Math.abs(loss - golden.loss)).toBeLessThan(1e-5);
    expect(right).toBe(golden.right);
    const [gradients, weights] = [trainer.weights('gradient'), trainer.weights()];
    expect([...gradients.keys()].sort()).toEqual(Object.keys(golden.found).sort());
    // A shift that the next batch norm takes away again changes nothing: its gradient is 0.
    const idle = /project\/bn\/beta$/;
    for (const { name, role } of smallNetwork.parameters) {
      const moving = role === 'mean' || role === 'variance';
      const own = (moving ? weights : gradients).get(name)!;
      const { rms, at, values } = golden.found[name]!;
      const off = at.map((place, i) => Math.abs(own[place]! - values[i]!));
      expect(Math.max(...off), name).toBeLessThan(1e-4 * rms + 1e-7);
      if (!idle.test(name)) expect(rms, name).toBeGreaterThan(1e-4);
    }
  });

  it('with batch norms folded and a batch that is not full, it gives what PyTorch gives', async () => {
    const { found, ...whole } = goldenOf('small-network-folded');
    const trainer = await Trainer.make(foldedNetwork, smallBatch, foldedWeights());
    const { pictures, classes } = firstPictures();
    // Whatever lies in the places that are left counts for nothing.
    trainer.input.fill(3);
    pictures.forEach((value, i) => {
      trainer.input[Math.floor(i / fewPictures) * smallBatch + (i % fewPictures)] = value;
    });
    const { loss, right } = trainer.gradients(classes);
    expect(Math.abs(loss - whole.loss)).toBeLessThan(1e-5);
    expect(right).toBe(whole.right);
    const gradients = trainer.weights('gradient');
    expect([...gradients.keys()].sort()).toEqual(Object.keys(found).sort());
    for (const { name } of foldedNetwork.parameters) {
      const { rms, at, values } = found[name]!;
      const off = at.map((place, i) => Math.abs(gradients.get(name)![place]! - values[i]!));
      expect(Math.max(...off), name).toBeLessThan(1e-4 * rms + 1e-7);
      expect(rms, name).toBeGreaterThan(1e-4);
    }
  });

  it('gives the same gradients again, and others for other pictures', async () => {
    const trainer = await Trainer.make(smallNetwork, smallBatch, smallWeights());
    const { pictures, classes } = smallPictures();
    const [{ name }] = smallNetwork.parameters as [Parameter];
    const step = (from: Float32Array) => {
      trainer.input.set(from);
      trainer.gradients(classes);
      return [...trainer.weights('gradient').get(name)!];
    };
    const first = step(pictures);
    expect(step(pictures.map((value) => -value))).not.toEqual(first);
    expect(step(pictures)).toEqual(first);
  });
});

describe('a training', () => {
  it('learns a batch by heart, and its moving average follows', async () => {
    const { trainer, losses } = await trainSmall(60);
    expect(losses.at(-1)!).toBeLessThan(0.1 * losses[0]!);
    const [{ name }] = smallNetwork.parameters as [Parameter];
    const [now, average, first] = [trainer.weights(), trainer.weights('average'), smallWeights()];
    const apart = (a: Float32Array, b: Float32Array) =>
      Math.hypot(...Array.from(a, (value, i) => value - b[i]!));
    expect(apart(now.get(name)!, average.get(name)!)).toBeGreaterThan(0);
    expect(apart(now.get(name)!, average.get(name)!)).toBeLessThan(apart(now.get(name)!, first.get(name)!));
  });

  it('is the same to the last bit when it is done again', async () => {
    expect(await trainedHash(20)).toBe(await trainedHash(20));
    expect(await trainedHash(19)).not.toBe(await trainedHash(20));
  });

  it('refuses a batch that is no multiple of 16, a weight that is not there and an operator without a gradient', async () => {
    await expect(Trainer.make(smallNetwork, 20, smallWeights())).rejects.toThrow(/multiple of 16/);
    const some = new Map([...smallWeights()].slice(1));
    await expect(Trainer.make(smallNetwork, smallBatch, some)).rejects.toThrow(/no weight/);
    const other = efficientNet({
      name: 'lite',
      variant: 'lite',
      width: 0.25,
      depth: 1,
      resolution: 32,
      classes: 7,
    });
    await expect(Trainer.make(other, smallBatch, smallWeights(other))).rejects.toThrow(
      /cannot be trained here/,
    );
  });
});
