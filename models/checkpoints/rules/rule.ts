import type { AnchorRoots } from '../../blocks/anchors.ts';
import type { CheckpointProperties } from '../naming/naming.ts';
import type { NamingId } from '../naming/naming-id.ts';
import { detectorEvaluation, type Evaluation, type Evaluator, evaluationOf } from './evaluation.ts';
import type { NormalisingName } from './normalising.ts';
import type { Convolutions, NetworkWhy, PicturesWhy, Reason } from './reason.ts';
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

/** What a file of weights does not hold and its network needs all the same. */
export interface Rule {
  readonly properties: CheckpointProperties;
  readonly normalising: NormalisingName;
  readonly evaluation: Evaluation;
  /** Sides of a detector's anchors. */
  readonly anchorRoots: AnchorRoots;
  /** Of padding and ε. */
  readonly network: Reason<NetworkWhy>;
  /** Of how pictures are prepared. */
  readonly pictures: Reason<PicturesWhy>;
}

const tensorFlow: Convolutions = { padding: 'same', batchNormEpsilon: 1e-3 };
const pyTorch: Convolutions = { padding: 'symmetric', batchNormEpsilon: 1e-5 };

/** effdet's own, behind the backbone. */
const symmetricLikeTensorFlow: Convolutions = { padding: 'symmetric', batchNormEpsilon: 1e-3 };

/** What one library's networks need, and why. */
interface Library {
  readonly properties: CheckpointProperties;
  readonly network: Reason<NetworkWhy>;
  readonly evaluator: Evaluator;
  /** Side of the picture, where the library's is not that of the released network. */
  readonly side?: number;
  readonly anchorRoots?: 'rounded';
}

const sure = <Why>(why: Why): Reason<Why> => ({ sure: true, why });
const guess = <Why>(why: Why): Reason<Why> => ({ sure: false, why });

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
        network: sure({ is: 'transformers', has: tensorFlow }),
        evaluator: 'official',
      };
    case 'lukemelas':
      return {
        properties: { ...tensorFlow, residual: 'notFirst' },
        network: sure({ is: 'lukemelas', has: tensorFlow }),
        evaluator: 'lukemelas',
      };
    case 'zylo117':
      return {
        properties: { ...tensorFlow, residual: 'notFirst', poolEdge: 'zeros' },
        network: sure({ is: 'zylo117', has: tensorFlow }),
        evaluator: 'official',
        anchorRoots: 'rounded',
      };
    case 'own':
    case 'automl':
    case 'model-garden':
    case 'frozen-efficientdet':
      return {
        properties: { ...tensorFlow, residual: 'equalChannels' },
        network: sure({ is: 'authors-code', has: tensorFlow }),
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
      network: sure({ is: 'named-ported', name: told.name, has: tensorFlow }),
    };
  if (told?.origin === 'own')
    return {
      ...own,
      network: sure({ is: 'named-timms-own', name: told.name, has: pyTorch }),
    };
  const unsaid = { is: 'timm-unsaid', own: pyTorch, ported: tensorFlow } as const;
  if (variant === 'lite' || (network !== null && !timmsOwn.test(network)))
    return {
      ...ported,
      network: guess({ ...unsaid, taken: 'ported' }),
    };
  return {
    ...own,
    network: guess({ ...unsaid, taken: 'own' }),
  };
}

/** torchvision 0.29, models/efficientnet.py: `norm_layer` with ε 1e-3 for B5 to B7, the default elsewhere. */
const torchvisionLarge = /^efficientnet-b[5-7]$/;

function torchvision({ network }: Asked): Library {
  const large = network !== null && torchvisionLarge.test(network);
  const batchNormEpsilon = large ? 1e-3 : 1e-5;
  return {
    properties: { padding: 'symmetric', batchNormEpsilon, residual: 'equalChannels' },
    network:
      network === null
        ? guess({ is: 'torchvision', published: false })
        : sure({ is: 'torchvision', published: true }),
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
      network: sure({ is: 'named-effdets-own', name: told.name, backbone: pyTorch, behind: tensorFlow }),
    };
  if (redundantBias === false && variant === 'lite')
    return {
      ...common,
      ...ownLite(network),
      properties: { ...own, padding: 'same' },
      network: sure({ is: 'no-biases', backbone: pyTorch, behind: tensorFlow }),
    };
  if (redundantBias === false)
    return {
      ...common,
      properties: own,
      network: sure({ is: 'no-biases', backbone: pyTorch, behind: symmetricLikeTensorFlow }),
    };
  const reason = told?.origin !== 'ported' && network !== null && sameBiases.test(network) ? guess : sure;
  return {
    ...common,
    properties: ported,
    network: reason({ is: 'biases', has: tensorFlow }),
  };
}

function picturesOf(
  { naming, task, network, variant }: Asked,
  told: Told | undefined,
): Pick<Rule, 'normalising' | 'pictures'> {
  if (told?.advProp || told?.inception) {
    return {
      normalising: 'inception',
      pictures: sure({ is: 'named-recipe', name: told.name, advProp: told.advProp === true }),
    };
  }
  if (variant === 'lite') {
    if (naming === 'timm' && told?.origin === 'own')
      return {
        normalising: 'imagenet',
        pictures: sure({ is: 'named-timms-lite', name: told.name }),
      };
    return {
      normalising: 'lite',
      pictures: guess({ is: 'unsaid', of: 'lite' }),
    };
  }
  // B8 was trained with AdvProp, and only its ports exist.
  if (network === 'efficientnet-b8' && (naming === 'timm' || naming === 'lukemelas'))
    return {
      normalising: 'inception',
      pictures: guess({ is: 'b8' }),
    };
  if (told?.origin !== undefined && network !== 'efficientnet-b1')
    return {
      normalising: 'imagenet',
      pictures: sure({ is: 'named-library', name: told.name }),
    };
  if (naming === 'own') return { normalising: 'imagenet', pictures: guess({ is: 'this-project' }) };
  return { normalising: 'imagenet', pictures: guess({ is: 'unsaid', of: task }) };
}
