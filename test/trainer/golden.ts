// node test/trainer/golden.ts STEP: writes the step that models/training/golden_gradients.py makes a golden of.
import { writeFileSync } from 'node:fs';
import { smallNetwork, smallPictures, smallWeights } from './small-network.ts';

const [file = ''] = process.argv.slice(2);
const { pictures, classes } = smallPictures();
const weights = Object.fromEntries([...smallWeights()].map(([name, values]) => [name, [...values]]));
writeFileSync(file, JSON.stringify({ graph: smallNetwork, weights, pictures: [...pictures], classes }));
