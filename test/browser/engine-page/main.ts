import { efficientDet } from '../../../models/families/efficientdet/network.ts';
import { fold } from '../../../models/operators/fold.ts';
import { tapName } from '../../../src/cli/parity/map-names.ts';
import { checkSampled } from '../../../src/cli/parity/sampled-tap.ts';
import { seededNetwork } from '../../../src/cli/parity/seeded.ts';
import { openCamera } from '../../../src/engine/client/camera.ts';
import { createEngine } from '../../../src/engine/client/engine.ts';
import { decode } from '../../../src/engine/pictures/decode.ts';
import {
  forgetCheckpoint,
  forgetShipped,
  storedCheckpoints,
} from '../../../src/engine/sources/store/folders.ts';
import { together, weightsOf } from '../../parity/operator-graphs.ts';
import { trainedHash } from '../../trainer/trained-hash.ts';
import { overlapped } from './overlapped.ts';
import { ownGpu } from './own-gpu.ts';
import { smallGraph } from './small-graph.ts';
import { everyTiling } from './tilings.ts';

/** What the tests call in the page: the engine's client as figures use it, a network that runs in a moment, seeded goldens. */
export const exposed = {
  efficientDet,
  createEngine,
  openCamera,
  fold,
  smallGraph,
  ownGpu,
  overlapped,
  everyTiling,
  storedCheckpoints,
  forgetCheckpoint,
  forgetShipped,
  seededNetwork,
  tapName,
  checkSampled,
  decodePicture: decode,
  together,
  weightsOf,
  trainedHash,
};

Object.assign(globalThis, exposed);
document.title = 'ready';
