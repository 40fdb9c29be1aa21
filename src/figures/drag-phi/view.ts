import { highestPhi, lowestPhi, type ScaledFamily } from '../../../models/facts/scaled-family.ts';
import { ruledPhis } from '../../../models/study/phis.ts';
import { choiceProperty, numberProperty } from '../../parts/shell/property.ts';
import type { Schema } from '../../parts/shell/schema.ts';
import type { Fitted } from '../../parts/shell/view-state.svelte.ts';
import type { Ghost } from '../../parts/strip/strip-layout.ts';

/** A data set of the papers, or the task of our own study. */
export type Task = ScaledFamily['task'] | 'ours';
export const tasks: readonly Task[] = ['imagenet', 'coco', 'ours'];
export type Measure = 'cost' | 'parameters' | 'latency';
export type Edition = 'latest' | 'earlier';

/** What a reader can set in the φ playground. */
export interface DragPhiView {
  readonly phi: number;
  /** EfficientNet on ImageNet, EfficientDet on COCO, or our own small networks as we measured them. */
  readonly task: Task;
  /** The papers' “FLOPs” are multiply-adds; everybody else's are twice as many. */
  readonly unit: 'multiplyAdds' | 'flops';
  /** What the chart's horizontal axis counts. */
  readonly measure: Measure;
  /** The last version of the paper, or the numbers that older articles quote. */
  readonly edition: Edition;
  readonly ghost: Ghost;
}

/** Up to here the strip has one scale; beyond, it zooms out. */
export const stripPhi = 3;

const ofStudy = [Math.min(...ruledPhis), Math.max(...ruledPhis)] as const;
/** Where the knob ends. */
export const phiEnds: Readonly<Record<Task, readonly [lowest: number, highest: number]>> = {
  imagenet: [lowestPhi, highestPhi],
  coco: [lowestPhi, highestPhi],
  ours: ofStudy,
};

export const dragPhiSchema: Schema<DragPhiView> = {
  id: 'drag-phi',
  formerly: ['phi'],
  version: 1,
  properties: {
    phi: numberProperty('phi', {
      default: 2,
      min: Math.min(lowestPhi, ofStudy[0]),
      max: Math.max(highestPhi, ofStudy[1]),
      digits: 2,
    }),
    task: choiceProperty('net', 'imagenet', { imagenet: 'cls', coco: 'det', ours: 'ours' }),
    unit: choiceProperty('unit', 'multiplyAdds', { multiplyAdds: 'ma', flops: 'flops' }),
    measure: choiceProperty('x', 'cost', { cost: 'cost', parameters: 'par', latency: 'ms' }),
    edition: choiceProperty('ed', 'latest', { latest: 'new', earlier: 'old' }),
    ghost: choiceProperty('ghost', 'baseline', { baseline: 'base', exact: 'exact' }),
  },
};

/**
 * The nearest view that the figure can show: each task has its ends of φ, ours has no time, and it is there only where enough was trained.
 */
export function fitPhi(view: DragPhiView, offered: readonly Task[]): Fitted<DragPhiView> {
  const task = offered.includes(view.task) ? view.task : dragPhiSchema.properties.task.default;
  const [lowest, highest] = phiEnds[task];
  const phi = Math.min(highest, Math.max(lowest, view.phi));
  const measure = task === 'ours' && view.measure === 'latency' ? 'cost' : view.measure;
  const adjusted = task !== view.task || phi !== view.phi || measure !== view.measure;
  return { view: adjusted ? { ...view, task, phi, measure } : view, adjusted };
}
