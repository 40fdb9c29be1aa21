import * as ort from 'onnxruntime-web/webgpu';
import { servePeer } from './contender.ts';

let session: ort.InferenceSession | null = null;

servePeer(
  async (model, backend) => {
    ort.env.wasm.numThreads = 1;
    session = await ort.InferenceSession.create(model, { executionProviders: [backend] });
  },
  async (input) => {
    if (session === null) throw new Error('There is no model yet.');
    // The page hands rows of pixels; ONNX models read planes.
    const side = Math.sqrt(input.length / 3);
    const planes = new Float32Array(input.length);
    for (let i = 0; i < side * side; i++)
      for (let c = 0; c < 3; c++) planes[c * side * side + i] = input[3 * i + c] ?? 0;
    const feeds = {
      [session.inputNames[0] ?? 'input']: new ort.Tensor('float32', planes, [1, 3, side, side]),
    };
    const { logits } = await session.run(feeds, ['logits']);
    return (await logits?.getData()) as Float32Array;
  },
);
