import type { NamingId } from '../naming/naming-id.ts';
import { evaluationOf } from './evaluation.ts';
import type { Convolutions, NetworkWhy, Reason } from './reason.ts';
import type { Rule } from './rule.ts';
import { toldBy } from './told.ts';

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

/** The rule of a file of MobileNet, ResNet, EfficientNetV2 and the like: by library, and by what its name says. */
export function ruleOfNeighbour(asked: AskedOfNeighbour): Rule {
  const { own, ported, library, network, side, naming } = asked;
  const told = toldBy(asked.names);
  const takesPorted = ported !== undefined && told?.origin !== 'own';
  const taken = takesPorted ? ported : own;
  const reason: Reason<NetworkWhy> =
    ported === undefined
      ? { sure: true, why: { is: 'library', library, has: own } }
      : told?.origin === 'ported'
        ? { sure: true, why: { is: 'named-ported', name: told.name, has: ported } }
        : { sure: false, why: { is: 'library-unsaid', library, has: ported } };
  const inception = takesPorted && network !== null && centred.includes(network);
  const recipe = asked.names.some((name) => name.includes('ra4_e3600'));
  return {
    properties: { ...taken, residual: 'equalChannels' },
    network: reason,
    normalising: inception || recipe ? 'inception' : 'imagenet',
    pictures: recipe
      ? { sure: true, why: { is: 'named-recipe', name: null, advProp: false } }
      : { sure: false, why: { is: 'unsaid', of: 'neighbour' } },
    evaluation: evaluationOf(naming === 'torchvision' ? 'torchvision' : 'official', network, side),
    anchorRoots: 'exact',
  };
}
