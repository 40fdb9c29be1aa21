// npm run convert -- efficientnet-b0: makes a checkpoint that ships with the site again, from its upstream.
import { commandLine } from './command-line.ts';
import { Complaint, complain } from './complaint.ts';
import { convertEfficientNetB0 } from './convert/efficientnet-b0.ts';

const recipes: Readonly<Record<string, () => void>> = { 'efficientnet-b0': convertEfficientNetB0 };

complain(() => {
  const [id] = commandLine('convert', {}, 1).positionals;
  const recipe = id !== undefined && Object.hasOwn(recipes, id) ? recipes[id] : undefined;
  if (!recipe) throw new Complaint(`Name one checkpoint to make: ${Object.keys(recipes).join(', ')}.`);
  recipe();
});
