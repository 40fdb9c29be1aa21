import type { Detections } from '../../models/answers/detections.ts';
import { type Judging, judgedRegions } from '../../models/answers/judged-regions.ts';
import { type Proposal, proposals, regionBoxes } from '../../models/answers/proposals.ts';
import { thinTaps } from '../../models/families/thundernet/taps.ts';
import { answerOf, type RegionsAnswer } from '../../models/graph/answers.ts';
import { type Graph, inputShape } from '../../models/graph/graph.ts';
import type { Weights } from '../../models/operators/fold.ts';
import { type PictureBytes, preprocess } from '../../models/preprocess/automl.ts';
import type { Runtime } from '../engine/executors/runtime.ts';
import type { Tap, Taps } from '../engine/protocol/maps.ts';

/** What a picture looked like in two looks. */
export interface LookedTwice {
  /** Regions that reached the second look, best first, in pixels of the input. */
  readonly regions: readonly Proposal[];
  /** Of each region, flat: [classes + 1] and [4]. */
  readonly logits: Float32Array;
  readonly boxes: Float32Array;
  /** Of each region what its head reads. */
  readonly bins: Tap;
  /** Outputs and maps of the first look. */
  readonly first: Taps;
  readonly answer: RegionsAnswer;
  readonly imageScale: number;
}

/** A trained two-stage detector that answers pictures, on WebAssembly. */
export interface TwoStageNetwork {
  /** @param kept regions that reach the second stage; the detector's own number without it */
  look(picture: PictureBytes, kept?: number): Promise<LookedTwice>;
  detect(picture: PictureBytes, options?: Judging & { readonly kept?: number }): Promise<Detections>;
  /** The same with each of several numbers of regions, at the cost of the largest. */
  detectWith(picture: PictureBytes, kept: readonly number[]): Promise<readonly Detections[]>;
}

/**
 * Loads both graphs of a detector that looks twice; `kept`: regions that reach the second look where nobody says.
 * @param graphs inference graphs: batch norms folded
 */
export async function lookingTwice(
  runtime: Runtime,
  { picture: graph, region }: { readonly picture: Graph; readonly region: Graph },
  weights: Weights,
  usual: number,
): Promise<TwoStageNetwork> {
  const first = await runtime.load(graph, weightsFor(graph, weights));
  const second = await runtime.load(region, weightsFor(region, weights));
  const [height, width] = inputShape(graph);
  const answer = answerOf(graph, 'regions');
  const classes = answerOf(region, 'regionClasses');
  if (answer === undefined || classes === undefined) throw new Error(`${graph.name} proposes no regions.`);
  const taps = thinTaps.filter((name) => name in graph.taps);
  const look: TwoStageNetwork['look'] = async (picture, kept = usual) => {
    const { values, imageScale } = preprocess(picture, [height, width]);
    const ran = await first.run(values, { taps });
    const maps: Taps = { ...ran.taps, ...ran.outputs };
    const map = (name: string): Tap => maps[name]!;
    const regions = proposals(answer, map(answer.scores), map(answer.boxes), [height, width], { kept });
    if (regions.length === 0) throw new Error(`${graph.name} proposed nothing: its scores are no numbers.`);
    const box = regionBoxes(answer, regions);
    const told = await second.run(map(answer.map).data, { inputs: { box }, taps: ['head/region'] });
    const data = (name: string) => told.outputs[name]!.data;
    const [logits, boxes] = [data(classes.logits), data(classes.boxes)];
    return { regions, logits, boxes, bins: told.taps['head/region']!, first: maps, answer, imageScale };
  };
  const judged = (picture: PictureBytes, looked: LookedTwice, options?: Judging) =>
    judgedRegions(classes, { ...looked, picture: [picture.height, picture.width] }, options);
  return {
    look,
    detect: async (picture, { kept, ...options } = {}) => judged(picture, await look(picture, kept), options),
    detectWith: async (picture, kept) => {
      const looked = await look(picture, Math.max(...kept));
      return kept.map((most) => judged(picture, firstRegions(looked, most)));
    },
  };
}

/** A look with no more than so many regions: suppression keeps the best first, so fewer are the first of more. */
function firstRegions(looked: LookedTwice, most: number): LookedTwice {
  const { regions, logits, boxes } = looked;
  const part = (values: Float32Array) => values.subarray(0, (values.length / regions.length) * most);
  return { ...looked, regions: regions.slice(0, most), logits: part(logits), boxes: part(boxes) };
}

/** Of all weights those that a graph names. */
function weightsFor(graph: Graph, weights: Weights): Weights {
  const named = new Set(graph.parameters.map(({ name }) => name));
  return new Map([...weights].filter(([name]) => named.has(name)));
}
