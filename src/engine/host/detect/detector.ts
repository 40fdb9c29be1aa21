import { postProcessing } from '../../../../models/answers/detections.ts';
import { type DetectorOutputs, detectorOutputs } from '../../../../models/families/efficientdet/outputs.ts';
import type { Graph } from '../../../../models/graph/graph.ts';
import { type OutputMap, type Selection, select } from '../../executors/tfjs/select.ts';
import { EngineError } from '../../protocol/errors.ts';
import type { CheckpointDescription } from '../../protocol/protocol.ts';
import { classNamesOf } from '../../sources/class-names.ts';
import { anchorScaleOf } from '../../sources/network.ts';
import type { Detected, FittedPicture, HeatMap, Suppressing } from './answer.ts';
import { heatMaps, type Kept, suppress } from './suppress.ts';

/** What a detector's checkpoint tells about its outputs. */
export type AboutOutputs = Pick<CheckpointDescription, 'network' | 'classes' | 'labels'>;

/** What a detector has besides its network: its anchors, its classes' names and the candidates of its last run. */
export class Detector {
  readonly outputs: DetectorOutputs;
  readonly about: { readonly classNames: readonly string[]; readonly anchorScale: number };
  #fresh: { readonly selection: Selection; readonly selectMilliseconds: number } | null = null;
  #kept: Kept | null = null;
  #runs = 0;

  constructor(graph: Graph, checkpoint?: AboutOutputs) {
    const anchorScale = anchorScaleOf(checkpoint?.network ?? graph.name);
    this.outputs = detectorOutputs(graph, anchorScale);
    const classNames = classNamesOf(checkpoint?.labels ?? null, this.outputs.classes);
    this.about = { classNames, anchorScale };
  }

  /** What a run is to do with the outputs before they are gone. */
  look(options: { readonly candidates?: number; readonly heatMaps?: boolean }) {
    const most = Math.min(options.candidates ?? postProcessing.maxCandidates, postProcessing.maxCandidates);
    return async (map: OutputMap): Promise<void> => {
      const started = performance.now();
      const { outputs } = this;
      const selection = await select(map, { outputs, most, cells: options.heatMaps ?? false });
      this.#fresh = { selection, selectMilliseconds: performance.now() - started };
    };
  }

  /** Keeps what the run that has just ended was looked at for, until the next one. */
  keep(fitted: FittedPicture | undefined): { readonly selectMilliseconds: number } {
    if (this.#fresh === null) throw new EngineError('internal', 'The run ended without candidates.');
    const { selection, selectMilliseconds } = this.#fresh;
    const { input } = this.outputs;
    const whole = { picture: input, scaled: input, input, imageScale: 1 };
    this.#kept = { run: ++this.#runs, selection, fitted: fitted ?? whole };
    this.#fresh = null;
    return { selectMilliseconds };
  }

  /** Boxes from the candidates of the last run. */
  suppress(options: Suppressing): Detected {
    return suppress(this.#last(), this.outputs, this.about.classNames, options);
  }

  /** Scores of the cells in the last run; empty where it was not asked for them. */
  heatMaps(): readonly HeatMap[] {
    return heatMaps(this.#last().selection, this.outputs);
  }

  #last(): Kept {
    if (this.#kept === null)
      throw new EngineError('graph', 'There are no candidates yet: run the detector on a picture first.');
    return this.#kept;
  }
}
