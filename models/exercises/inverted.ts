import { graph } from '../facts/inside-b0.ts';
import { isWithin } from '../graph/scopes.ts';
import { type Block, blocks, depthwiseEnd, joinedIn, opNamed } from './blocks-of-b0.ts';
import { type Fault, once } from './exercise.ts';
import { wrongPart } from './fault.ts';

/** Of the lesson “MBConv and squeeze-excite”: a claim about what is inverted. */

/** A block with a skip, and what is told of its shape. */
export interface Told extends Block {
  readonly middle: Width;
  readonly joins: Width;
}
export type Width = 'wide' | 'narrow';

const widthOf = (channels: number, { from }: Block): Width => (channels > from ? 'wide' : 'narrow');
/** What is told of a block: as it is often told, as of a ResNet’s, and as it is. */
const tellings = [
  ['wide', 'wide'],
  ['narrow', 'narrow'],
  ['wide', 'narrow'],
] as const satisfies readonly (readonly [middle: Width, joins: Width])[];

export const inverted: Fault<Told> = {
  kind: 'fault',
  id: 'inverted',
  goal: 'inverted',
  variants: once(() =>
    tellings.flatMap(([middle, joins]) =>
      blocks()
        .filter(({ name }) => joinedIn(graph, name) !== undefined)
        .map((block) => ({ ...block, middle, joins })),
    ),
  ),
  parts: {
    middle: (told) => told.middle === widthOf(told.expanded, told),
    depthwise: ({ name }) => {
      const widths = graph.ops.filter((op) => isWithin(op.name, name)).map(({ shape }) => shape[2]);
      return opNamed(graph, `${name}${depthwiseEnd}`).shape[2] === Math.max(...widths);
    },
    joined: (told) => told.joins === widthOf(joinedIn(graph, told.name)?.shape[2] ?? Number.NaN, told),
  },
  reasons: ['ends', 'opens', 'shapes', 'gate'],
  reason: (told) => {
    const wrong = wrongPart(inverted, told);
    if (wrong === 'joined') return 'ends';
    return wrong === 'middle' ? 'opens' : 'shapes';
  },
};
