import * as ort from 'onnxruntime-web/webgpu';
import { servePeer } from './contender.ts';

let session: ort.InferenceSession | null = null;

servePeer(
  async (model, backend) => {
    ort.env.wasm.numThreads = 1;
    session = await ort.InferenceSession.create(model, { executionProviders: [backend] });
  },
  // ONNX models read and write planes; the page turns them over where no clock runs.
  async (input, outputs) => {
    if (session === null) throw new Error('There is no model yet.');
    const side = Math.sqrt(input.length / 3);
    const feeds = {
      [session.inputNames[0] ?? 'input']: new ort.Tensor('float32', input, [1, 3, side, side]),
    };
    const answer = await session.run(feeds, [...outputs]);
    const read = Object.entries(answer).map(async ([name, tensor]): Promise<[string, Float32Array]> => {
      const values = (await tensor.getData()) as Float32Array;
      return [name, values];
    });
    return Object.fromEntries(await Promise.all(read));
  },
);
