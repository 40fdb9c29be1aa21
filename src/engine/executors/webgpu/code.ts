import { opAt } from '../../../../models/graph/graph.ts';
import type { OpOf } from '../../../../models/graph/op.ts';
import { isKind } from '../../plan/draft.ts';
import type { Program } from '../../plan/program.ts';
import type { PlainPart, PointwisePart, SeparablePart, Step, WindowPart } from '../../plan/step.ts';
import { pointwiseTiling } from '../../plan/tiling.ts';
import { type Code, storageCode } from './code/common.ts';
import { plainCode, poolCode } from './code/plain.ts';
import { pointwiseCode } from './code/pointwise.ts';
import { separableCode } from './code/separable.ts';
import { convolutionCode, denseCode, depthwiseCode } from './code/windows.ts';
import { spreadOf } from './rows.ts';

const up = (value: number): number => Math.ceil(value / 4);

/** Groups of four channels that the gate's array holds: one of two sizes, so that a network's pipelines are few. */
const gateRoom = (groups: number): number => (groups <= 128 ? 128 : 512);
/** The same for the squeezed channels: a quarter of a block's input at the most. */
const squeezedRoom = (groups: number): number => (groups <= 32 ? 32 : 128);

/** The WGSL of a step. Throws `RangeError` for an operator that this program does not know. */
export function codeOf(program: Program, step: Step): Code {
  const { key, source } = bodyOf(program, step);
  const { valueBytes } = program;
  return {
    key: valueBytes === 4 ? key : `half | ${key}`,
    source: `${storageCode(valueBytes)}${source}`,
  };
}

function bodyOf({ graph, sums, tuning }: Program, step: Step): Code {
  switch (step.program) {
    case 'pointwise': {
      const [part] = step.parts;
      const { gate } = part as PointwisePart;
      const most = { channels: 1, squeezed: 1 };
      if (gate.kind === 'excite') {
        most.channels = gateRoom(up(opAt(graph, gate.expand).shape[2]));
        most.squeezed = squeezedRoom(up(opAt(graph, gate.reduce).shape[2]));
      }
      const fromSums = sums.has(step.parts[0]?.reads[0] ?? -1);
      return pointwiseCode(step.parts, pointwiseTiling(graph, step.parts, tuning), most, fromSums);
    }
    case 'convolution': {
      const part = step.parts[0] as WindowPart;
      return convolutionCode(part, (opAt(graph, part.layer) as OpOf<'conv2d'>).groups > 1);
    }
    case 'depthwise':
      return depthwiseCode(step.parts[0] as WindowPart);
    case 'dense': {
      const part = step.parts[0] as WindowPart;
      return denseCode(part, sums.has(part.reads[0] ?? -1));
    }
    case 'separable': {
      const { depthwise } = step.parts[0] as SeparablePart;
      const { kernelSize, shape } = opAt(graph, depthwise) as OpOf<'depthwiseConv2d'>;
      return separableCode(step.parts, kernelSize, up(shape[2]));
    }
    case 'pool':
      return poolCode(step.parts.length);
    case 'plain': {
      const { op: id } = step.parts[0] as PlainPart;
      const op = opAt(graph, id);
      const code = plainCode(
        op.kind,
        spreadOf(graph, id),
        isKind(op, 'activation') ? op.activation : undefined,
      );
      if (code === undefined) throw new RangeError(`No program computes ${op.kind} (${op.name}).`);
      return code;
    }
  }
}
