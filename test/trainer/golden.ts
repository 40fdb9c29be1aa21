// node test/trainer/golden.ts whole|folded STEP: writes the step that models/training/golden_gradients.py makes a golden of.
import { writeFileSync } from 'node:fs';
import {
  firstPictures,
  foldedNetwork,
  foldedWeights,
  smallNetwork,
  smallPictures,
  smallWeights,
} from './small-network.ts';

const [which = '', file = ''] = process.argv.slice(2);
const folded = which === 'folded';
const { pictures, classes } = folded ? firstPictures() : smallPictures();
const values = folded ? foldedWeights() : smallWeights();
const weights = Object.fromEntries([...values].map(([name, each]) => [name, [...each]]));
const graph = folded ? foldedNetwork : smallNetwork;
writeFileSync(file, JSON.stringify({ graph, weights, pictures: [...pictures], classes }));
