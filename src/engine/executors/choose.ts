import { EngineError } from '../protocol/errors.ts';
import type { BackendName, BackendReport } from '../protocol/protocol.ts';
import { type BackendDriver, BackendRefused, type OpenBackend } from './backend.ts';
import { prove } from './proof.ts';

export interface Choice {
  readonly backend: OpenBackend;
  readonly report: BackendReport;
}

export interface ChooseOptions {
  /** This one and no other. */
  readonly force?: BackendName | undefined;
  /** Not to be tried, with the reason to report. */
  readonly avoid?: ReadonlyMap<BackendName, string>;
}

const labels: Readonly<Record<BackendName, string>> = {
  webgpu: 'WebGPU',
  webgl: 'WebGL',
  wasm: 'WebAssembly',
  cpu: 'plain JavaScript',
};

/** How a backend is called in sentences. */
export function backendLabel(name: BackendName): string {
  return labels[name];
}

async function open(driver: BackendDriver, forced: boolean): Promise<OpenBackend> {
  const backend = await driver.open({ forced });
  try {
    await prove(backend);
    return backend;
  } catch (error) {
    backend.close();
    throw error;
  }
}

function reasonOf(driver: BackendDriver, error: unknown): string {
  if (error instanceof BackendRefused) return error.message;
  const message = error instanceof Error ? error.message : String(error);
  return `${backendLabel(driver.name)} did not start: ${message}`;
}

/**
 * The first backend that opens and computes a small known network right. Throws `EngineError` with every refusal where
 * none does, or where the forced one does not.
 */
export async function chooseBackend(
  drivers: readonly BackendDriver[],
  { force, avoid }: ChooseOptions = {},
): Promise<Choice> {
  const refused: { backend: BackendName; reason: string }[] = [];
  for (const driver of drivers) {
    if (force !== undefined && driver.name !== force) continue;
    const avoided = avoid?.get(driver.name);
    if (avoided !== undefined) {
      refused.push({ backend: driver.name, reason: avoided });
      continue;
    }
    try {
      const backend = await open(driver, force !== undefined);
      const { name, adapter, software } = backend;
      return {
        backend,
        report: { backend: name, adapter, software, refused, ...noticeOf(backend, refused) },
      };
    } catch (error) {
      refused.push({ backend: driver.name, reason: reasonOf(driver, error) });
    }
  }
  const reasons = refused.map(({ reason }) => reason).join(' ');
  if (force === undefined) throw new EngineError('backend', `Nothing here can run a network. ${reasons}`);
  throw new EngineError(
    'backend',
    `${backendLabel(force)} cannot be used here. ${reasons || 'It is not known here.'}`,
  );
}

/** What a reader should know about the choice: nothing where a graphics card is in use. */
function noticeOf(
  { name, software }: OpenBackend,
  refused: readonly { readonly reason: string }[],
): { notice?: string } {
  if (software) return { notice: `${backendLabel(name)} runs on the processor here and will be slow.` };
  if (refused.length === 0 || name === 'webgpu' || name === 'webgl') return {};
  const reasons = refused.map(({ reason }) => reason).join(' ');
  return {
    notice: `No graphics card is used; the network runs on the processor with ${backendLabel(name)}. ${reasons}`,
  };
}
