import type { DataTable } from '../../parts/shell/table.ts';
import * as words from '../../words/en/figures/gpu-program.ts';
import type { Shown } from './logic.ts';

/**
 * Every dispatch as a row. Operators side by side in one dispatch are named by the first and the last. `timed`: its times are those of the
 * reader's device.
 */
export function programTable({ asked, times }: Shown, timed = false): DataTable {
  return {
    name: 'gpu-program',
    columns: words.columns(timed),
    rows: asked.dispatches.map(({ program, operators, bytes, multiplyAdds, workgroups }, i) => {
      const time = times[i];
      const named = operators.length > 4 ? [operators[0], '…', operators.at(-1)] : operators;
      return [
        i + 1,
        words.program[program],
        named.join(' '),
        bytes,
        multiplyAdds,
        workgroups,
        time === undefined ? null : Number((time.total * 1e6).toFixed(2)),
        time === undefined ? null : words.bound[time.bound],
      ];
    }),
  };
}
