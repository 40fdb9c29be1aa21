import * as tf from '@tensorflow/tfjs-core';
import {
  type BackendDriver,
  BackendRefused,
  isSoftwareName,
  type OpenBackend,
  type OpenOptions,
} from '../backend.ts';

/** What draws, in the driver's words; looked up on a context of its own that is given back at once. */
function rendererName(): string {
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
  if (gl === null) throw new BackendRefused('This browser offers no WebGL 2 outside of the page.');
  const details = gl.getExtension('WEBGL_debug_renderer_info');
  const name: unknown = gl.getParameter(details?.UNMASKED_RENDERER_WEBGL ?? gl.RENDERER);
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return typeof name === 'string' && name !== '' ? name : 'a graphics adapter that does not tell its name';
}

async function open({ forced }: OpenOptions): Promise<OpenBackend> {
  if (typeof OffscreenCanvas === 'undefined')
    throw new BackendRefused('This browser offers no WebGL outside of the page.');
  const adapter = rendererName();
  const software = isSoftwareName(adapter);
  if (software && !forced)
    throw new BackendRefused(
      `WebGL draws with the processor here (${adapter}), which is slower than WebAssembly.`,
    );
  const { MathBackendWebGL } = await import('@tensorflow/tfjs-backend-webgl');
  // TF.js refuses a context with a “major performance caveat” unless it runs under test.
  tf.env().set('SOFTWARE_WEBGL_ENABLED', software);
  if (tf.findBackendFactory('webgl') === null) tf.registerBackend('webgl', () => new MathBackendWebGL(), 2);
  if (!(await tf.setBackend('webgl'))) throw new BackendRefused('WebGL did not start.');
  const backend = tf.backend() as InstanceType<typeof MathBackendWebGL>;
  const { gl } = backend.getGPGPUContext();
  let closed = false;
  const lost = new Promise<string>((resolve) => {
    gl.canvas.addEventListener('webglcontextlost', () => {
      if (!closed) resolve('the WebGL context was lost');
    });
  });
  return {
    name: 'webgl',
    adapter,
    software,
    lost,
    takeError: () => {
      const code = gl.getError();
      return code === gl.NO_ERROR ? undefined : `WebGL error ${code}`;
    },
    // Four values a pixel of the largest square texture.
    limits: { mapBytes: (gl.getParameter(gl.MAX_TEXTURE_SIZE) as number) ** 2 * 16, totalBytes: null },
    deviceBytes: () => {
      const memory = backend.memory() as { numBytesInGPUAllocated?: number };
      return memory.numBytesInGPUAllocated ?? null;
    },
    compile: async (record) => {
      tf.env().set('ENGINE_COMPILE_ONLY', true);
      try {
        await record();
        await backend.checkCompileCompletionAsync();
        backend.getUniformLocations();
      } finally {
        tf.env().set('ENGINE_COMPILE_ONLY', false);
      }
    },
    close: () => {
      closed = true;
      tf.removeBackend('webgl');
      gl.getExtension('WEBGL_lose_context')?.loseContext();
    },
  };
}

/** WebGL 2 on a canvas that is never shown. */
export const webgl: BackendDriver = { name: 'webgl', open };
