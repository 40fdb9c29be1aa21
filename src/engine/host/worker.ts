import { browserDrivers } from '../executors/tfjs/browser.ts';
import { prepare } from '../pictures/prepare.ts';
import { asEngineError } from '../protocol/errors.ts';
import type { Answers, PageMessage, RequestMessage, Tap, WorkerMessage } from '../protocol/protocol.ts';
import { shipped } from '../sources/shipped.ts';
import { Host } from './host.ts';

const page = globalThis as unknown as DedicatedWorkerGlobalScope;

const send = (message: WorkerMessage, transfer: Transferable[] = []) => page.postMessage(message, transfer);

const host = new Host({
  drivers: browserDrivers,
  find: (id) => shipped.get(id),
  prepare,
  openForeign: async (source, options) =>
    (await import('../sources/catalogue/open.ts')).openForeign(source, options),
  onChange: (backend, message) => send({ type: 'notice', backend, message }),
});

/** What is under way, so that it can be stopped. */
const running = new Map<number, AbortController>();

/** The buffers of every map in an answer: they are given to the page, not copied. */
function buffersOf(answer: Answers[keyof Answers]): ArrayBuffer[] {
  if (answer === null || !('taps' in answer)) return [];
  const maps: Tap[] = [...('outputs' in answer ? Object.values(answer.outputs) : [])];
  maps.push(...Object.values(answer.taps));
  return [...new Set(maps.map(({ data }) => data.buffer as ArrayBuffer))];
}

async function answer({ id, ...request }: RequestMessage): Promise<void> {
  const controller = new AbortController();
  running.set(id, controller);
  try {
    const result = await host.answer(request, {
      signal: controller.signal,
      onProgress: (progress) => send({ type: 'progress', id, progress }),
    });
    send({ type: 'done', id, answer: result }, buffersOf(result));
  } catch (error) {
    const { code, message } = asEngineError(error);
    send({ type: 'failed', id, code, message });
  } finally {
    running.delete(id);
  }
}

page.onmessage = ({ data }: MessageEvent<PageMessage>) => {
  if (data.type === 'cancel') running.get(data.id)?.abort();
  else void answer(data);
};
