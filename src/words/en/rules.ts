import type { CheckpointProperties } from '../../../models/checkpoints/naming/naming.ts';
import type { NormalisingName } from '../../../models/checkpoints/rules/normalising.ts';
import type {
  Convolutions,
  NetworkWhy,
  PictureRule,
  PicturesWhy,
  Reason,
} from '../../../models/checkpoints/rules/reason.ts';

/** How pictures are normalised: a title, as a choice among others, and the arithmetic in words, for values of 0 to 255. */
export const normalisingWords: Readonly<
  Record<NormalisingName, { readonly title: string; readonly words: string }>
> = {
  imagenet: {
    title: 'ImageNet’s mean and deviation',
    words: 'minus ImageNet’s mean, over its deviation',
  },
  inception: {
    title: '−1 to 1 (Inception, AdvProp)',
    words: 'brought to −1 … 1, (v − 127.5) / 127.5',
  },
  lite: {
    title: 'Lite: (v − 127) / 128',
    words: 'as the Lite networks’ are, (v − 127) / 128',
  },
  unit: {
    title: '0 to 1',
    words: 'brought to 0 … 1, v / 255',
  },
};

/** How a padding rule is called. */
const paddingTitles = {
  same: 'TensorFlow’s padding',
  symmetric: 'symmetric padding',
  valid: 'no padding',
} as const;

const plain = new Intl.NumberFormat('en', { maximumSignificantDigits: 3, useGrouping: false });

/** `0.001`, `0.00001`: written out. */
export const epsilonText = (epsilon: number): string => plain.format(epsilon);

/** “symmetric padding, ε 0.00001 in the backbone; TensorFlow’s padding, ε 0.001 behind it”. */
export function networkWords(properties: CheckpointProperties): string {
  const { padding, batchNormEpsilon, backbonePadding, backboneEpsilon, poolEdge } = properties;
  const of = (rule: typeof padding, epsilon: number) => `${paddingTitles[rule]}, ε ${epsilonText(epsilon)}`;
  const all = of(padding, batchNormEpsilon);
  const backbone = of(backbonePadding ?? padding, backboneEpsilon ?? batchNormEpsilon);
  const edge = poolEdge === 'zeros' ? '; max-pools see zeros beyond the edge' : '';
  return `${backbone === all ? all : `${backbone} in the backbone; ${all} behind it`}${edge}`;
}

/** “cropped to the middle 87.5 %, 224×224 pixels; minus ImageNet’s mean, over its deviation”. */
export function picturesWords({ normalising, evaluation }: PictureRule): string {
  const { cropFraction } = evaluation;
  const framed =
    cropFraction === undefined
      ? 'fitted whole'
      : cropFraction === 1
        ? 'cropped to a square'
        : `cropped to the middle ${Number((100 * cropFraction).toFixed(1))}\u202f%`;
  return `${framed}, ${normalisingWords[normalising].words}`;
}

/** “symmetric padding and ε 0.00001”. */
const having = ({ padding, batchNormEpsilon }: Convolutions) =>
  `${paddingTitles[padding]} and ε ${epsilonText(batchNormEpsilon)}`;

function networkReason(why: NetworkWhy): string {
  switch (why.is) {
    case 'transformers':
      return `transformers ported its EfficientNets from Keras: ${having(why.has)}.`;
    case 'lukemelas':
      return `All networks of EfficientNet-PyTorch have ${having(why.has)}.`;
    case 'zylo117':
      return `All detectors of Yet-Another-EfficientDet-Pytorch have ${having(why.has)}; its max-pools see zeros beyond the edge.`;
    case 'authors-code':
      return `The authors’ TensorFlow code has ${having(why.has)}.`;
    case 'named-ported':
      return `Its name, “${why.name}”, says that these are the authors’ weights, ported: ${having(why.has)}.`;
    case 'named-timms-own':
      return `Its name, “${why.name}”, is that of a network of timm’s own: ${having(why.has)}.`;
    case 'timm-unsaid': {
      const common = why.taken === 'ported' ? 'most are the authors’' : 'timm’s own are the more common';
      return `timm gives the tensors of its own networks (${having(why.own)}) and of the authors’, ported (${having(why.ported)}), the same names, and nothing in this file says which it is. Of this size ${common}, so it is taken for one of these.`;
    }
    case 'torchvision': {
      const rule = 'torchvision pads symmetrically and has ε 0.00001 up to B4, 0.001 from B5 on';
      return why.published ? `${rule}.` : `${rule}; of this size it published none, so 0.00001 is taken.`;
    }
    case 'named-effdets-own':
      return `Its name, “${why.name}”, is that of a model of effdet’s own with ${having(why.backbone)} in the backbone, ${having(why.behind)} behind it.`;
    case 'no-biases':
      return `Its convolutions have no biases in front of batch norms, as in effdet’s own models alone: ${having(why.backbone)} in the backbone, ${having(why.behind)} behind it.`;
    case 'biases':
      return `Its convolutions have biases in front of batch norms, as in the authors’ weights that effdet ported: ${having(why.has)}.`;
    case 'library':
      return `${why.library}’s networks of this family have ${having(why.has)}.`;
    case 'library-unsaid':
      return `${why.library} gives the authors’ weights, ported, and its own the same names; it is taken for the authors’: ${having(why.has)}.`;
    case 'chosen':
      return `As you chose, in place of: ${networkWords(why.own)}.`;
  }
}

const unsaid = 'A file of weights does not say how pictures were prepared';
const trainedSo: Readonly<Record<Extract<PicturesWhy, { is: 'unsaid' }>['of'], string>> = {
  classification: 'nearly all EfficientNets are trained so (those of AdvProp on −1 … 1)',
  detection:
    'nearly all EfficientDets are trained so (those of AdvProp on −1 … 1, the Lite ones on (v − 127) / 128)',
  lite: 'Lite networks are trained so',
  neighbour: 'most networks of this size are trained so',
};

function picturesReason(why: PicturesWhy): string {
  switch (why.is) {
    case 'named-recipe': {
      const name = why.name === null ? 'Its name' : `Its name, “${why.name}”,`;
      return `${name} says that it is of ${why.advProp ? 'AdvProp’s' : 'a recipe'} with pictures of −1 … 1.`;
    }
    case 'named-timms-lite':
      return `Its name, “${why.name}”, is that of a Lite network that timm trained on ImageNet’s mean.`;
    case 'named-library':
      return `So its library prepares pictures for “${why.name}”.`;
    case 'unsaid':
      return `${unsaid}; ${trainedSo[why.of]}.`;
    case 'b8':
      return 'B8 was published with AdvProp first of all, whose pictures are brought to −1 … 1.';
    case 'this-project':
      return 'Networks of this project are trained so.';
    case 'config':
      return 'The config.json beside the file says so.';
    case 'config-unknown':
      return `The config.json beside the file has mean ${why.mean.join(', ')} and deviation ${why.std.join(', ')}, which no known way has, so what is usual stays. ${picturesReason(why.stays)}`;
    case 'chosen':
      return `As you chose, in place of: ${picturesWords(why.own)}.`;
  }
}

/** A reason, with the word that it is a guess where it is one. */
const withDoubt = (sure: boolean, text: string) => (sure ? text : `A guess. ${text}`);

/** Why padding and ε are as they are. */
export const networkReasonText = ({ sure, why }: Reason<NetworkWhy>) => withDoubt(sure, networkReason(why));
/** Why pictures are prepared as they are. */
export const picturesReasonText = ({ sure, why }: Reason<PicturesWhy>) =>
  withDoubt(sure, picturesReason(why));
