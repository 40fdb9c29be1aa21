import { findFamily, findNetwork } from '../../../models/families/index.ts';
import { type Graph, inputShape } from '../../../models/graph/graph.ts';
import type { Shape } from '../../../models/graph/shape.ts';
import { cost } from '../../../models/operators/cost.ts';
import { fold } from '../../../models/operators/fold.ts';
import { type AuthorsCode, authorsCode } from '../../../models/snippets/authors-code.ts';
import {
  type Library,
  type Snippet,
  snippetsOf,
  takenNetwork,
  type Wanted,
} from '../../../models/snippets/index.ts';

/** Bytes at which a file of protocol buffers ends. */
const mostBytes = 2 ** 31;

/** All that the panel says of a network. */
export interface TakenAlong {
  readonly graph: Graph;
  readonly regions: Graph | undefined;
  readonly task: 'classification' | 'detection' | 'segmentation';
  readonly picture: Shape;
  readonly parameters: number;
  readonly multiplyAdds: number;
  readonly snippets: readonly Snippet[];
  /** Where the authors' own code is, of which there is no snippet; undefined where that is not known. */
  readonly authors: AuthorsCode | undefined;
  /** Whether a window of the network is padded on one side more than on the other, as TensorFlow's rule does. */
  readonly uneven: boolean;
}

/** Whether a window is padded more on one side. */
function padsUnevenly({ ops }: Graph): boolean {
  return ops.some((op) => {
    if (!('padding' in op)) return false;
    const { top, bottom, left, right } = op.padding;
    return top !== bottom || left !== right;
  });
}

/** A network that is wanted, in numbers and code; undefined where there is none such. */
export function takeAlong(wanted: Wanted): TakenAlong | undefined {
  const taken = takenNetwork(wanted);
  if (taken === undefined) return undefined;
  const { graph, regions } = taken;
  const { parameters, multiplyAdds } = cost(graph);
  const task = findFamily(graph.family ?? '')?.task ?? 'classification';
  const snippets = snippetsOf(wanted);
  const uneven = padsUnevenly(graph);
  const family = wanted.phi === undefined ? findNetwork(wanted.network)?.family : findFamily(wanted.network);
  const authors = authorsCode(family?.id ?? '', wanted.network);
  const counted = { parameters, multiplyAdds };
  return { graph, regions, task, picture: inputShape(graph), ...counted, snippets, authors, uneven };
}

/** Libraries that pad evenly whatever the network's weights want. */
const even: readonly Library[] = ['torchvision'];

/** Whether a library's network pads otherwise than this one. */
export function padsOtherwise({ uneven }: TakenAlong, library: Library): boolean {
  return uneven && even.includes(library);
}

/** About how many bytes a graph's file has: those of its weights, batch norms folded. `fits`: whether one file can hold them. */
export function fileBytes(graph: Graph): { readonly bytes: number; readonly fits: boolean } {
  const { weightBytes } = cost(fold(graph));
  return { bytes: weightBytes, fits: weightBytes < mostBytes };
}
