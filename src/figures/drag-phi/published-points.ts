import { cocoTable2 } from '../../../models/published/efficientdet/coco.ts';
import { cocoTable2Cvpr } from '../../../models/published/efficientdet/coco-cvpr.ts';
import { imageNetTable2, imageNetTable2Earlier } from '../../../models/published/efficientnet/imagenet.ts';
import { cpuLatencyTable4 } from '../../../models/published/efficientnet/latency.ts';
import type { Printed } from '../../../models/published/row.ts';
import { source, seconds as written } from '../../words/en/figures/drag-phi-chart.ts';
import type { PublishedPoint } from './published-point.ts';
import type { Edition, Task } from './view.ts';

/** Every network of the paper's Table 2, with the accuracies of one edition. */
export function publishedPoints(task: Exclude<Task, 'ours'>, edition: Edition): readonly PublishedPoint[] {
  return task === 'imagenet' ? classifiers(edition) : edition === 'latest' ? detectors() : earlierDetectors();
}

function classifiers(edition: Edition): PublishedPoint[] {
  return imageNetTable2.map((row) => {
    const own = row.model.startsWith('EfficientNet-');
    const name = own ? row.model.slice('EfficientNet-'.length) : row.model;
    const earlier = imageNetTable2Earlier.find((each) => own && each.model === name);
    const latency = cpuLatencyTable4.find((each) => each.model === row.model);
    const printedLatency = latency && milliseconds(latency.seconds);
    return {
      id: row.model,
      name,
      own,
      accuracy: edition === 'earlier' && earlier ? earlier.top1 : row.top1,
      onValidation: false,
      multiplyAdds: row.multiplyAdds,
      parameters: row.parameters,
      latency: printedLatency ?? null,
      source: edition === 'earlier' && earlier ? source.earlierClassifiers : source.classifiers,
    };
  });
}

function milliseconds(seconds: number): Printed {
  return { value: seconds * 1000, printed: written(seconds) };
}

function detectors(): PublishedPoint[] {
  return cocoTable2.flatMap((row) => {
    const accuracy = row.ap ?? row.apValidation;
    if (accuracy === null) return [];
    return {
      id: `${row.model} ${row.input}`.trim(),
      name: row.detector ?? shortDetector(row.model, row.input),
      own: row.detector !== null,
      accuracy,
      onValidation: row.ap === null,
      multiplyAdds: row.multiplyAdds,
      parameters: row.parameters,
      latency: row.titanV,
      source: source.detectors,
    };
  });
}

/** The proceedings print the peers' costs; the papers' own networks are the same as in the last version. */
function earlierDetectors(): PublishedPoint[] {
  return cocoTable2Cvpr.flatMap((row) => {
    const accuracy = row.ap ?? row.apValidation;
    if (accuracy === null) return [];
    const latest = cocoTable2.find((each) => row.detector !== null && each.detector === row.detector);
    return {
      id: `${row.model} ${row.input}`.trim(),
      name: row.detector ?? shortDetector(row.model, row.input),
      own: row.detector !== null,
      accuracy,
      onValidation: row.ap === null,
      multiplyAdds: row.multiplyAdds ?? latest?.multiplyAdds ?? null,
      parameters: row.parameters ?? latest?.parameters ?? null,
      latency: { value: row.titanV, printed: String(row.titanV) },
      source: source.earlierDetectors,
    };
  });
}

function shortDetector(model: string, input: string): string {
  const name = model
    .replace('Detectron2 ', '')
    .replace('RetinaNet-', 'RetinaNet ')
    .replace('ResNet-50 + NAS-FPN', 'NAS-FPN')
    .replace('AmoebaNet + NAS-FPN + AA', 'AmoebaNet + NAS-FPN');
  return input === '' ? name : `${name} ${input}`;
}
