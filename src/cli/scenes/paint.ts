/**
 * Paints scenes for training and evaluation: `node src/cli/scenes/paint.ts --partition training --from 0 --count 1000 --size 256 --out DIR`.
 * Writes files of 250 scenes, `<name>.rgb` (bytes one scene after another) and `<name>.mask` (the class of each pixel, one byte),
 * then `<name>.json` (their boxes); files that are already there are left, so an interrupted run goes on where it stopped. Pictures are given
 * up once a backbone has looked at them; with --pictures those that are gone are painted again.
 */
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { artists } from '../../../models/scenes/art.ts';
import { classMask } from '../../../models/scenes/mask.ts';
import { paint } from '../../../models/scenes/paint.ts';
import { type Difficulty, scene, trainingArtists } from '../../../models/scenes/scene.ts';
import { type Partition, partitions, seedsOf } from '../../../models/scenes/seeds.ts';
import { loadArt } from './art.ts';

const chunk = 250;

const { values } = parseArgs({
  options: {
    partition: { type: 'string', default: 'training' },
    difficulty: { type: 'string', default: 'hard' },
    artist: { type: 'string' },
    from: { type: 'string', default: '0' },
    count: { type: 'string', default: '250' },
    size: { type: 'string', default: '256' },
    out: { type: 'string', default: '.cache/scenes' },
    pictures: { type: 'boolean', default: false },
  },
});
if (!(values.partition in partitions))
  throw new Error(`There is no part "${values.partition}" of the seeds.`);
const partition = values.partition as Partition;
const difficulty: Difficulty = values.difficulty === 'easy' ? 'easy' : 'hard';
const artist = artists.find((a) => a.id === values.artist);
if (values.artist !== undefined && !artist) throw new Error(`There are no stickers by "${values.artist}".`);
if (partition === 'training' && artist && artist.role !== 'training')
  throw new Error(`Stickers by ${artist.id} are kept out of all training.`);
const size = Number(values.size);
const [from, count] = [Number(values.from), Number(values.count)];
if (from % chunk !== 0 || count % chunk !== 0)
  throw new Error(`--from and --count must be multiples of ${chunk}.`);

/** What another run reads meanwhile is whole, and never written twice. */
function put(file: string, content: Uint8Array | string): void {
  if (existsSync(file)) return;
  writeFileSync(`${file}.part`, content);
  renameSync(`${file}.part`, file);
}

const art = await loadArt();
const endings = values.pictures ? ['json', 'mask', 'rgb'] : ['json', 'mask'];
mkdirSync(values.out, { recursive: true });
for (let first = from; first < from + count; first += chunk) {
  const name = [partition, difficulty, artist?.id ?? 'trained', size, first].join('-');
  const file = join(values.out, name);
  if (endings.every((ending) => existsSync(`${file}.${ending}`))) continue;
  const rgb = new Uint8Array(chunk * size * size * 3);
  const mask = new Uint8Array(chunk * size * size);
  const scenes = seedsOf(partition, first, chunk).map((seed, i) => {
    const layout = scene(seed, art, { difficulty, artists: artist ? [artist.id] : trainingArtists });
    const painted = paint(layout, size, art);
    rgb.set(painted.rgb, i * size * size * 3);
    mask.set(classMask(layout, painted), i * size * size);
    return { seed, boxes: painted.boxes.map(({ label, box }) => ({ label, box })) };
  });
  put(`${file}.rgb`, rgb);
  put(`${file}.mask`, mask);
  put(`${file}.json`, JSON.stringify({ size, scenes }));
}
