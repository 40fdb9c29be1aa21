import type { Page } from 'playwright-core';
import { cardsByFolder } from '../../models/checkpoints/card.ts';
import { readShipped, shippedNames } from '../../src/cli/shipped.ts';
import type {} from './engine-harness.ts';
import type { PaintedScene } from './three-stickers.ts';

/** The cards of all networks that ship, by name. */
export const cards = cardsByFolder(
  Object.fromEntries(shippedNames().map((id) => [`${id}/card.json`, readShipped(id).card])),
);
/** The detectors among them. */
export const detectors = [...cards.values()].filter(({ task }) => task === 'detection');
/** D0 where it has been trained, else whichever has. */
export const best = detectors.find(({ id }) => id.includes('-d0-stickers')) ?? detectors[0]!;
/** The one for the smallest pictures. */
export const smallest = detectors.toSorted((a, b) => a.input.height - b.input.height)[0]!;

declare global {
  var engine: ReturnType<typeof createEngine>;
  var detector: Awaited<ReturnType<typeof engine.loadDetector>>;
  var scene: { width: number; height: number; rgb: Uint8Array };
}

/** Loads a detector in the page on one backend and hands it the scene. */
export const openDetector = (
  page: Page,
  backend: 'wasm' | 'webgpu',
  checkpoint: string,
  painted: PaintedScene,
) =>
  page.evaluate(
    async ({ force, id, side, rgb }) => {
      globalThis.engine = globalThis.createEngine({ device: force });
      globalThis.detector = await engine.loadDetector({ checkpoint: id, size: [side, side] });
      const bytes = Uint8Array.from(atob(rgb), (character) => character.charCodeAt(0));
      globalThis.scene = { width: side, height: side, rgb: bytes };
    },
    { force: backend, id: checkpoint, side: painted.side, rgb: painted.rgb },
  );
