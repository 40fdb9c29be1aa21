// npm run train -- efficientdet-d0-stickers [--threads 2] [--seed 2] [--list]
// Paints the scenes, caches the backbone's maps, trains, evaluates, and writes models/checkpoints/NAME. Started again after an
// interruption it goes on where it was. With --seed, a head that stands is trained once more: what is measured joins its card.
import { findStickerDetector, stickerDetectors } from '../../models/training/detectors.ts';
import { findStickerSegmenter, stickerSegmenters } from '../../models/training/segmenters.ts';
import { findStickerTwoStage, stickerTwoStages } from '../../models/training/two-stage.ts';
import { commandLine } from './command-line.ts';
import { Complaint, complain } from './complaint.ts';
import { trainDetector } from './train/detector.ts';
import { trainSegmenter } from './train/segmenter.ts';
import { trainTwoStage } from './train/two-stage.ts';

const trainable = [...stickerDetectors, ...stickerTwoStages, ...stickerSegmenters];

complain(async () => {
  const options = {
    threads: { type: 'string' },
    seed: { type: 'string' },
    list: { type: 'boolean' },
  } as const;
  const { values, positionals, uses } = commandLine('train', options, 1);
  if (values.list) {
    uses('--list', 'list');
    if (positionals[0] !== undefined) throw new Complaint('--list tells all networks: it takes no name.');
    for (const { name, title } of trainable) console.log(`${name.padEnd(52)} ${title}`);
    return;
  }
  const { threads = '1' } = values;
  if (!/^[1-9]\d*$/.test(threads)) throw new Complaint('--threads must be a whole number of at least 1.');
  if (values.seed !== undefined && !/^[1-9]\d*$/.test(values.seed))
    throw new Complaint('--seed must be a whole number of at least 1.');
  const seed = values.seed === undefined ? undefined : Number(values.seed);
  const [name = ''] = positionals;
  const detector = findStickerDetector(name);
  const segmenter = findStickerSegmenter(name);
  const twoStage = findStickerTwoStage(name);
  if (detector && seed !== undefined)
    throw new Complaint(
      'Another seed of a detector that looks once has a name of its own: `npm run train -- --list` tells them.',
    );
  if (detector) await trainDetector(detector, threads);
  else if (twoStage) await trainTwoStage(twoStage, threads, seed);
  else if (segmenter) await trainSegmenter(segmenter, threads, seed);
  else
    throw new Complaint(
      `Name one network to train; \`npm run train -- --list\` tells all ${trainable.length}.`,
    );
});
