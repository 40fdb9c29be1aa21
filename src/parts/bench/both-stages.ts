import { type Proposal, proposals, regionBoxes } from '../../../models/answers/proposals.ts';
import type { SecondStage } from '../../../models/facts/needs.ts';
import { answerOf } from '../../../models/graph/answers.ts';
import { type Graph, inputShape } from '../../../models/graph/graph.ts';
import type { BenchEngine, BenchNet, Timed } from './bench-engine.ts';

/** As many regions as a detector keeps: those that were proposed, again from the first where they are fewer. */
export function filledUp(proposed: readonly Proposal[], regions: number): readonly Proposal[] {
  return proposed.length === 0
    ? []
    : Array.from({ length: regions }, (_, index) => proposed[index % proposed.length]!);
}

/**
 * A detector that looks twice, ready to be timed: a run is the first look, the choice of regions from its answers, and the second look at
 * as many regions as the detector keeps. Weights from a seed may propose fewer; then some are looked at twice.
 * @throws Error where the first look's answers say no regions
 */
export async function bothStages(
  first: BenchNet,
  normalized: Float32Array,
  { network, second }: { readonly network: Graph; readonly second: SecondStage },
  engine: Pick<BenchEngine, 'loadRandom'>,
  signal: AbortSignal,
): Promise<Timed> {
  const answer = answerOf(network, 'regions');
  const again = await engine.loadRandom(second.network, { signal }).catch(async (error: unknown) => {
    await first.dispose().catch(() => undefined);
    throw error;
  });
  const [height, width] = inputShape(network);
  return {
    compileMilliseconds: first.timing.compileMilliseconds + again.timing.compileMilliseconds,
    run: async () => {
      const looked = await first.run({ normalized }, { signal });
      const { outputs = {} } = looked;
      const [scores, boxes, map] = answer
        ? [outputs[answer.scores], outputs[answer.boxes], outputs[answer.map]]
        : [];
      if (answer === undefined || scores === undefined || boxes === undefined || map === undefined)
        throw new Error(`${network.name} proposes no regions.`);
      const began = performance.now();
      const { regions: kept } = second;
      const proposed = filledUp(proposals(answer, scores, boxes, [height, width], { kept }), kept);
      if (proposed.length === 0)
        throw new Error(`${network.name} proposed nothing: its scores are no numbers.`);
      const box = regionBoxes(answer, proposed);
      const choosing = performance.now() - began;
      const { timing, runtime } = await again.run({ normalized: map.data }, { signal, inputs: { box } });
      return {
        milliseconds: looked.timing.runMilliseconds + choosing + timing.runMilliseconds,
        runtime,
      };
    },
    dispose: async () => {
      await again.dispose().catch(() => undefined);
      await first.dispose();
    },
  };
}
