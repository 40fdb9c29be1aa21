import type { Graph } from '../graph/graph.ts';
import { isWithin, scopesOf } from '../graph/scopes.ts';
import type { PaddingRule, Shape } from '../graph/shape.ts';

/** What is asked of any network on pictures. */
export interface PictureConfig {
  readonly name: string;
  /** Side of the square picture in pixels. */
  readonly resolution: number;
  /** Height and width where the picture is not square; `resolution` is then not read. */
  readonly size?: readonly [height: number, width: number];
  readonly classes?: number;
  /** Properties of the checkpoint. */
  readonly padding?: PaddingRule;
  readonly batchNormEpsilon?: number;
}

/** The shape of the picture that is asked for. */
export function pictureShape({ resolution, size = [resolution, resolution] }: PictureConfig): Shape {
  return [size[0], size[1], 3];
}

/** Taps of the results of blocks, `output` in the scope of each, stage by stage; stages without blocks are left out. */
export function blockTaps(graph: Graph): readonly (readonly string[])[] {
  const blocks = scopesOf(graph, 'block');
  return scopesOf(graph, 'stage')
    .map((stage) =>
      blocks.filter(({ path }) => isWithin(path, stage.path)).map(({ path }) => `${path}/output`),
    )
    .filter(({ length }) => length > 0);
}
