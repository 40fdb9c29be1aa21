import { namedTensors } from '../../models/checkpoints/formats/named-tensors.ts';
import { namingById } from '../../models/checkpoints/naming/namings.ts';
import { efficientNet } from '../../models/families/efficientnet/network.ts';
import { released } from '../../models/families/efficientnet/sizes.ts';
import { type BundleTensor, writeBundle } from './write-bundle.ts';

const average = '/ExponentialMovingAverage';

/**
 * EfficientNet-B3 as the official code writes it: every variable and its average, about 98 MB. The
 * first value of an average is 0.52, that of a raw variable 0.51.
 */
export function officialB3() {
  const graph = efficientNet(released.B3);
  const sourceOf = namingById('automl').sources(graph, namedTensors('tensor-bundle', []));
  const tensors: BundleTensor[] = graph.parameters.flatMap((parameter) => {
    const { name, shape } = sourceOf(parameter)!.needs[0]!;
    const length = shape.reduce((product, side) => product * side, 1);
    const values = (seed: number) => {
      const filled = new Float32Array(length);
      for (let i = 0; i < length; i++) filled[i] = 0.5 + ((i * 7 + seed) % 11) / 100;
      return filled;
    };
    const named = `efficientnet-b3/${name}`;
    return [
      { name: named, shape, data: values(1) },
      { name: named + average, shape, data: values(2) },
    ];
  });
  return writeBundle(tensors);
}
