import {
  type AnchorLevel,
  type AnchorRoots,
  anchorBoxes,
  anchorLevels,
  anchorsPerCell,
} from '../../blocks/anchors.ts';
import { type Graph, GraphError, inputShape, opAt } from '../../graph/graph.ts';

/** How a detector's outputs are to be read: which anchor each value belongs to. */
export interface DetectorOutputs {
  readonly classes: number;
  readonly input: readonly [height: number, width: number];
  /** Finest first; `classHead/P3` and `boxHead/P3` are the outputs of level 3. */
  readonly levels: readonly AnchorLevel[];
  /** [anchor, 4] (ymin, xmin, ymax, xmax) in input pixels, flat. */
  readonly anchors: Float32Array;
}

const classHead = /^classHead\/P(\d+)$/;

/** Whether a graph is a detector's: one with a class head. */
export function isDetector(graph: Graph): boolean {
  return Object.keys(graph.outputs).some((name) => classHead.test(name));
}

/**
 * What a detector made by `efficientDet` answers, read off its graph.
 * @throws GraphError where the graph is no detector, or its heads do not have the cells that its picture gives.
 */
export function detectorOutputs(
  graph: Graph,
  anchorScale: number,
  anchorRoots?: AnchorRoots,
): DetectorOutputs {
  const [height, width] = inputShape(graph);
  const heads = Object.entries(graph.outputs).flatMap(([name, id]) => {
    const level = classHead.exec(name)?.[1];
    return level === undefined ? [] : [{ level: Number(level), shape: opAt(graph, id).shape }];
  });
  const [first] = heads;
  if (first === undefined) throw new GraphError(`${graph.name} has no class head: it is no detector.`);
  const numbers = heads.map(({ level }) => level);
  const config = {
    size: [height, width],
    minLevel: Math.min(...numbers),
    maxLevel: Math.max(...numbers),
    anchorScale,
    anchorRoots,
  } as const;
  const levels = anchorLevels(config);
  for (const { level, shape } of heads) {
    const cells = levels.find((each) => each.level === level)?.cells;
    if (cells?.[0] !== shape[0] || cells[1] !== shape[1])
      throw new GraphError(`${graph.name}: the head at P${level} does not have that level's cells.`);
  }
  const classes = first.shape[2] / anchorsPerCell;
  return { classes, input: [height, width], levels, anchors: anchorBoxes(config) };
}
