// npm run -s predict -- efficientnet-b0 PICTURE [--json] [--backend wasm|cpu]
import { parseArgs } from 'node:util';
import { classify } from './classify.ts';
import { Complaint, complain } from './complaint.ts';
import { nodeBackendNamed, useNodeBackend } from './node-backend.ts';
import { readPicture } from './picture.ts';
import { readShipped } from './shipped.ts';

const options = { json: { type: 'boolean' }, backend: { type: 'string' } } as const;

await complain(async () => {
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const [id, path] = positionals;
  if (id === undefined || path === undefined || positionals.length > 2)
    throw new Complaint(
      'Name a checkpoint and a picture, for example: npm run -s predict -- efficientnet-b0 cat.jpg',
    );
  if (readShipped(id).card.task !== 'classification') throw new Complaint(`${id} is no classifier.`);
  const picture = await readPicture(path);
  await useNodeBackend(nodeBackendNamed(values.backend));
  const top = await classify(id, picture);
  if (values.json) console.log(JSON.stringify({ top }, null, 2));
  else
    for (const { index, label, probability } of top)
      console.log(`${(100 * probability).toFixed(2).padStart(6)} %  ${label} (${index})`);
});
