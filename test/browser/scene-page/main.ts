import { artists } from '../../../models/scenes/art.ts';
import { classMask } from '../../../models/scenes/mask.ts';
import { paint } from '../../../models/scenes/paint.ts';
import { scene, trainingArtists } from '../../../models/scenes/scene.ts';
import { loadArt } from '../../../src/parts/stickers/load-art.ts';
import type { SceneHash, ScenePage } from '../scene-page.ts';

const page = globalThis as unknown as ScenePage;

async function hash(bytes: Uint8Array): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes.slice().buffer));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

page.paintScenes = async (rows) => {
  const art = await loadArt();
  const answers: SceneHash[] = [];
  for (const { seed, size, difficulty, artist } of rows) {
    const own = artists.filter((each) => each.id === artist).map((each) => each.id);
    const layout = scene(seed, art, {
      difficulty: difficulty === 'easy' ? 'easy' : 'hard',
      artists: artist === null ? trainingArtists : own,
    });
    const painted = paint(layout, size, art);
    const { rgb, boxes } = painted;
    const [sha256, mask] = [await hash(rgb), await hash(classMask(layout, painted))];
    answers.push({ sha256, mask, boxes: boxes.map((b) => [b.label, ...b.box]) });
  }
  return answers;
};
