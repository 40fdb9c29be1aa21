import { artists } from '../../../models/scenes/art.ts';
import { paint } from '../../../models/scenes/paint.ts';
import { scene, trainingArtists } from '../../../models/scenes/scene.ts';
import { loadArt } from '../../../src/parts/stickers/load-art.ts';
import type { SceneHash, ScenePage } from '../scene-page.ts';

const page = globalThis as unknown as ScenePage;

page.paintScenes = async (rows) => {
  const art = await loadArt();
  const answers: SceneHash[] = [];
  for (const { seed, size, difficulty, artist } of rows) {
    const own = artists.filter((each) => each.id === artist).map((each) => each.id);
    const layout = scene(seed, art, {
      difficulty: difficulty === 'easy' ? 'easy' : 'hard',
      artists: artist === null ? trainingArtists : own,
    });
    const { rgb, boxes } = paint(layout, size, art);
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', rgb.slice().buffer));
    const sha256 = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
    answers.push({ sha256, boxes: boxes.map((b) => [b.label, ...b.box]) });
  }
  return answers;
};
