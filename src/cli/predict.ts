// npm run -s predict -- efficientnet-b0 PICTURE [--json] [--backend wasm|cpu]
// npm run -s predict -- efficientdet-d0-stickers PICTURE [--score 0.4] [--json] [--backend wasm|cpu]
// npm run -s predict -- HEAD.safetensors PICTURE [--json] [--backend wasm|cpu]: a head that train-head or the page has saved
// npm run -s predict -- bifpn-segmentation-stickers PICTURE [--mask OUT.png] [--json] [--backend wasm|cpu]
// npm run -s predict -- PICTURE --checkpoint FILE [--padding same|symmetric] [--epsilon 1e-5]
//                       [--preprocessing imagenet|inception|lite|unit] [--variant ema|plain|NAME] [--json] [--backend wasm|cpu]

import { writeFileSync } from 'node:fs';
import { CheckpointError } from '../../models/checkpoints/checkpoint-error.ts';
import { classColours, rgbOf } from '../../models/scenes/class-colours.ts';
import { checkpointSentence } from '../words/en/refusals/checkpoint.ts';
import { classify } from './classify.ts';
import { commandLine } from './command-line.ts';
import { Complaint, complain, numberOption } from './complaint.ts';
import { detect } from './detect.ts';
import { type LoadedNetwork, loadFile, loadShipped } from './loaded.ts';
import { nodeBackendNamed, useNodeBackend } from './node-backend.ts';
import { readPicture } from './pictures/read.ts';
import { type RuleOptions, ruleGiven, ruleLines, ruleReport } from './predict/rule.ts';
import { encodeIndexedPng } from './scenes/art.ts';
import { segment } from './segment.ts';

const options = {
  json: { type: 'boolean' },
  backend: { type: 'string' },
  checkpoint: { type: 'string' },
  padding: { type: 'string' },
  epsilon: { type: 'string' },
  preprocessing: { type: 'string' },
  variant: { type: 'string' },
  score: { type: 'string' },
  mask: { type: 'string' },
} as const;

/** A checkpoint from a file; `name`, where given, is the network that it must hold. */
function fromFile(file: string, name: string | undefined, given: RuleOptions): LoadedNetwork {
  const rule = ruleGiven(given);
  try {
    const network = loadFile(file, rule);
    if (name !== undefined && network.graph.name !== name)
      throw new Complaint(`${file} holds ${network.graph.name}, not ${name}.`);
    return network;
  } catch (error) {
    if (error instanceof CheckpointError) throw new Complaint(checkpointSentence(error.fault));
    throw error;
  }
}

await complain(async () => {
  const { values, positionals, uses } = commandLine('predict', options, 2);
  const { checkpoint } = values;
  const path = positionals.at(-1);
  const name = positionals.length > 1 ? positionals[0] : undefined;
  if (path === undefined || (checkpoint === undefined && name === undefined))
    throw new Complaint(
      'Name a checkpoint and a picture, for example: npm run -s predict -- efficientnet-b0 cat.jpg',
    );
  const head = checkpoint === undefined && name?.endsWith('.safetensors') ? name : undefined;
  const network =
    head !== undefined
      ? fromFile(head, undefined, values)
      : checkpoint === undefined
        ? loadShipped(name ?? '')
        : fromFile(checkpoint, name, values);
  const detects = network.task === 'detection' || network.task === 'twoStageDetection';
  const names = network.task === 'segmentation';
  const own = detects ? (['score'] as const) : names ? (['mask'] as const) : [];
  const common = ['json', 'backend', ...own] as const;
  if (checkpoint === undefined) uses(`${name}, which comes with its own rule,`, ...common);
  else
    uses(
      detects ? 'A detector' : 'A classifier',
      ...common,
      'checkpoint',
      'padding',
      'epsilon',
      'preprocessing',
      'variant',
    );
  const scoreThreshold = numberOption('score', values.score) ?? 0.4;
  if (!(scoreThreshold >= 0 && scoreThreshold <= 1)) throw new Complaint('--score is from 0 to 1.');
  const picture = await readPicture(path);
  const runtime = await useNodeBackend(nodeBackendNamed(values.backend));
  const report = ruleReport(network);
  const about = report === undefined ? {} : { checkpoint: report };
  if (!values.json) for (const line of ruleLines(network)) console.log(line);
  if (detects) {
    const found = await detect(runtime, network, picture, { scoreThreshold });
    const boxes = found.map(({ name: label, score, box, level }) => ({ label, score, box, level }));
    if (values.json) console.log(JSON.stringify({ ...about, boxes }, null, 2));
    else
      for (const { label, score, box, level } of boxes)
        console.log(
          `${(100 * score).toFixed(1).padStart(5)} %  ${label.padEnd(10)} ymin xmin ymax xmax = ${box.map((edge) => edge.toFixed(1)).join(' ')}  P${level}`,
        );
    return;
  }
  if (network.task === 'segmentation') {
    const { classes: found, width, height } = await segment(runtime, network, picture);
    if (values.mask)
      writeFileSync(values.mask, encodeIndexedPng(found, width, height, classColours.map(rgbOf)));
    const pixels = new Array<number>(network.about.classes).fill(0);
    for (const each of found) pixels[each]!++;
    const classes = pixels.flatMap((count, i) =>
      count > 0 ? [{ label: network.label(i), pixels: count }] : [],
    );
    if (values.json) console.log(JSON.stringify({ ...about, classes }, null, 2));
    else
      for (const { label, pixels: count } of classes.toSorted((a, b) => b.pixels - a.pixels))
        console.log(`${((100 * count) / found.length).toFixed(1).padStart(5)} %  ${label} (${count} pixels)`);
    return;
  }
  const top = await classify(runtime, network, picture);
  if (values.json) console.log(JSON.stringify({ ...about, top }, null, 2));
  else
    for (const { index, label, probability } of top)
      console.log(`${(100 * probability).toFixed(2).padStart(6)} %  ${label} (${index})`);
});
