import { findNetwork } from '../../../models/families/index.ts';
import type { Engine } from '../../engine/client/engine.ts';
import type { DeviceModel } from './devices.ts';
import { type Asked, programOn, type Shown, shownOn } from './logic.ts';

/** A network's program as it was timed on the reader's own device, dispatch by dispatch. */
export interface Measured {
  readonly network: string;
  readonly adapter: string;
  readonly asked: Asked;
  /** Of each dispatch. */
  readonly seconds: readonly number[];
  /** The device's own ceilings, and what a dispatch that does nothing takes, in seconds. */
  readonly device: DeviceModel;
  readonly launch: number;
}

/** A measured program as the strip shows it: as wide as it lasted; what it waited for is judged by the device's ceilings. */
export function shownMeasured({ asked, seconds, device, launch }: Measured): Shown {
  const { times } = shownOn(asked, device, launch);
  const measured = times.map((time, i) => {
    const total = seconds[i] ?? 0;
    return { ...time, launch: Math.min(time.launch, total), total };
  });
  const sum = (of: (time: (typeof measured)[number]) => number) =>
    measured.reduce((all, time) => all + of(time), 0);
  const work = (wanted: boolean) =>
    sum(({ arithmetic, memory, total, launch: started }) =>
      arithmetic > memory === wanted ? total - started : 0,
    );
  return {
    asked,
    times: measured,
    total: sum(({ total }) => total),
    seconds: { launch: sum((time) => time.launch), arithmetic: work(true), memory: work(false) },
  };
}

/**
 * Times a listed network's dispatches on what runs networks here; null where that has none (TF.js, the processor).
 * @throws EngineError where the device refuses, `cancelled` where the reader ended it
 */
export async function measureProgram(
  name: string,
  engine: Engine,
  signal: AbortSignal,
): Promise<Measured | null> {
  const member = findNetwork(name)?.member;
  if (member === undefined) return null;
  const graph = member.network();
  const { executor, device, adapter } = await engine.start();
  if (executor !== 'own' || device !== 'webgpu') return null;
  const net = await engine.loadRandom(graph, { signal });
  try {
    const times = await net.timeDispatches({ signal });
    if (times === null) return null;
    const { multiplyAddsPerSecond, bytesPerSecond, secondsPerDispatch } = await engine.ceilings({ signal });
    return {
      network: name,
      adapter,
      asked: programOn(graph, { ...times, tuning: new Map(times.tuning) }),
      seconds: times.seconds,
      device: { multiplyAddsPerSecond, bytesPerSecond },
      launch: secondsPerDispatch ?? 0,
    };
  } finally {
    await net.dispose();
  }
}
