import { upTo } from '../quantity.ts';

// What the chart of drag-phi says of itself; fetched with its layout.

type Task = 'imagenet' | 'coco' | 'ours';

export const accuracyAxis: Readonly<Record<Task, string>> = {
  imagenet: 'ImageNet top-1, %',
  coco: 'COCO AP, %',
  ours: 'test pictures named right, %',
};

export function amountAxis(
  task: Task,
  measure: 'cost' | 'parameters' | 'latency',
  unit: 'multiplyAdds' | 'flops',
): string {
  if (measure === 'parameters') return 'million parameters, log scale';
  if (measure === 'latency')
    return task === 'imagenet'
      ? 'milliseconds on one CPU core, log scale'
      : 'milliseconds on a Titan V, log scale';
  const scale = task === 'ours' ? 'million' : 'billion';
  return unit === 'flops'
    ? `${scale} FLOPs (2 × multiply-adds), log scale`
    : `${scale} multiply-adds, log scale`;
}

export const tick = (value: number) => upTo(value, 3);

export const source = {
  classifiers: 'Tan & Le 2019, Table 2',
  earlierClassifiers: 'earlier version of the paper',
  detectors: 'Tan, Pang & Le 2020, Table 2',
  earlierDetectors: 'CVPR 2020 proceedings, Table 2',
};

/** As a table prints milliseconds, of a time that it prints in seconds. */
export const seconds = (value: number) => `${value} s`;
