// npm run -s checkpoint -- list [NETWORK] [--json]: those that ship with the project, as their cards; those that others publish
// npm run -s checkpoint -- inspect FILE [--variant ema|plain|NAME] [--json]
// npm run -s checkpoint -- get ID [--to DIR] [--dtype float16|float32] [--mirror ADDRESS]
// npm run -s checkpoint -- verify FILE ID [--mirror ADDRESS]

import { catalogueEntry, sizeOfEntry } from '../../models/checkpoints/catalogue.ts';
import { namingTitle } from '../words/en/namings.ts';
import { getCheckpoint } from './checkpoint/get.ts';
import { inspect, variantLines } from './checkpoint/inspect.ts';
import { checkpointRows, checkpointsOf } from './checkpoint/list.ts';
import { verify } from './checkpoint/verify.ts';
import { commandLine } from './command-line.ts';
import { Complaint, complain } from './complaint.ts';
import { shippedNames } from './shipped.ts';
import { printTable } from './table.ts';

const options = {
  json: { type: 'boolean' },
  to: { type: 'string' },
  dtype: { type: 'string' },
  mirror: { type: 'string' },
  variant: { type: 'string' },
} as const;

const count = (value: number) => value.toLocaleString('en-US');
const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;

function entryNamed(id: string | undefined) {
  const entry = id === undefined ? undefined : catalogueEntry(id);
  if (entry === undefined && id !== undefined && shippedNames().includes(id))
    throw new Complaint(
      `${id} ships with the project, in models/checkpoints/${id}: there is nothing to get.`,
    );
  if (entry === undefined)
    throw new Complaint(`The catalogue has no “${id ?? ''}”. “checkpoint -- list” prints what it has.`);
  return entry;
}

function list(network: string | undefined, json: boolean): void {
  const listed = checkpointsOf(network);
  if (listed.shipped.length + listed.published.length === 0)
    throw new Complaint(`There is no checkpoint of “${network}”, here or in the catalogue.`);
  if (json) console.log(JSON.stringify([...listed.shipped, ...listed.published], null, 2));
  else printTable(checkpointRows(listed));
}

function printInspection(path: string, variant: string | undefined, json: boolean): void {
  const { inspection, recognised, problem } = inspect(path, variant);
  if (json) {
    console.log(JSON.stringify(inspection, null, 2));
    return;
  }
  const { format, network, tensors } = inspection;
  const bytes = tensors.reduce((sum, tensor) => sum + tensor.bytes, 0);
  console.log(`${format}, ${count(tensors.length)} tensors, ${count(bytes)} bytes of data`);
  if (recognised)
    console.log(
      `${network}${recognised.network === null ? ' of a size that was never released' : ''}, ${recognised.classes} classes, named as in ${namingTitle[recognised.naming.id]}; nothing missing, nothing left over`,
    );
  else console.log(problem);
  for (const line of variantLines(inspection)) console.log(line);
  printTable([
    ['name', 'type', 'shape', 'offset', 'bytes'],
    ...tensors.map(({ name, dtype, shape, offset, bytes: size }) => [
      name,
      dtype,
      shape.length === 0 ? 'scalar' : shape.join('×'),
      count(offset),
      count(size),
    ]),
  ]);
}

async function get(
  id: string | undefined,
  to: string | undefined,
  dtype: string,
  mirror: string | undefined,
) {
  const entry = entryNamed(id);
  if (dtype !== 'float16' && dtype !== 'float32')
    throw new Complaint(`--dtype is float16 or float32, not “${dtype}”.`);
  const folder = to ?? new URL('../../models/checkpoints/', import.meta.url).pathname;
  console.error(
    `${entry.title}: ${megabytes(sizeOfEntry(entry).bytes)} from ${new URL(entry.files[0]!.url).host}`,
  );
  const card = await getCheckpoint(entry, folder, dtype, {
    ...(mirror !== undefined && { mirror }),
    onProgress(name, loaded, total) {
      if (process.stderr.isTTY)
        process.stderr.write(`\r${name} ${megabytes(loaded)} of ${megabytes(total)} `);
    },
  });
  console.log(
    `${folder.replace(/\/$/, '')}/${card.id}: ${card.weights.file}, ${count(card.weights.bytes)} bytes, SHA-256 ${card.weights.sha256}`,
  );
}

await complain(async () => {
  const { values, positionals, uses } = commandLine('checkpoint', options, 3);
  const [command, first, second] = positionals;
  const json = values.json ?? false;
  if (second !== undefined && command !== 'verify')
    throw new Complaint(`${command} takes no “${second}” after “${first}”.`);
  if (command === 'list') {
    uses('list', 'json');
    list(first, json);
  } else if (command === 'inspect' && first !== undefined) {
    uses('inspect', 'variant', 'json');
    printInspection(first, values.variant, json);
  } else if (command === 'get') {
    uses('get', 'to', 'dtype', 'mirror');
    await get(first, values.to, values.dtype ?? 'float32', values.mirror);
  } else if (command === 'verify' && first !== undefined) {
    uses('verify', 'mirror');
    console.log(await verify(first, entryNamed(second), values.mirror));
  } else throw new Complaint('Say one of: list [NETWORK], inspect FILE, get ID, verify FILE ID.');
});
