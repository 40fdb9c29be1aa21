import type { AnchorRoots } from '../../blocks/anchors.ts';
import type { CheckpointProperties } from '../naming/naming.ts';
import type { NamingId } from '../naming/naming-id.ts';
import { detectorEvaluation, type Evaluation, type Evaluator, evaluationOf } from './evaluation.ts';
import type { NormalisingName } from './normalising.ts';
import { type Told, toldBy } from './told.ts';

/** What is known of a file when its rule is asked for. */
export interface Asked {
  readonly naming: NamingId;
  readonly task: 'classification' | 'detection';
  /** The released network that has its shapes, `null` where none has. */
  readonly network: string | null;
  readonly variant: 'standard' | 'lite';
  /** Side of the released network's picture, or the usual one where there is none. */
  readonly side: number;
  /** Names that may speak of its origin, the most telling first: what its metadata calls it, its file, its folder. */
  readonly names: readonly string[];
  /** Of a detector, where that tells: whether convolutions have biases in front of batch norms. */
  readonly redundantBias?: boolean | undefined;
}

/** Why a part of a rule is as it is. */
export interface Reason {
  /** Whether the file, or the library that wrote it, says so; else it is a guess that a reader may have to change. */
  readonly sure: boolean;
  /** Whole sentences for a person. */
  readonly text: string;
}

/** What a file of weights does not hold and its network needs all the same. */
export interface Rule {
  readonly properties: CheckpointProperties;
  readonly normalising: NormalisingName;
  readonly evaluation: Evaluation;
  /** Sides of a detector's anchors. */
  readonly anchorRoots: AnchorRoots;
  /** Of padding and ε. */
  readonly network: Reason;
  /** Of how pictures are prepared. */
  readonly pictures: Reason;
}

type Convolutions = Pick<CheckpointProperties, 'padding' | 'batchNormEpsilon'>;

const tensorFlow: Convolutions = { padding: 'same', batchNormEpsilon: 1e-3 };
const pyTorch: Convolutions = { padding: 'symmetric', batchNormEpsilon: 1e-5 };

const tensorFlowText = 'TensorFlow’s padding and ε 0.001';
const pyTorchText = 'symmetric padding and ε 0.00001';

/** What one library's networks need, and why. */
interface Library {
  readonly properties: CheckpointProperties;
  readonly network: Reason;
  readonly evaluator: Evaluator;
  /** Side of the picture, where the library's is not that of the released network. */
  readonly side?: number;
  readonly anchorRoots?: 'rounded';
}

const sure = (text: string): Reason => ({ sure: true, text });
const guess = (text: string): Reason => ({ sure: false, text });

/**
 * The rule of a file: padding, ε, where residuals stand, how pictures are prepared. Decided here and nowhere else, by library and size;
 * what the file does not say is guessed, and the reason says so.
 */
export function ruleOf(asked: Asked): Rule {
  const told = toldBy(asked.names);
  const { properties, network, evaluator, side = asked.side, anchorRoots = 'exact' } = libraryOf(asked, told);
  const evaluation =
    asked.task === 'detection' ? detectorEvaluation(side) : evaluationOf(evaluator, asked.network, side);
  return { properties, network, evaluation, anchorRoots, ...picturesOf(asked, told) };
}

function libraryOf(asked: Asked, told: Told | undefined): Library {
  switch (asked.naming) {
    case 'timm':
      return timm(asked, told);
    case 'torchvision':
      return torchvision(asked);
    case 'effdet':
      return effdet(asked, told);
    case 'transformers':
      return {
        properties: { ...tensorFlow, residual: 'notFirst' },
        network: sure(`transformers ported its EfficientNets from Keras: ${tensorFlowText}.`),
        evaluator: 'official',
      };
    case 'lukemelas':
      return {
        properties: { ...tensorFlow, residual: 'notFirst' },
        network: sure(`All networks of EfficientNet-PyTorch have ${tensorFlowText}.`),
        evaluator: 'lukemelas',
      };
    case 'zylo117':
      return {
        properties: { ...tensorFlow, residual: 'notFirst', poolEdge: 'zeros' },
        network: sure(
          `All detectors of Yet-Another-EfficientDet-Pytorch have ${tensorFlowText}; its max-pools see zeros beyond the edge.`,
        ),
        evaluator: 'official',
        anchorRoots: 'rounded',
      };
    case 'own':
    case 'automl':
    case 'model-garden':
    case 'frozen-efficientdet':
      return {
        properties: { ...tensorFlow, residual: 'equalChannels' },
        network: sure(`The authors’ TensorFlow code has ${tensorFlowText}.`),
        evaluator: 'official',
      };
  }
}

/** Sizes of which timm published weights of its own; of the others it has the authors' alone, or none. */
const timmsOwn = /^efficientnet-b[0-4]$/;

function timm({ network, variant }: Asked, told: Told | undefined): Library {
  const own: Omit<Library, 'network'> = {
    properties: { ...pyTorch, residual: 'equalChannels' },
    evaluator: 'timm-own',
  };
  const ported: Omit<Library, 'network'> = {
    properties: { ...tensorFlow, residual: 'equalChannels' },
    evaluator: 'timm',
  };
  if (told?.origin === 'ported')
    return {
      ...ported,
      network: sure(
        `Its name, “${told.name}”, says that these are the authors’ weights, ported: ${tensorFlowText}.`,
      ),
    };
  if (told?.origin === 'own')
    return {
      ...own,
      network: sure(`Its name, “${told.name}”, is that of a network of timm’s own: ${pyTorchText}.`),
    };
  const unsaid = `timm gives the tensors of its own networks (${pyTorchText}) and of the authors’, ported (${tensorFlowText}), the same names, and nothing in this file says which it is.`;
  if (variant === 'lite' || (network !== null && !timmsOwn.test(network)))
    return {
      ...ported,
      network: guess(`${unsaid} Of this size most are the authors’, so it is taken for one of these.`),
    };
  return {
    ...own,
    network: guess(`${unsaid} Of this size timm’s own are the more common, so it is taken for one of these.`),
  };
}

