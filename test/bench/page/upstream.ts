import { type GraphModel, loadGraphModel } from '@tensorflow/tfjs-converter';
import * as tf from '@tensorflow/tfjs-core';
import { servePeer } from './contender.ts';
import { startStock } from './stock-backend.ts';

let model: GraphModel | null = null;

servePeer(
  async ({ model: address, backend }) => {
    await startStock(backend);
    model = await loadGraphModel(address);
  },
  async (input) => {
    const known = model;
    if (known === null) throw new Error('There is no model yet.');
    // Stock use, as its documentation shows: predict inside a tidy, then read.
    const answer = tf.tidy(() => known.predict(tf.tensor4d(input, [1, 224, 224, 3])));
    const probabilities = (await answer.data()) as Float32Array;
    answer.dispose();
    return { probabilities };
  },
);
