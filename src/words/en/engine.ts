import { formatShape, sizeOf } from '../../../models/graph/shape.ts';
import type { CameraFailure } from '../../engine/protocol/camera-failure.ts';
import type { Task } from '../../engine/protocol/description.ts';
import type {
  CheckpointFailure,
  DisposedFailure,
  EngineFailure,
  GraphFailure,
  MemoryFailure,
  RefusedCheckpoint,
  RefusedGraph,
} from '../../engine/protocol/failure.ts';
import { downloadSentence, integritySentence, storageSentence } from './download.ts';
import { pictureSentence } from './picture.ts';
import { runtimeSentence } from './runtime.ts';
import { deviceName } from './runtime-name.ts';

/** What went wrong, as sentences for a person: what happened, what it means and what to do. */
export function failureSentence(failure: EngineFailure): string {
  switch (failure.code) {
    case 'cancelled':
      return 'Cancelled.';
    case 'runtime':
      return runtimeSentence(failure);
    case 'device':
      return failure.what === 'lostAgain'
        ? 'The graphics device was lost again and again. Reload the page.'
        : `The graphics driver refused a step, so the result would be wrong and is not shown. Reload the page to try again, or add “?backend=wasm” to its address. The driver says: ${failure.said}`;
    case 'memory':
      return memorySentence(failure);
    case 'download':
      return downloadSentence(failure);
    case 'integrity':
      return integritySentence(failure);
    case 'storage':
      return storageSentence(failure);
    case 'checkpoint':
      return weightsSentence(failure);
    case 'graph':
      return ofGraphSentence(failure);
    case 'picture':
      return pictureSentence(failure);
    case 'camera':
      return camera[failure.what];
    case 'disposed':
      return disposedSentence(failure);
    case 'internal':
      return failure.what === 'unforeseen'
        ? failure.said
        : `The part of the page that computes could not start or has stopped (${failure.said ?? 'no reason given'}). Reload the page to try again.`;
  }
}

const megabytes = (bytes: number) => `${Math.ceil(bytes / 1e6).toLocaleString('en')} MB`;

function memorySentence(failure: MemoryFailure): string {
  const { network, size, on, limit } = failure;
  const what = `${network} for pictures of ${size.join('×')}`;
  const device = `${deviceName(on.device)} on ${on.adapter}`;
  const advice = 'Choose a smaller network or a smaller picture.';
  if (failure.what === 'map') {
    const map = `${failure.map}, ${formatShape(failure.shape)}`;
    return `${what} makes a map of ${megabytes(failure.bytes)} (${map}), but ${device} holds at most ${megabytes(limit)} in one piece. ${advice}`;
  }
  const { weights, maps } = failure;
  return `${what} needs at least ${megabytes(weights + maps)} (weights ${megabytes(weights)}, maps ${megabytes(maps)} at the fullest moment), but ${device} can take at most ${megabytes(limit)}. ${advice}`;
}

const taskHolds: Readonly<Record<Task, string>> = {
  classification: 'a classifier, which names pictures as a whole',
  detection: 'a detector, which finds boxes',
  twoStageDetection: 'a detector that looks twice, at the picture and at regions of it',
  segmentation: 'a network that names every pixel',
};
const taskAsks: Readonly<Record<Task, string>> = {
  classification: 'classes: open a checkpoint of an EfficientNet here',
  detection: 'boxes: open a checkpoint of an EfficientDet here',
  twoStageDetection: 'regions and boxes: choose one of the networks that it offers',
  segmentation: 'a class for every pixel: choose one of the networks that it offers',
};

function weightsSentence(failure: Exclude<CheckpointFailure, RefusedCheckpoint>): string {
  switch (failure.what) {
    case 'missing':
      return `${failure.network}: the weights ${failure.parameter} are missing.`;
    case 'misshapen': {
      const { network, parameter, shape, given } = failure;
      const size = shape.reduce((product, side) => product * side, 1);
      return `${network}: ${parameter} is ${formatShape(shape)}, ${size} values, but ${given} were given.`;
    }
    case 'unknownNetwork':
      return `${failure.title} is for a network called “${failure.network}”, which is not known here.`;
    case 'noBase':
      return `${failure.title} stands on ${failure.standsOn}, which is not there.`;
    case 'task':
      return `${failure.title} holds ${taskHolds[failure.task]}. This figure asks for ${taskAsks[failure.asked]}.`;
    case 'unknown':
      return `There is no checkpoint called “${failure.id}” on this site.`;
    case 'uncatalogued':
      return `The catalogue has no checkpoint “${failure.id}” any more. Reload the page.`;
    case 'standsOnItself':
      return `The checkpoint “${failure.id}” stands on itself.`;
    case 'unread':
      return `${failure.id} could not be read.`;
  }
}

function ofGraphSentence(failure: Exclude<GraphFailure, RefusedGraph>): string {
  switch (failure.what) {
    case 'input': {
      const { network, input, shape, regions, given } = failure;
      const what = input === undefined ? formatShape(shape) : `“${input}”, ${formatShape(shape)}`;
      const each = regions === undefined ? '' : ` for each of ${regions} regions`;
      return `${network} reads ${what}${each}, ${sizeOf(shape) * (regions ?? 1)} values, but was given ${given}.`;
    }
    case 'nothingToRead':
      return `${failure.op} has nothing to read.`;
    case 'isInput':
      return `${failure.op}: the picture is given, not computed.`;
    case 'classifier':
      return `${failure.network} is a classifier: it has no boxes to give.`;
    case 'noRegions':
      return `${failure.network} looks once: it has no second look at regions.`;
    case 'noWeights':
      return `${failure.network} has no weights called ${failure.parameter}.`;
    case 'notRun':
      return 'There are no candidates yet: run the detector on a picture first.';
    case 'noNode':
      return `${failure.network} has no node “${failure.node}” that mixes maps.`;
    case 'nodeInputs':
      return `${failure.node} mixes ${failure.inputs} maps, not ${failure.given}.`;
  }
}

const camera: Readonly<Record<CameraFailure['what'], string>> = {
  refused:
    'The camera may not be used: permission was refused. Allow it in the address bar’s site settings and press the button again, or choose a picture instead.',
  none: 'No camera was found. Plug one in and press the button again, or choose a picture instead.',
  unfit: 'No camera fits what was asked for. Choose a picture instead.',
  busy: 'The camera is there, but could not be started; another program may be using it. Close that program and press the button again.',
  aborted: 'The camera could not be started. Press the button again, or choose a picture instead.',
  forbidden: 'This browser does not let this page use the camera. Choose a picture instead.',
  insecure:
    'This browser gives no camera to this page: that needs an address that begins with https. Choose a picture instead.',
  unplugged: 'The camera was unplugged or taken away. The last picture stays.',
  notStarted: 'The camera could not be started. Choose a picture instead.',
};

function disposedSentence(failure: DisposedFailure): string {
  switch (failure.what) {
    case 'engine':
      return 'The engine was stopped.';
    case 'network':
      return 'This network was closed; load it again.';
    case 'notLoaded':
      return 'The network is not loaded.';
    case 'executor':
      return `${failure.network} was closed; load it again.`;
    case 'running':
      return `${failure.network} was closed while it ran.`;
  }
}
