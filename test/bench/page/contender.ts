/** Values by the name of the output; maps are [height, width, channels] or, where a runtime reads planes, [channels, height, width]. */
export type Outputs = Readonly<Record<string, Float32Array>>;

export type PeerBackend = 'webgpu' | 'wasm';

export interface PeerModel {
  readonly model: string;
  readonly backend: PeerBackend;
  /** Side of the square picture. */
  readonly side: number;
  /** How the peer is to be used, where it knows several ways. */
  readonly mode?: string;
}

/** What a peer's worker is told and what it answers; each peer lives in a worker of its own, as the engine does. */
export type ToPeer =
  | ({ readonly type: 'load' } & PeerModel)
  | { readonly type: 'run'; readonly input: Float32Array; readonly outputs: readonly string[] };

export type FromPeer =
  | { readonly type: 'ready' }
  | { readonly type: 'answer'; readonly outputs: Outputs }
  | { readonly type: 'failed'; readonly message: string };

/** Answers a page's requests one after the other; values are given away, not copied, as the engine does. */
export function servePeer(
  load: (model: PeerModel) => Promise<void>,
  run: (input: Float32Array, outputs: readonly string[]) => Promise<Outputs>,
): void {
  const page = globalThis as unknown as DedicatedWorkerGlobalScope;
  page.onmessage = async ({ data }: MessageEvent<ToPeer>) => {
    try {
      if (data.type === 'load') {
        await load(data);
        page.postMessage({ type: 'ready' } satisfies FromPeer);
      } else {
        const outputs = await run(data.input, data.outputs);
        const buffers = [...new Set(Object.values(outputs).map(({ buffer }) => buffer as ArrayBuffer))];
        page.postMessage({ type: 'answer', outputs } satisfies FromPeer, buffers);
      }
    } catch (error) {
      page.postMessage({ type: 'failed', message: String(error) } satisfies FromPeer);
    }
  };
}
