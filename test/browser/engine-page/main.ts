import { fold } from '../../../models/graph/fold.ts';
import { forgetCheckpoint, storedCheckpoints } from '../../../src/engine/catalogue/store.ts';
import { openCamera } from '../../../src/engine/client/camera.ts';
import { createEngine } from '../../../src/engine/client.ts';
import { smallGraph } from './small-graph.ts';

/** What the tests call in the page: the engine's client as figures use it, and a network that runs in a moment. */
export const exposed = {
  createEngine,
  openCamera,
  fold,
  smallGraph,
  storedCheckpoints,
  forgetCheckpoint,
};

Object.assign(globalThis, exposed);
document.title = 'ready';
