// npm run -s train-head -- FOLDER --out HEAD.safetensors [--test FOLDER] [--seed N] [--fine-tune] [--json] [--backend wasm|cpu]
// A folder a class. EfficientNet-B0 stays as it is; a dense layer is trained on what it sees. Without --test a fifth of each class is kept
// for the test, and a fifth to stop by. With --fine-tune a second run goes on from there and trains B0's last block, too, and both are judged on
// the same test; what is written is the second where one of its epochs was better on validation. `predict -- HEAD.safetensors PICTURE` then names pictures, and the page opens the file.
import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { writeHead } from '../../models/checkpoints/head.ts';
import { named } from '../../models/heads/assessment.ts';
import { commandLine } from './command-line.ts';
import { Complaint, complain, numberOption } from './complaint.ts';
import { judgementLines } from './judge/report.ts';
import { loadShipped } from './loaded.ts';
import { nodeBackendNamed, useNodeBackend } from './node-backend.ts';
import { readShipped } from './shipped.ts';
import { backboneOn } from './train-head/features.ts';
import { comparedLines, type FineTuned, fineTune } from './train-head/fine-tune.ts';
import { classFolders } from './train-head/folder.ts';
import { collect, train } from './train-head/train.ts';

const options = {
  out: { type: 'string' },
  test: { type: 'string' },
  seed: { type: 'string' },
  'fine-tune': { type: 'boolean' },
  json: { type: 'boolean' },
  backend: { type: 'string' },
} as const;

const base = 'efficientnet-b0';

/** What the second run came to, for a program; the measures beside it are the first run's. */
const fineTuning = ({ step, ended, compared }: FineTuned) => ({ fineTuning: { step, ended, compared } });

await complain(async () => {
  const { values, positionals } = commandLine('train-head', options, 1);
  const [folder] = positionals;
  if (folder === undefined || values.out === undefined)
    throw new Complaint(
      'Name a folder with a folder for each class, and where the head goes: npm run -s train-head -- FOLDER --out HEAD.safetensors',
    );
  const seed = numberOption('seed', values.seed) ?? 1;
  if (!Number.isSafeInteger(seed) || seed < 0) throw new Complaint('--seed is a whole number from 0.');
  if (!values.out.endsWith('.safetensors'))
    throw new Complaint(`--out names a file that ends in .safetensors, not ${values.out}.`);
  const learnt = classFolders(folder);
  const kept = values.test === undefined ? [] : classFolders(values.test);
  if (learnt.length < 2)
    throw new Complaint(
      `${folder} holds ${learnt.length === 0 ? 'no folder' : 'one folder'}: a classifier needs at least two classes, each a folder of pictures.`,
    );
  const unknown = kept.find(({ name }) => !learnt.some((each) => each.name === name));
  if (unknown !== undefined)
    throw new Complaint(`${values.test} holds the class “${unknown.name}”, which ${folder} does not have.`);
  const network = loadShipped(base);
  const runtime = await useNodeBackend(nodeBackendNamed(values.backend));
  const backbone = await backboneOn(runtime, network, values['fine-tune']);
  const collection = await collect(backbone, learnt, kept);
  backbone.dispose();
  const first = train(collection, {
    seed,
    title: basename(values.out, '.safetensors'),
    standsOn: base,
    backbone: readShipped(base).card.weights.sha256,
  });
  const second = values['fine-tune'] ? await fineTune(network, collection, first) : null;
  const { head, card } = second !== null && second.step > 0 ? second.tuned : first;
  writeFileSync(values.out, writeHead(head, card));
  const { parts, leaks, assessment } = first;
  const { classes, refused } = collection;
  const judgement = assessment === null ? null : named(assessment.judgement, classes);
  const report = {
    file: values.out,
    classes,
    parts,
    refused,
    leaks,
    training: card.training,
    ...(second && fineTuning(second)),
  };
  if (values.json) {
    const interval = assessment?.interval ?? null;
    console.log(JSON.stringify({ ...report, ...(judgement ?? { judgement: null }), interval }, null, 2));
    return;
  }
  for (const sentence of refused) console.log(`left out: ${sentence}`);
  for (const {
    a,
    b,
    parts: [from, to],
    likeness,
  } of leaks.pairs)
    console.log(`leak: ${a} (${from}) and ${b} (${to}) are nearly the same picture (${likeness.toFixed(3)})`);
  if (leaks.count > leaks.pairs.length)
    console.log(`leak: and ${(leaks.count - leaks.pairs.length).toLocaleString('en-US')} pairs more`);
  console.log(
    `${parts.train} pictures to learn from, ${parts.validation} to stop by, ${parts.test} to test; step ${card.training.step}, ended: ${card.training.ended}`,
  );
  if (judgement !== null) for (const line of judgementLines(judgement)) console.log(line);
  if (second !== null) for (const line of comparedLines(second)) console.log(line);
  console.log(`\n${values.out}`);
});
