import { inputShape } from '../../../../models/graph/graph.ts';
import type { Frame } from '../runtime.ts';
import { frameCode, frameWords } from './code/frame.ts';
import type { LoadedNetwork, Recorder } from './loaded.ts';

interface Bound {
  readonly texture: GPUTexture;
  readonly table: GPUBuffer;
  readonly group: GPUBindGroup;
}

const widest = 65_535;

/** Brings pictures into networks as textures: nothing of them passes through memory, and frames of one size make nothing anew. */
export class Framing {
  readonly #device: GPUDevice;
  readonly #layout: GPUBindGroupLayout;
  readonly #pipelines = new Map<2 | 4, Promise<GPUComputePipeline>>();
  readonly #bound = new Map<LoadedNetwork, Bound>();
  #texture: GPUTexture | null = null;

  constructor(device: GPUDevice) {
    this.#device = device;
    const { COMPUTE } = GPUShaderStage;
    this.#layout = device.createBindGroupLayout({
      entries: [
        { binding: 0, visibility: COMPUTE, buffer: { type: 'uniform' } },
        { binding: 1, visibility: COMPUTE, texture: { sampleType: 'float' } },
        { binding: 2, visibility: COMPUTE, buffer: { type: 'storage' } },
      ],
    });
  }

  /** Uploads a picture; the result records what makes it the network's input. */
  async prepare(network: LoadedNetwork, frame: Frame): Promise<Recorder> {
    const { graph, valueBytes, memory } = network.planned.program;
    const pipeline = await this.#pipeline(valueBytes);
    const { bitmap, scaled, normalization } = frame;
    const texture = this.#textureOf(bitmap);
    this.#device.queue.copyExternalImageToTexture({ source: bitmap }, { texture, premultipliedAlpha: true }, [
      bitmap.width,
      bitmap.height,
    ]);
    const { table, group } = this.#bind(network, texture);
    const [height, width] = inputShape(graph);
    const words = new ArrayBuffer(frameWords * 4);
    const { mean, standardDeviation } = normalization;
    const place = (memory.places.get(0)?.offset ?? 0) / (4 * valueBytes);
    new Uint32Array(words).set([...scaled, bitmap.height, bitmap.width, height, width, place]);
    new Float32Array(words).set([...mean, 0, ...standardDeviation.map((each) => 1 / each)], 8);
    this.#device.queue.writeBuffer(table, 0, words);
    const workgroups = Math.ceil((height * width) / 64);
    const y = Math.ceil(workgroups / widest);
    return (pass) => {
      pass.setPipeline(pipeline);
      pass.setBindGroup(0, group);
      pass.dispatchWorkgroups(Math.ceil(workgroups / y), y);
    };
  }

  /** A network is gone. */
  forget(network: LoadedNetwork): void {
    this.#bound.get(network)?.table.destroy();
    this.#bound.delete(network);
  }

  #pipeline(valueBytes: 2 | 4): Promise<GPUComputePipeline> {
    let pipeline = this.#pipelines.get(valueBytes);
    if (pipeline === undefined) {
      pipeline = this.#device.createComputePipelineAsync({
        label: 'frame',
        layout: this.#device.createPipelineLayout({ bindGroupLayouts: [this.#layout] }),
        compute: {
          module: this.#device.createShaderModule({ code: frameCode(valueBytes), label: 'frame' }),
          entryPoint: 'main',
        },
      });
      this.#pipelines.set(valueBytes, pipeline);
    }
    return pipeline;
  }

  #textureOf({ width, height }: ImageBitmap): GPUTexture {
    if (this.#texture?.width === width && this.#texture.height === height) return this.#texture;
    this.#texture?.destroy();
    const { TEXTURE_BINDING, COPY_DST, RENDER_ATTACHMENT } = GPUTextureUsage;
    this.#texture = this.#device.createTexture({
      label: 'picture',
      size: [width, height],
      format: 'rgba8unorm',
      usage: TEXTURE_BINDING | COPY_DST | RENDER_ATTACHMENT,
    });
    return this.#texture;
  }

  #bind(network: LoadedNetwork, texture: GPUTexture): Bound {
    const known = this.#bound.get(network);
    if (known?.texture === texture) return known;
    const table =
      known?.table ??
      this.#device.createBuffer({
        label: 'frame',
        size: frameWords * 4,
        usage: GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST,
      });
    const arena = network.arenas[network.planned.program.memory.places.get(0)?.arena ?? 0] as GPUBuffer;
    const group = this.#device.createBindGroup({
      layout: this.#layout,
      entries: [
        { binding: 0, resource: { buffer: table } },
        { binding: 1, resource: texture.createView() },
        { binding: 2, resource: { buffer: arena } },
      ],
    });
    const bound = { texture, table, group };
    this.#bound.set(network, bound);
    return bound;
  }
}
