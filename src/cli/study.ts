// npm run study -- [NAME …] [--task easy|whole] [--seed N] [--pictures N] [--gain-one] [--list] [--json]
// Trains networks of the study on pictures that it paints itself, one after another, and writes a record of each to models/study/records,
// and its weights to .cache/study/weights, where the run has one of the study's lengths. `--gain-one`: all batch norms begin with gain 1.
// Started again after an interruption it goes on where it was.
// npm run study -- NAME … --ship [--seed N] [--json]
// Makes checkpoints of full-length trainings that are over, float16 in models/checkpoints/study-NAME, and measures them on the test pictures.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findStudyNetwork, type StudyNetwork, studyNetworks } from '../../models/study/networks.ts';
import { recipe, shortLengths, wholeLength } from '../../models/study/recipe.ts';
import { commandLine } from './command-line.ts';
import { Complaint, complain } from './complaint.ts';
import { keepWeights } from './study/kept-weights.ts';
import { readRecords, recordFile, recordsFolder } from './study/records.ts';
import { ship } from './study/ship.ts';
import { trainStudy } from './study/train.ts';

const root = new URL('../../', import.meta.url).pathname;

/** Pictures of a run that is kept; one of another length is a trial. */
const recorded: readonly number[] = [wholeLength.seen, ...shortLengths];

function whole(text: string | undefined, usual: number, option: string, step = 1): number {
  if (text === undefined) return usual;
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < step || value % step !== 0)
    throw new Complaint(
      step === 1
        ? `--${option} must be a whole number of at least 1.`
        : `--${option} must be a whole multiple of ${step}.`,
    );
  return value;
}

function list(json: boolean): void {
  const records = readRecords();
  if (json) {
    console.log(JSON.stringify(records));
    return;
  }
  for (const { name, knobs } of studyNetworks) {
    const runs = records.filter((record) => record.name === name);
    const said = runs.map(
      ({ task, seed, seen, test }) => `${task}, seed ${seed}, ${seen} pictures: ${(100 * test).toFixed(1)} %`,
    );
    const { depth, width, resolution } = knobs;
    const own = `d ${depth.toFixed(2)}, w ${width.toFixed(3)}, ${resolution} px`;
    console.log(`${name.padEnd(18)} ${own.padEnd(28)} ${said.join('; ') || 'not trained'}`);
  }
}

const cache = join(root, '.cache/study');
const folders = {
  weights: join(cache, 'weights'),
  pictures: join(cache, 'pictures'),
  checkpoints: join(root, 'models/checkpoints'),
};

/** Makes a checkpoint of each network's full-length training with this seed. */
async function shipAll(networks: readonly StudyNetwork[], seed: number, json: boolean): Promise<void> {
  for (const network of networks) {
    const record = readRecords().find(
      (each) =>
        each.name === network.name &&
        each.task === 'whole' &&
        each.seed === seed &&
        each.seen === wholeLength.seen &&
        each.gain === undefined,
    );
    if (record === undefined)
      throw new Complaint(
        `${network.name} has no full-length training with seed ${seed}; \`npm run study -- ${network.name} --seed ${seed}\` makes one.`,
      );
    const tell = (done: number, all: number) => {
      if (process.stderr.isTTY)
        process.stderr.write(`\r${done} of ${all} test pictures${done === all ? '\n' : ''}`);
    };
    const { card, right } = await ship(network, record, folders, tell);
    const percent = (share: number) => `${(100 * share).toFixed(2)} %`;
    console.log(
      json
        ? JSON.stringify(card)
        : `${card.id}: ${card.weights.bytes} bytes; names ${percent(right)} of ${record.measured} test pictures right, ${percent(record.test)} before it was rounded`,
    );
  }
}

await complain(async () => {
  const options = {
    task: { type: 'string' },
    seed: { type: 'string' },
    pictures: { type: 'string' },
    'gain-one': { type: 'boolean' },
    ship: { type: 'boolean' },
    list: { type: 'boolean' },
    json: { type: 'boolean' },
  } as const;
  const { values, positionals, uses } = commandLine('study', options, studyNetworks.length);
  if (values.list) {
    uses('--list', 'list', 'json');
    if (positionals[0] !== undefined) throw new Complaint('--list tells all networks: it takes no name.');
    list(values.json === true);
    return;
  }
  const { task = 'whole' } = values;
  if (task !== 'whole' && task !== 'easy') throw new Complaint('--task must be easy or whole.');
  const seed = whole(values.seed, 1, 'seed');
  const seen = whole(values.pictures, wholeLength.seen, 'pictures', recipe.batch);
  const networks = positionals.map((name) => {
    const network = findStudyNetwork(name);
    if (network === undefined)
      throw new Complaint(
        `There is no “${name}” in the study; \`npm run study -- --list\` tells all ${studyNetworks.length}.`,
      );
    return network;
  });
  if (networks.length === 0)
    throw new Complaint(
      `Name one network or several; \`npm run study -- --list\` tells all ${studyNetworks.length}.`,
    );
  if (values.ship) {
    uses('--ship', 'ship', 'seed', 'json');
    await shipAll(networks, seed, values.json === true);
    return;
  }
  const length = { ...wholeLength, seen, distinct: Math.min(seen, wholeLength.distinct) };
  for (const network of networks) {
    const started = performance.now();
    const { record, weights, graph } = await trainStudy(
      { network, task, seed, length, ...(values['gain-one'] && { gain: 1 as const }) },
      {
        folder: cache,
        onStep: (step, steps, loss, right) => {
          if (values.json || (step % 50 !== 0 && step !== steps)) return;
          const rate = (performance.now() - started) / 1000;
          console.log(
            `${network.name} step ${step} of ${steps}: loss ${loss.toFixed(3)}, ${(100 * right).toFixed(0)} % right, ${rate.toFixed(0)} s`,
          );
        },
      },
    );
    if (recorded.includes(seen)) {
      keepWeights(folders.weights, record, graph, weights);
      mkdirSync(recordsFolder, { recursive: true });
      writeFileSync(join(recordsFolder, recordFile(record)), `${JSON.stringify(record, null, 2)}\n`);
    }
    console.log(
      values.json
        ? JSON.stringify(record)
        : `${network.name}: ${(100 * record.test).toFixed(1)} % right on test pictures, ${(100 * record.validation).toFixed(1)} % on validation.`,
    );
  }
});
