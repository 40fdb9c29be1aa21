// npm run -s program -- efficientnet-b0 | efficientdet-d0 | efficientdet --phi 1.5 … [--size 512] [--taps a,b] [--limits minimal] [--precision f16] [--json]
import { findTensor, inputShape, opAt } from '../../models/graph/graph.ts';
import { fold } from '../../models/operators/fold.ts';
import { codeOf } from '../engine/executors/webgpu/code.ts';
import { type PlanOptions, plan } from '../engine/plan/program.ts';
import { commandLine } from './command-line.ts';
import { Complaint, complain } from './complaint.ts';
import { options as networkOptions, requested } from './describe/request.ts';

// A program is printed, not the graph that it comes from.
const { graph: _, ...ofNetworks } = networkOptions;
const options = {
  ...ofNetworks,
  size: { type: 'string' },
  taps: { type: 'string' },
  limits: { type: 'string' },
  precision: { type: 'string' },
} as const;

const count = (value: number) => value.toLocaleString('en-US');
const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);

/** Workgroup memory that WebGPU promises everywhere, and what most graphics cards have. */
const workgroupBytes = { minimal: 16_384, usual: 32_768 } as const;

function isLimits(text: string): text is keyof typeof workgroupBytes {
  return text in workgroupBytes;
}

complain(() => {
  const { values, positionals } = commandLine('program', options, 1);
  const [name] = positionals;
  if (name === undefined)
    throw new Complaint('Name one network, for example: npm run -s program -- efficientnet-b0 --json');
  const { size, taps = '', limits = 'minimal', precision = 'f32', json, ...knobs } = values;
  if (!isLimits(limits)) throw new Complaint(`--limits is minimal or usual, not “${limits}”.`);
  if (precision !== 'f32' && precision !== 'f16')
    throw new Complaint(`--precision is f32 or f16, not “${precision}”.`);
  if (size !== undefined && knobs.resolution !== undefined)
    throw new Complaint('--size and --resolution say the same thing: give one of them.');
  const { graph } = requested(name, { ...knobs, ...(size !== undefined && { resolution: size }) });
  const folded = fold(graph);
  const kept = taps
    .split(',')
    .filter((tap) => tap !== '')
    .map((tap) => findTensor(folded, tap));
  const planOptions: PlanOptions = {
    kept,
    workgroupBytes: workgroupBytes[limits],
    valueBytes: precision === 'f16' ? 2 : 4,
  };
  const program = plan(folded, planOptions);
  const pipelines = new Set(program.steps.map(({ step }) => codeOf(program, step).key));
  const answer = {
    network: folded.name,
    dispatches: program.steps.length,
    bytesMoved: program.bytesMoved,
    weightBytes: program.weightBytes,
    multiplyAdds: program.multiplyAdds,
    arenaBytes: sum(program.memory.arenas),
    peakLiveBytes: program.memory.peakLiveBytes,
    pipelines: pipelines.size,
    steps: program.steps.map(({ step, bytes, multiplyAdds, workgroups }) => ({
      program: step.program,
      ops: step.parts.flatMap(({ ops }) => ops.map((id) => opAt(folded, id).name)),
      bytes,
      multiplyAdds,
      workgroups,
    })),
  };
  if (json) {
    console.log(JSON.stringify(answer, null, 2));
    return;
  }
  console.log(`${answer.network} on ${inputShape(folded).join('×')}, as ${precision}`);
  console.log(`  dispatches      ${count(answer.dispatches)} (${answer.pipelines} pipelines)`);
  console.log(`  bytes moved     ${count(answer.bytesMoved)}, weights ${count(answer.weightBytes)} of them`);
  console.log(`  multiply-adds   ${count(answer.multiplyAdds)}`);
  console.log(
    `  memory of maps  ${count(answer.arenaBytes)} bytes; ${count(answer.peakLiveBytes)} are alive at the worst moment`,
  );
  console.log('');
  for (const [i, step] of answer.steps.entries()) {
    const last = step.ops.at(-1) ?? '';
    console.log(
      `${String(i + 1).padStart(4)}  ${step.program.padEnd(12)} ${count(step.bytes).padStart(13)} bytes ${count(step.multiplyAdds).padStart(13)} multiply-adds ${String(step.workgroups).padStart(6)} workgroups  ${last}${step.ops.length > 1 ? ` and ${step.ops.length - 1} before it` : ''}`,
    );
  }
});
