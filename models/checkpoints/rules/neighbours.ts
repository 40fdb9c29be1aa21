import type { CheckpointProperties } from '../naming/naming.ts';
import type { NamingId } from '../naming/naming-id.ts';
import { evaluationOf } from './evaluation.ts';
import type { Reason, Rule } from './rule.ts';
import { toldBy } from './told.ts';

type Convolutions = Pick<CheckpointProperties, 'padding' | 'batchNormEpsilon'>;

/** What is known of a file of another network than an EfficientNet of the first kind when its rule is asked for. */
export interface AskedOfNeighbour {
  readonly naming: NamingId;
  /** For a person: “timm”. */
  readonly library: string;
  readonly network: string | null;
  /** What networks of the library's own were trained with, and the authors' that it ported. */
  readonly own: Convolutions;
  readonly ported?: Convolutions | undefined;
  readonly side: number;
  readonly names: readonly string[];
}

/** Sizes whose authors brought pictures to −1 … 1. */
const centred = ['efficientnet-v2-s', 'efficientnet-v2-m', 'efficientnet-v2-l', 'efficientnet-v2-xl'];

const wordsOf = ({ padding, batchNormEpsilon }: Convolutions) =>
  `${padding === 'same' ? 'TensorFlow’s' : 'symmetric'} padding and ε ${batchNormEpsilon}`;

/** The rule of a file of MobileNet, ResNet, EfficientNetV2 and the like: by library, and by what its name says. */
export function ruleOfNeighbour(asked: AskedOfNeighbour): Rule {
  const { own, ported, library, network, side, naming } = asked;
  const told = toldBy(asked.names);
  const sure = (text: string): Reason => ({ sure: true, text });
  const guess = (text: string): Reason => ({ sure: false, text });
  const takesPorted = ported !== undefined && told?.origin !== 'own';
  const taken = takesPorted ? ported : own;
  const reason =
    ported === undefined
      ? sure(`${library}’s networks of this family have ${wordsOf(own)}.`)
      : told?.origin === 'ported'
        ? sure(
            `Its name, “${told.name}”, says that these are the authors’ weights, ported: ${wordsOf(ported)}.`,
          )
        : guess(
            `${library} gives the authors’ weights, ported, and its own the same names; it is taken for the authors’: ${wordsOf(ported)}.`,
          );
  const inception = takesPorted && network !== null && centred.includes(network);
  const recipe = asked.names.some((name) => name.includes('ra4_e3600'));
  return {
    properties: { ...taken, residual: 'equalChannels' },
    network: reason,
    normalising: inception || recipe ? 'inception' : 'imagenet',
    pictures: recipe
      ? sure('Its name says that it is of a recipe with pictures of −1 … 1.')
      : guess(
          'A file of weights does not say how pictures were prepared; most networks of this size are trained so.',
        ),
    evaluation: evaluationOf(naming === 'torchvision' ? 'torchvision' : 'official', network, side),
    anchorRoots: 'exact',
  };
}
