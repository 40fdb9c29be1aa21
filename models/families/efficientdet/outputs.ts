import {
  type AnchorLevel,
  type AnchorRoots,
  anchorBoxes,
  anchorLevels,
  anchorsPerCell,
} from '../../blocks/anchors.ts';
import { answerOf, type BoxesAnswer } from '../../graph/answers.ts';
import { findTensor, type Graph, GraphError, inputShape, opAt } from '../../graph/graph.ts';

/** How a detector's outputs are to be read: which anchor each value belongs to. */
export interface DetectorOutputs {
  readonly classes: number;
  readonly input: readonly [height: number, width: number];
  /** Finest first, each with the names of its two outputs. */
  readonly levels: readonly (AnchorLevel & BoxesAnswer['levels'][number])[];
  /** [anchor, 4] (ymin, xmin, ymax, xmax) in input pixels, flat. */
  readonly anchors: Float32Array;
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
  const answered = answerOf(graph, 'boxes')?.levels ?? [];
  const [first] = answered;
  if (first === undefined) throw new GraphError({ code: 'no-detector', network: graph.name });
  const shapeOf = (name: string) => opAt(graph, findTensor(graph, name)).shape;
  const numbers = answered.map(({ level }) => level);
  const config = {
    size: [height, width],
    minLevel: Math.min(...numbers),
    maxLevel: Math.max(...numbers),
    anchorScale,
    anchorRoots,
  } as const;
  const levels = anchorLevels(config).flatMap((each) => {
    const { level, cells } = each;
    return answered.flatMap((head) => {
      if (head.level !== level) return [];
      const shape = shapeOf(head.logits);
      if (cells[0] !== shape[0] || cells[1] !== shape[1])
        throw new GraphError({ code: 'head-cells', network: graph.name, level });
      return [{ ...each, ...head }];
    });
  });
  const classes = shapeOf(first.logits)[2] / anchorsPerCell;
  return { classes, input: [height, width], levels, anchors: anchorBoxes(config) };
}

/** Boxes that a detector scores: its anchors at every cell of every level. */
export function anchorsOf(graph: Graph): number {
  let anchors = 0;
  for (const { regressions } of answerOf(graph, 'boxes')?.levels ?? []) {
    const [height, width] = opAt(graph, findTensor(graph, regressions)).shape;
    anchors += height * width * anchorsPerCell;
  }
  return anchors;
}
