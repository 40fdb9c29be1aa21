import type { NamedTensors } from '../../../models/checkpoints/formats/named-tensors.ts';
import { inputShape } from '../../../models/graph/graph.ts';
import { formatShape } from '../../../models/graph/shape.ts';
import type { Runtime } from '../../engine/executors/runtime.ts';
import { normalize } from '../../engine/pictures/normalize.ts';
import { Complaint } from '../complaint.ts';
import type { LoadedNetwork } from '../loaded.ts';
import { type Check, relativeDeviation } from './deviation.ts';
import { tapName } from './map-names.ts';

/** Bound of every tap on WebAssembly and plain JavaScript, ‖a − b‖ / ‖b‖. */
export const trainedBound = 1e-4;

/** The golden's crop as RGB bytes. Throws `Complaint` where it is not there or not of the network's size. */
function pictureOf(golden: NamedTensors, shape: readonly number[]): Uint8Array {
  const picture = golden.byName.get('picture');
  if (picture === undefined || picture.dtype !== 'uint8')
    throw new Complaint('The golden holds no “picture” of bytes to run the network on.');
  if (formatShape(picture.shape) !== formatShape(shape))
    throw new Complaint(
      `The golden’s picture is ${formatShape(picture.shape)}, the network reads ${formatShape(shape)}.`,
    );
  return Uint8Array.from(picture.read());
}

/** Runs a network on the golden's crop, and compares every tap that the golden holds. */
export async function checkTrained(
  runtime: Runtime,
  network: LoadedNetwork,
  golden: NamedTensors,
): Promise<Check[]> {
  const { graph, weights, normalization } = network;
  const executor = await runtime.load(graph, weights);
  try {
    const picture = pictureOf(golden, inputShape(graph));
    const expected = golden.tensors.filter(({ name }) => name !== 'picture');
    const input = normalize(picture, normalization);
    const { taps } = await executor.run(input, {
      taps: expected.map(({ name }) => tapName(graph, name)),
      outputs: [],
    });
    return expected.map((tensor) => ({
      name: tensor.name,
      deviation: relativeDeviation(taps[tapName(graph, tensor.name)]?.data ?? [], tensor.read()),
      bound: trainedBound,
      measure: '‖a − b‖ / ‖b‖',
    }));
  } finally {
    executor.dispose();
  }
}
