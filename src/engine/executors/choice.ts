import type { RunsOn } from '../protocol/device.ts';
import { EngineError, failureOf } from '../protocol/error.ts';
import type { PassedOver, Refusal } from '../protocol/refusal.ts';
import type { RuntimeReport } from '../protocol/runtime.ts';
import { type Driver, type OpenOptions, Refused } from './driver.ts';
import { prove } from './proof.ts';
import type { Runtime } from './runtime.ts';

export interface Choice {
  readonly runtime: Runtime;
  readonly report: RuntimeReport;
}

/** This device, or this program, and no other. */
export type Forced = Partial<RunsOn>;

export interface ChooseOptions {
  readonly force?: Forced | undefined;
  /** Not to be tried again, with the reason to report. */
  readonly avoid?: readonly PassedOver[];
  /** Whether forms of programs may be measured, to take the fastest; they may unless told. */
  readonly tuning?: boolean;
}

/** Whether this is the device and the program that are meant. */
export function isOne(one: RunsOn, { device = one.device, executor = one.executor }: Forced): boolean {
  return one.device === device && one.executor === executor;
}

async function open(driver: Driver, options: OpenOptions): Promise<Runtime> {
  const runtime = await driver.open(options);
  try {
    await prove(runtime);
    return runtime;
  } catch (error) {
    runtime.close();
    throw error;
  }
}

function refusalOf(error: unknown): Refusal {
  if (error instanceof Refused) return error.refusal;
  const failure = failureOf(error);
  return { why: 'didNotStart', said: 'said' in failure ? (failure.said ?? '') : '' };
}

/**
 * The first driver that opens and computes a small known network right.
 * @param drivers In the order of fallback.
 * @throws EngineError `runtime` with every refusal, where none does or where the forced ones do not.
 */
export async function choose(
  drivers: readonly Driver[],
  { force, avoid = [], tuning = true }: ChooseOptions = {},
): Promise<Choice> {
  const refused: PassedOver[] = [];
  for (const driver of drivers) {
    if (force !== undefined && !isOne(driver, force)) continue;
    const { device, executor } = driver;
    const avoided = avoid.find((each) => isOne(each, driver));
    if (avoided !== undefined) {
      refused.push(avoided);
      continue;
    }
    try {
      // A device that is asked for is taken even where the processor does its work; a program alone says nothing about that.
      const runtime = await open(driver, { forced: force?.device !== undefined, tuning });
      return { runtime, report: { ...runtime.runsOn, limits: runtime.limits, refused } };
    } catch (error) {
      refused.push({ device, executor, refusal: refusalOf(error) });
    }
  }
  throw new EngineError({ code: 'runtime', refused, ...(force && { forced: force }) });
}
