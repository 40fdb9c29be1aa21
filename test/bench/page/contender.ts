/** What a peer's worker is told and what it answers; each peer lives in a worker of its own, as the engine does. */
export type ToPeer =
  | { readonly type: 'load'; readonly model: string; readonly backend: 'webgpu' | 'wasm' }
  | { readonly type: 'run'; readonly input: Float32Array };

export type FromPeer =
  | { readonly type: 'ready' }
  | { readonly type: 'answer'; readonly logits: Float32Array }
  | { readonly type: 'failed'; readonly message: string };

/** Answers a page's requests one after the other. */
export function servePeer(
  load: (model: string, backend: 'webgpu' | 'wasm') => Promise<void>,
  run: (input: Float32Array) => Promise<Float32Array>,
): void {
  const page = globalThis as unknown as DedicatedWorkerGlobalScope;
  page.onmessage = async ({ data }: MessageEvent<ToPeer>) => {
    try {
      if (data.type === 'load') {
        await load(data.model, data.backend);
        page.postMessage({ type: 'ready' } satisfies FromPeer);
      } else {
        const logits = await run(data.input);
        page.postMessage({ type: 'answer', logits } satisfies FromPeer);
      }
    } catch (error) {
      page.postMessage({ type: 'failed', message: String(error) } satisfies FromPeer);
    }
  };
}
