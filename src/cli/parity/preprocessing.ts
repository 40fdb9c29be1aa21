import { existsSync } from 'node:fs';
import { fitInto, normalisations, preprocess } from '../../../models/preprocess/automl.ts';
import { Complaint } from '../complaint.ts';
import { readPicture } from '../pictures/read.ts';
import type { Check } from './deviation.ts';

/** `preprocess.json`: pictures fitted into a detector's input by two rules, of which this project follows `automl`. */
export interface PreprocessGolden {
  readonly pictures: Readonly<
    Record<string, { readonly positions: readonly number[]; readonly values: readonly number[] }>
  >;
  readonly cases: readonly {
    readonly picture: string;
    readonly input: number;
    readonly rule: string;
    readonly norm: 'imagenet' | 'lite';
    readonly positions: readonly number[];
    readonly values: readonly number[];
  }[];
  /** Height, width, input, then the scaled height and width by either rule. */
  readonly sizes: readonly (readonly number[])[];
}

export async function checkPreprocess(golden: PreprocessGolden): Promise<Check[]> {
  const checks: Check[] = [];
  for (const { picture: name, input, rule, norm, positions, values } of golden.cases) {
    if (rule !== 'automl') continue;
    const path = new URL(`../../../public/pictures/${name}.jpg`, import.meta.url).pathname;
    if (!existsSync(path)) throw new Complaint(`The picture ${name}.jpg is not among those of the site.`);
    const picture = await readPicture(path);
    const known = golden.pictures[name]!;
    const decoder = Math.max(
      ...known.positions.map((at, i) => Math.abs(picture.data[at]! - known.values[i]!)),
    );
    const made = preprocess({ ...picture, channels: 3 }, [input, input], normalisations[norm]);
    const deviation = Math.max(...positions.map((at, i) => Math.abs(made.values[at]! - values[i]!)));
    const bound = 5e-4 + 0.018 * decoder;
    checks.push({ name: `${name} at ${input}, ${norm}`, deviation, bound, measure: 'largest difference' });
  }
  const wrong = golden.sizes.filter(([height, width, input, ...sides]) => {
    const { scaled } = fitInto([height!, width!], [input!, input!]);
    const [h, w, otherH, otherW] = sides.map((side) => Math.max(1, side));
    return !((scaled[0] === h && scaled[1] === w) || (scaled[0] === otherH && scaled[1] === otherW));
  });
  return [
    ...checks,
    { name: 'scaled sizes', deviation: wrong.length, bound: 0, measure: 'pictures that differ' },
  ];
}
