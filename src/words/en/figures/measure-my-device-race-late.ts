import type { Failure } from '../../../engine/protocol/failure.ts';
import type { RuntimeReport } from '../../../engine/protocol/runtime.ts';
import { significant } from '../quantity.ts';
import { reasonsOf } from '../runtime.ts';
import { runtimeName } from '../runtime-name.ts';

// What a race says when nothing comes of it; fetched with what races.

type Racer = 'own' | 'tfjs';

/** Why a program does not run here. */
function reasonOf(failure: Failure): string {
  if (failure.code === 'runtime') return reasonsOf(failure.refused) || 'The address asks for another device.';
  return 'said' in failure && failure.said ? `It failed: ${failure.said}` : '';
}

export const raceLate = {
  changed: 'The device changed while this network was raced; race it again.',
  strangers: (off: number) =>
    Number.isFinite(off)
      ? `The two programs’ answers are ${significant(off, 2)} of their size apart, so their times would say nothing.`
      : 'One of the two programs answered with no numbers, so their times would say nothing.',
  alone: (racer: Racer, report: RuntimeReport, missing: Failure) => {
    const absent = racer === 'own' ? 'TF.js does not run here.' : 'Our own engine does not run here.';
    return `Only ${runtimeName(report)} on ${report.adapter} can run networks here, so there is nothing to race. ${absent} ${reasonOf(missing)}`.trim();
  },
};
