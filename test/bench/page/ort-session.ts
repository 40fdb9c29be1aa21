import type * as Ort from 'onnxruntime-web/webgpu';
import type { Outputs, PeerBackend } from './contender.ts';

/** How ONNX Runtime Web is used: as it comes, with its recorded runs, or with maps kept as planes. */
export const ortModes = ['plain', 'capture', 'planes'] as const;
export type OrtMode = (typeof ortModes)[number];

/** A network in ONNX Runtime Web; reads planes, answers planes. */
export interface OrtNetwork {
  run(input: Float32Array, outputs: readonly string[]): Promise<Outputs>;
}

/** Buffers of ours that a recorded run reads and writes, as graph capture wants them. */
async function recorded(ort: typeof Ort, session: Ort.InferenceSession, side: number): Promise<OrtNetwork> {
  const device = (await ort.env.webgpu.device) as GPUDevice;
  const { STORAGE, COPY_DST, COPY_SRC, MAP_READ } = GPUBufferUsage;
  const bufferOf = (bytes: number) =>
    device.createBuffer({ size: bytes, usage: STORAGE | COPY_DST | COPY_SRC });
  const dims = [1, 3, side, side];
  const given = bufferOf(3 * side * side * 4);
  const feeds = {
    [session.inputNames[0] ?? 'input']: ort.Tensor.fromGpuBuffer(given, { dataType: 'float32', dims }),
  };
  let bytes = 0;
  const made = session.outputMetadata.map((output) => {
    if (!output.isTensor) throw new Error(`${output.name} is no tensor.`);
    const shape = output.shape.map(Number);
    const size = shape.reduce((product, each) => product * each, 4);
    const at = bytes;
    bytes += size;
    return { name: output.name, shape, size, at, buffer: bufferOf(size) };
  });
  const fetches = Object.fromEntries(
    made.map(({ name, buffer, shape }) => [
      name,
      ort.Tensor.fromGpuBuffer(buffer, { dataType: 'float32', dims: shape }),
    ]),
  );
  const reading = device.createBuffer({ size: bytes, usage: MAP_READ | COPY_DST });
  return {
    async run(input, outputs) {
      device.queue.writeBuffer(given, 0, Float32Array.from(input));
      // Its release 1.30 looks for the buffers of outputs by their address after a recorded run, and now and then finds none; the run
      // is done by then, and the values lie in buffers of ours.
      try {
        await session.run(feeds, fetches);
      } catch (error) {
        if (!/gpuBufferMetadata/.test(String(error))) throw error;
      }
      const encoder = device.createCommandEncoder();
      const wanted = made.filter(({ name }) => outputs.includes(name));
      for (const { buffer, at, size } of wanted) encoder.copyBufferToBuffer(buffer, 0, reading, at, size);
      device.queue.submit([encoder.finish()]);
      await reading.mapAsync(GPUMapMode.READ);
      const all = reading.getMappedRange();
      const answer = Object.fromEntries(
        wanted.map(({ name, at, size }) => [name, new Float32Array(all.slice(at, at + size))]),
      );
      reading.unmap();
      return answer;
    },
  };
}

/** Opens a model, by its address or its bytes, for square pictures of this side. */
export async function openOrt(
  ort: typeof Ort,
  model: string | Uint8Array,
  { backend, mode, side }: { readonly backend: PeerBackend; readonly mode: OrtMode; readonly side: number },
): Promise<OrtNetwork> {
  ort.env.wasm.numThreads = 1;
  const provider =
    backend === 'webgpu' && mode === 'planes'
      ? ({ name: 'webgpu', preferredLayout: 'NCHW' } as const)
      : backend;
  const options = { executionProviders: [provider], enableGraphCapture: mode === 'capture' };
  const session = await (typeof model === 'string'
    ? ort.InferenceSession.create(model, options)
    : ort.InferenceSession.create(model, options));
  if (mode === 'capture') return recorded(ort, session, side);
  return {
    async run(input, outputs) {
      const name = session.inputNames[0] ?? 'input';
      const answer = await session.run({ [name]: new ort.Tensor('float32', input, [1, 3, side, side]) }, [
        ...outputs,
      ]);
      const read = Object.entries(answer).map(async ([output, tensor]): Promise<[string, Float32Array]> => {
        const values = (await tensor.getData()) as Float32Array;
        tensor.dispose();
        return [output, values];
      });
      return Object.fromEntries(await Promise.all(read));
    },
  };
}
