import { postProcessing } from '../../../../models/answers/detections.ts';
import { anchorsPerCell } from '../../../../models/blocks/anchors.ts';
import { type DetectorOutputs, detectorOutputs } from '../../../../models/families/efficientdet/outputs.ts';
import type { Graph } from '../../../../models/graph/graph.ts';
import type { Look } from '../../executors/runtime.ts';
import { select } from '../../executors/select.ts';
import type { Heads, Selection } from '../../executors/selection.ts';
import type { CheckpointDescription } from '../../protocol/description.ts';
import type { Detected, HeatMap, Suppressing, Told } from '../../protocol/detection.ts';
import { classNamesOf } from '../../sources/class-names.ts';
import { anchorScaleOf } from '../../sources/network.ts';
import { heatMaps, type Kept, suppress } from './suppress.ts';

/** What a detector's checkpoint tells about its outputs. */
export type AboutOutputs = Pick<CheckpointDescription, 'network' | 'classes' | 'labels' | 'own'>;

/** What a look at a run's outputs gives. */
export interface Looked {
  readonly selection: Selection;
  readonly selectMilliseconds: number;
}

/** What a detector has besides its network: its anchors and its classes' names. */
export class Detector {
  readonly outputs: DetectorOutputs;
  readonly about: { readonly classNames: readonly (string | null)[]; readonly anchorScale: number };
  readonly #heads: Heads;

  constructor(graph: Graph, checkpoint?: AboutOutputs) {
    const anchorScale = anchorScaleOf(checkpoint?.network ?? graph.name);
    this.outputs = detectorOutputs(graph, anchorScale, checkpoint?.own?.rule.anchorRoots);
    const { classes, levels } = this.outputs;
    this.#heads = {
      classes,
      anchors: anchorsPerCell,
      levels: levels.map(({ cells, logits, regressions }) => ({ cells, logits, regressions })),
    };
    const classNames = classNamesOf(checkpoint?.labels ?? null, classes);
    this.about = { classNames, anchorScale };
  }

  /** What a run is to take of the outputs before they are gone: candidates, and the cells' largest logits for `heatMaps`. */
  look(options: { readonly candidates?: number; readonly heatMaps?: boolean } = {}): Look<Looked> {
    const most = Math.min(options.candidates ?? postProcessing.maxCandidates, postProcessing.maxCandidates);
    return async (maps) => {
      const started = performance.now();
      const selection = await select(maps, this.#heads, { most, cells: options.heatMaps ?? false });
      return { selection, selectMilliseconds: performance.now() - started };
    };
  }

  /** Boxes from the candidates of a run. */
  detected(kept: Kept, options: Suppressing): Told<Detected> {
    return suppress(kept, this.outputs, this.about.classNames, options);
  }

  /** Scores of the cells in a run; empty where it was not asked for them. */
  heatMaps(selection: Selection): readonly HeatMap[] {
    return heatMaps(selection, this.outputs);
  }
}
