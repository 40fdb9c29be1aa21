import * as tf from '@tensorflow/tfjs-core';
import { isSoftwareName, namelessAdapter } from '../adapter.ts';
import { type OpenOptions, Refused } from '../driver.ts';
import type { Runtime } from '../runtime.ts';
import { TfjsRuntime } from './runtime.ts';

/** What draws, in the driver's words; looked up on a context of its own that is given back at once. */
function rendererName(): string {
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
  if (gl === null) throw new Refused({ why: 'noAdapter' });
  const details = gl.getExtension('WEBGL_debug_renderer_info');
  const name: unknown = gl.getParameter(details?.UNMASKED_RENDERER_WEBGL ?? gl.RENDERER);
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return typeof name === 'string' && name !== '' ? name : namelessAdapter;
}

/** WebGL 2 on a canvas that is never shown. */
export async function openWebGl({ forced }: OpenOptions): Promise<Runtime> {
  if (typeof OffscreenCanvas === 'undefined') throw new Refused({ why: 'notInWorker' });
  const adapter = rendererName();
  const software = isSoftwareName(adapter);
  if (software && !forced) throw new Refused({ why: 'software', adapter });
  const { MathBackendWebGL } = await import('@tensorflow/tfjs-backend-webgl');
  // TF.js refuses a context with a “major performance caveat” unless it runs under test.
  tf.env().set('SOFTWARE_WEBGL_ENABLED', software);
  if (tf.findBackendFactory('webgl') === null) tf.registerBackend('webgl', () => new MathBackendWebGL(), 2);
  if (!(await tf.setBackend('webgl'))) throw new Refused({ why: 'didNotStart' });
  const backend = tf.backend() as InstanceType<typeof MathBackendWebGL>;
  const { gl } = backend.getGPGPUContext();
  let closed = false;
  const lost = new Promise<null>((resolve) => {
    gl.canvas.addEventListener('webglcontextlost', () => {
      if (!closed) resolve(null);
    });
  });
  return new TfjsRuntime({
    device: 'webgl',
    adapter,
    software,
    lost,
    routines: null,
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
  });
}
