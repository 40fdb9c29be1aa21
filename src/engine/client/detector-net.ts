import { type FusionNode, fusionNodes } from '../../../models/blocks/fusion-nodes.ts';
import { type DetectorOutputs, detectorOutputs } from '../../../models/families/efficientdet/outputs.ts';
import { named } from '../../words/en/classes.ts';
import type { Detected, DetectRequest, DetectResult, Suppressing } from '../protocol/detection.ts';
import type { Picture } from '../protocol/picture.ts';
import { Net } from './net.ts';
import { said } from './said.ts';

export interface DetectOptions extends Omit<DetectRequest, 'picture' | 'suppressing'>, Suppressing {
  readonly signal?: AbortSignal;
  /** Gives an ImageBitmap away instead of copying it (camera frames). */
  readonly transfer?: boolean;
  /**
   * Raw fusion weights that stand in for the learned ones in this run, one an input, by `FusionNode.key` (`cell0/node5`); an
   * edge is cut by `cutWeight(node.method)`. Nodes left out keep their own.
   */
  readonly fusion?: Readonly<Record<string, readonly number[]>>;
}

/**
 * A loaded detector.
 *
 * ```ts
 * const detector = await engine.loadDetector({ checkpoint: 'efficientdet-d0-stickers' });
 * const { boxes, heatMaps, timing } = await detector.detect(picture, { scoreThreshold: 0.3, heatMaps: true });
 * const fewer = await detector.suppress({ scoreThreshold: 0.6, overlap: 0.4 });   // no run
 * ```
 */
export class DetectorNet extends Net {
  #nodes: readonly FusionNode[] | null = null;
  #raw: ReadonlyMap<string, readonly number[]> | null = null;
  #anchors: { readonly key: string; readonly outputs: DetectorOutputs } | null = null;

  /** Levels, cells and anchors as the outputs lie. */
  get outputs(): DetectorOutputs {
    const key = this.graph.name + this.graph.ops[0]?.shape.join();
    if (this.#anchors?.key !== key)
      this.#anchors = { key, outputs: detectorOutputs(this.graph, this.anchorScale, this.anchorRoots) };
    return this.#anchors.outputs;
  }

  /** The nodes of the feature network whose weights a run may change. */
  get fusionNodes(): readonly FusionNode[] {
    this.#nodes ??= fusionNodes(this.graph);
    return this.#nodes;
  }

  /** The learned raw weights of every node by its key; ones for a plain sum. */
  async fusionWeights(): Promise<ReadonlyMap<string, readonly number[]>> {
    if (this.#raw !== null) return this.#raw;
    const weighted = this.fusionNodes.filter(({ method }) => method !== 'sum');
    const values = await this.parameters(weighted.map(({ parameter }) => parameter));
    this.#raw = new Map(
      this.fusionNodes.map(({ key, parameter, inputs }) => [
        key,
        Array.from(values[parameter] ?? inputs.map(() => 1)),
      ]),
    );
    return this.#raw;
  }

  /**
   * Finds objects in a picture. The candidates stay in the worker until the next run, for `suppress`. Runs of one page wait for
   * each other; a waiting one that is cancelled never starts.
   */
  async detect(picture: Picture, options: DetectOptions = {}): Promise<DetectResult> {
    const { signal, transfer, fusion, taps, heatMaps, candidates, weights, ...suppressing } = options;
    const handle = await this.handle({ signal });
    const changed = { ...weights, ...this.#changes(fusion ?? {}) };
    const told = await this.engine.request(
      { type: 'detect', handle, picture, taps, heatMaps, candidates, weights: changed, suppressing },
      { signal, transfer },
    );
    return { ...told, boxes: named(told.boxes) };
  }

  /** Boxes from the candidates of the last run by other thresholds or another suppression, at once and without a run. */
  async suppress(suppressing: Suppressing): Promise<Detected> {
    const handle = await this.handle();
    const told = await this.engine.request({ type: 'suppress', handle, suppressing });
    return { ...told, boxes: named(told.boxes) };
  }

  #changes(fusion: Readonly<Record<string, readonly number[]>>): Record<string, Float32Array> {
    return Object.fromEntries(
      Object.entries(fusion).map(([key, raw]) => {
        const node = this.fusionNodes.find((each) => each.key === key);
        if (node === undefined)
          throw said({ code: 'graph', what: 'noNode', network: this.graph.name, node: key });
        if (raw.length !== node.inputs.length)
          throw said({
            code: 'graph',
            what: 'nodeInputs',
            node: key,
            inputs: node.inputs.length,
            given: raw.length,
          });
        return [node.parameter, Float32Array.from(raw)];
      }),
    );
  }
}
