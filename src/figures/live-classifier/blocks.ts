import { efficientNet } from '../../../models/families/efficientnet/network.ts';
import { released } from '../../../models/families/efficientnet/sizes.ts';
import { findTensor, type Graph, opAt } from '../../../models/graph/graph.ts';
import { scopeAround, scopesOf } from '../../../models/graph/scopes.ts';
import type { Shape } from '../../../models/graph/shape.ts';
import { fieldOfCell, receptiveFields } from '../../../models/operators/receptive-field.ts';
import { type PlaceName, placeLabel, placeName } from '../../words/en/figures/live-classifier.ts';
import type { Cell } from './logic.ts';

/** A place of the network whose maps can be looked at. */
export interface Place {
  /** The tap that holds its map. */
  readonly tap: string;
  /** The tap that holds its gates, where it has any. */
  readonly gates?: string;
  /** The block whose output it is. */
  readonly block?: string;
  /** With its shape. */
  readonly label: string;
  readonly name: string;
  readonly shape: Shape;
}

/** B0's graph. */
export function b0(): Graph {
  return efficientNet(released.B0);
}

/** The stem, every block's output and the head, in order. */
export function places(graph: Graph): readonly Place[] {
  const gates = new Map(
    scopesOf(graph, 'squeezeExcite').map(({ path }) => [scopeAround(graph, path, 'block'), `${path}/scale`]),
  );
  const blocks = scopesOf(graph, 'block').map((block): Found => {
    const stage = scopeAround(graph, block.path, 'stage')?.number ?? 0;
    const gate = gates.get(block);
    return {
      tap: `${block.path}/output`,
      said: { stage, block: block.number ?? 0 },
      block: block.path,
      ...(gate !== undefined && { gates: gate }),
    };
  });
  // The first EfficientNet's paper counts the stem as stage 1 and the head as stage 9.
  const ends =
    graph.family === 'efficientnet' ? (['stemStage', 'headStage'] as const) : (['stem', 'head'] as const);
  const all: readonly Found[] = [{ tap: 'stem', said: ends[0] }, ...blocks, { tap: 'head', said: ends[1] }];
  return all
    .filter(({ tap }) => tap in graph.taps)
    .map(({ said, ...place }) => {
      const shape = opAt(graph, findTensor(graph, place.tap)).shape;
      return { ...place, label: placeLabel(said, shape), name: placeName(said), shape };
    });
}

/** A place, and what it is said to be. */
type Found = Pick<Place, 'tap' | 'gates' | 'block'> & { readonly said: PlaceName };

/** A box on the picture, in shares of its sides. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** In pixels of the network's input. */
  readonly pixels: readonly [height: number, width: number];
}

/** What a cell of a tap's map sees of the network's input through its convolutions. */
export function reachOf(graph: Graph, tap: string, { row, column }: Cell): Box {
  const [height, width] = opAt(graph, 0).shape;
  const field = receptiveFields(graph)[findTensor(graph, tap)];
  const whole = { left: 0, top: 0, width: 1, height: 1, pixels: [height, width] as const };
  if (field === undefined) return whole;
  const [top, left, bottom, right] = fieldOfCell(graph, field, row, column);
  const pixels = [bottom - top + 1, right - left + 1] as const;
  return {
    left: left / width,
    top: top / height,
    width: pixels[1] / width,
    height: pixels[0] / height,
    pixels,
  };
}
