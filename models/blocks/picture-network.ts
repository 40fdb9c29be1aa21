import type { Graph } from '../graph/graph.ts';
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

/** Taps of the results of blocks, `stageS/blockB/output`, stage by stage; none for a stage without blocks. */
export function blockTaps({ taps }: Graph, prefix = ''): readonly (readonly string[])[] {
  const stages: string[][] = [];
  for (let stage = 1; ; stage++) {
    const own: string[] = [];
    for (let block = 0; ; block++) {
      const tap = `${prefix}stage${stage}/block${block}/output`;
      if (!(tap in taps)) break;
      own.push(tap);
    }
    if (own.length === 0) return stages;
    stages.push(own);
  }
}
