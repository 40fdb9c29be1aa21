import { browserDrivers } from '../executors/browser-drivers.ts';
import { prepare } from '../pictures/prepare.ts';
import type { WorkerMessage } from '../protocol/answers.ts';
import { failureOf } from '../protocol/error.ts';
import type { FitProgress } from '../protocol/fit.ts';
import type { LoadProgress } from '../protocol/progress.ts';
import type { PageMessage, RequestMessage } from '../protocol/requests.ts';
import { shipped } from '../sources/shipped.ts';
import { Host } from './host.ts';
import { buffersIn } from './transfer.ts';

const page = globalThis as unknown as DedicatedWorkerGlobalScope;

const send = (message: WorkerMessage, transfer: Transferable[] = []) => page.postMessage(message, transfer);

const host = new Host({
  drivers: browserDrivers,
  find: (id) => shipped.get(id),
  prepare,
  openForeign: async (source, options) =>
    (await import('../sources/catalogue/open.ts')).openForeign(source, options),
  onLost: (lost, runtime) => send({ type: 'lost', lost, runtime }),
});

/** What is under way, so that it can be stopped. */
const running = new Map<number, AbortController>();

async function answer({ id, ...request }: RequestMessage): Promise<void> {
  const controller = new AbortController();
  running.set(id, controller);
  try {
    const tell = (progress: LoadProgress | FitProgress) => send({ type: 'progress', id, progress });
    const { signal } = controller;
    const result = await host.answer(request, { signal, onProgress: tell, onFit: tell });
    send({ type: 'done', id, answer: result }, buffersIn(result));
  } catch (error) {
    send({ type: 'failed', id, failure: failureOf(error) });
  } finally {
    running.delete(id);
  }
}

page.onmessage = ({ data }: MessageEvent<PageMessage>) => {
  if (data.type === 'cancel') running.get(data.id)?.abort();
  else void answer(data);
};
