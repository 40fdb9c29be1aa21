import { type Segments, segmentsOf } from '../../models/answers/segments.ts';
import { answerOf } from '../../models/graph/answers.ts';
import { inputShape } from '../../models/graph/graph.ts';
import { preprocess } from '../../models/preprocess/automl.ts';
import type { Runtime } from '../engine/executors/runtime.ts';
import type { Pixels } from '../engine/pictures/resample.ts';
import type { LoadedNetwork } from './loaded.ts';

/** What each pixel of a picture is taken for: the steps that the page takes. */
export async function segment(runtime: Runtime, network: LoadedNetwork, picture: Pixels): Promise<Segments> {
  const { graph, weights, normalization } = network;
  const executor = await runtime.load(graph, weights);
  try {
    const [height, width] = inputShape(graph);
    const { mean, standardDeviation: std } = normalization;
    const { values, scaled } = preprocess(picture, [height, width], { mean, std });
    const name = answerOf(graph, 'mask')?.logits ?? '';
    const logits = (await executor.run(values, { outputs: [name] })).outputs[name];
    if (logits === undefined) throw new Error(`${graph.name} names no pixels.`);
    return segmentsOf(logits, [picture.height, picture.width], [scaled[0] / height, scaled[1] / width]);
  } finally {
    executor.dispose();
  }
}
