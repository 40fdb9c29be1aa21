import { type Graph, opAt } from '../../graph/graph.ts';
import type { Op } from '../../graph/op.ts';
import { isWithin, scopesOf } from '../../graph/scopes.ts';

const denseName = 'stage9/dense';

/** Where an EfficientNet's last block of its last stage begins. */
function firstOfBlock(graph: Graph): number {
  const block = scopesOf(graph, 'block').at(-1);
  return graph.ops.findIndex(({ name }) => isWithin(name, block?.path ?? ''));
}

/** The map that an EfficientNet's last block is given, by name. */
export const belowLastBlock = (graph: Graph): string =>
  opAt(graph, opAt(graph, firstOfBlock(graph)).inputs[0] ?? -1).name;

/**
 * The end of an EfficientNet as a network of its own: its last MBConv block, the head convolution above it, the mean over all cells and
 * a dense layer for other classes. Its input is the map below the block, its output `logits`; names are those of the whole network.
 * @param graph batch norms folded
 * @throws RangeError where something in the block looks at a map from before it
 */
export function lastBlockOf(graph: Graph, classes: number): Graph {
  const first = firstOfBlock(graph);
  const below = opAt(graph, opAt(graph, first).inputs[0] ?? -1);
  const dense = graph.ops.findIndex(({ name }) => name === denseName);
  const belowId = graph.ops.indexOf(below);
  const moved = (id: number) => {
    if (id !== belowId && id < first)
      throw new RangeError(`${graph.name}: its last block looks further back.`);
    return id === belowId ? 0 : id - first + 1;
  };
  const own = graph.ops.slice(first, dense + 1).map((op): Op => {
    const inputs = op.inputs.map(moved);
    return op.name === denseName ? { ...op, inputs, shape: [1, 1, classes] } : { ...op, inputs };
  });
  const { shape, name } = below;
  const names = new Set(
    own.flatMap((op) => ('kernel' in op ? [op.kernel, ...(op.bias === undefined ? [] : [op.bias])] : [])),
  );
  const pooled = own.at(-1)?.inputs[0] ?? 0;
  return {
    name: graph.name,
    ops: [{ kind: 'input', name, inputs: [], shape }, ...own],
    parameters: graph.parameters
      .filter((each) => names.has(each.name))
      .map((each) =>
        isWithin(each.name, denseName) ? { ...each, shape: [...each.shape.slice(0, -1), classes] } : each,
      ),
    outputs: { logits: own.length },
    taps: { pooled, logits: own.length },
    answers: [],
  };
}

/** The block's parameters: all of them but the dense layer's. */
export const parametersOfBlock = ({ parameters }: Graph) =>
  parameters.filter(({ name }) => !isWithin(name, denseName));
