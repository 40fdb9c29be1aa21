import type { Runtime } from '../executors/runtime.ts';
import type { Precision } from '../protocol/device.ts';

/** ‖half − whole‖ / ‖whole‖ of a network's outputs beyond which it is not run in half precision unless a reader asks for it. */
export const mostHalfDeviation = 5e-3;

/**
 * What half precision does to the outputs of shipped checkpoints: the largest relative deviation of an output from its golden, measured with
 * our own programs on WebGPU (`test/browser/half-precision.test.ts` measures it again).
 */
export const halfDeviations: Readonly<Record<string, number>> = {
  'efficientnet-b0': 8.0e-4,
};

/**
 * How a network's values are stored: as was asked for; else in half precision where a graphics card has such values itself and this
 * checkpoint's measured deviation is under the bar; else in float32.
 */
export function precisionFor(
  runtime: Pick<Runtime, 'half' | 'runsOn'>,
  checkpoint: string | undefined,
  asked: Precision | null,
  deviations: Readonly<Record<string, number>> = halfDeviations,
): Precision {
  if (runtime.half === undefined) return 'f32';
  if (asked !== null) return asked;
  if (runtime.half !== 'native' || runtime.runsOn.software || checkpoint === undefined) return 'f32';
  const deviation = deviations[checkpoint];
  return deviation !== undefined && deviation <= mostHalfDeviation ? 'f16' : 'f32';
}
