import '@tensorflow/tfjs-backend-webgpu';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import plain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import { type GraphModel, loadGraphModel } from '@tensorflow/tfjs-converter';
import * as tf from '@tensorflow/tfjs-core';
import { servePeer } from './contender.ts';

let model: GraphModel | null = null;

servePeer(
  async (address, backend) => {
    tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
    setWasmPaths({
      'tfjs-backend-wasm.wasm': plain,
      'tfjs-backend-wasm-simd.wasm': simd,
      'tfjs-backend-wasm-threaded-simd.wasm': simd,
    });
    await tf.setBackend(backend);
    model = await loadGraphModel(address);
  },
  async (input) => {
    const known = model;
    if (known === null) throw new Error('There is no model yet.');
    // Stock use, as its documentation shows: predict inside a tidy, then read.
    const answer = tf.tidy(() => known.predict(tf.tensor4d(input, [1, 224, 224, 3])) as tf.Tensor);
    const values = (await answer.data()) as Float32Array;
    answer.dispose();
    return values;
  },
);