/** torchvision 0.29, models/efficientnet.py: `norm_layer` with ε 1e-3 for B5 to B7, the default elsewhere. */
const torchvisionLarge = /^efficientnet-b[5-7]$/;

function torchvision({ network }: Asked): Library {
  const large = network !== null && torchvisionLarge.test(network);
  const batchNormEpsilon = large ? 1e-3 : 1e-5;
  const text = 'torchvision pads symmetrically and has ε 0.00001 up to B4, 0.001 from B5 on';
  return {
    properties: { padding: 'symmetric', batchNormEpsilon, residual: 'equalChannels' },
    network:
      network === null
        ? guess(`${text}; of this size it published none, so 0.00001 is taken.`)
        : sure(`${text}.`),
    evaluator: 'torchvision',
  };
}

/** effdet 0.4, `efficientdet_model_param_dict`: of its own models these pad as TensorFlow does behind the backbone. */
const ownButSame = /^efficientdet_(d[45]|lite0)$/;
/** effdet 0.4: its own Lite network, of which there is one, sees larger pictures than the authors' Lite0. Of another size nothing is known. */
const ownLite = (network: string | null) => (network === 'efficientdet-lite0' ? { side: 384 } : {});
/** Of these sizes its own models have the same biases as the authors’; it published weights of neither. */
const sameBiases = /^efficientdet-d[45]$/;

function effdet({ redundantBias, network, variant }: Asked, told: Told | undefined): Library {
  const common = { evaluator: 'official', anchorRoots: 'rounded' } as const;
  const ported: CheckpointProperties = { ...tensorFlow, residual: 'equalChannels' };
  const own: CheckpointProperties = {
    padding: 'symmetric',
    batchNormEpsilon: 1e-3,
    residual: 'equalChannels',
    backbonePadding: pyTorch.padding,
    backboneEpsilon: pyTorch.batchNormEpsilon,
  };
  if (told?.ownDetector !== undefined && ownButSame.test(told.ownDetector))
    return {
      ...common,
      ...ownLite(network),
      properties: { ...own, padding: 'same' },
      network: sure(
        `Its name, “${told.name}”, is that of a model of effdet’s own with ${pyTorchText} in the backbone, ${tensorFlowText} behind it.`,
      ),
    };
  const lacks = 'Its convolutions have no biases in front of batch norms, as in effdet’s own models alone';
  if (redundantBias === false && variant === 'lite')
    return {
      ...common,
      ...ownLite(network),
      properties: { ...own, padding: 'same' },
      network: sure(`${lacks}: ${pyTorchText} in the backbone, ${tensorFlowText} behind it.`),
    };
  if (redundantBias === false)
    return {
      ...common,
      properties: own,
      network: sure(`${lacks}: ${pyTorchText} in the backbone, symmetric padding and ε 0.001 behind it.`),
    };
  const reason = told?.origin !== 'ported' && network !== null && sameBiases.test(network) ? guess : sure;
  return {
    ...common,
    properties: ported,
    network: reason(
      `Its convolutions have biases in front of batch norms, as in the authors’ weights that effdet ported: ${tensorFlowText}.`,
    ),
  };
}

function picturesOf(
  { naming, task, network, variant }: Asked,
  told: Told | undefined,
): Pick<Rule, 'normalising' | 'pictures'> {
  if (told?.advProp || told?.inception) {
    const recipe = told.advProp ? 'AdvProp’s' : 'a recipe';
    return {
      normalising: 'inception',
      pictures: sure(`Its name, “${told.name}”, says that it is of ${recipe} with pictures of −1 … 1.`),
    };
  }
  if (variant === 'lite') {
    if (naming === 'timm' && told?.origin === 'own')
      return {
        normalising: 'imagenet',
        pictures: sure(
          `Its name, “${told.name}”, is that of a Lite network that timm trained on ImageNet’s mean.`,
        ),
      };
    return {
      normalising: 'lite',
      pictures: guess(
        'A file of weights does not say how pictures were prepared; Lite networks are trained so.',
      ),
    };
  }
  // B8 was trained with AdvProp, and only its ports exist.
  if (network === 'efficientnet-b8' && (naming === 'timm' || naming === 'lukemelas'))
    return {
      normalising: 'inception',
      pictures: guess('B8 was published with AdvProp first of all, whose pictures are brought to −1 … 1.'),
    };
  if (told?.origin !== undefined && network !== 'efficientnet-b1')
    return {
      normalising: 'imagenet',
      pictures: sure(`So its library prepares pictures for “${told.name}”.`),
    };
  if (naming === 'own')
    return { normalising: 'imagenet', pictures: guess('Networks of this project are trained so.') };
  const other =
    task === 'classification'
      ? 'nearly all EfficientNets are trained so (those of AdvProp on −1 … 1)'
      : 'nearly all EfficientDets are trained so (those of AdvProp on −1 … 1, the Lite ones on (v − 127) / 128)';
  return {
    normalising: 'imagenet',
    pictures: guess(`A file of weights does not say how pictures were prepared; ${other}.`),
  };
}
