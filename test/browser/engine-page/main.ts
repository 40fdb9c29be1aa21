import { createEngine } from '../../../src/engine/client.ts';

// What the tests call in the page: the engine's client as figures use it, nothing more.
Object.assign(globalThis, { createEngine });
document.title = 'ready';
