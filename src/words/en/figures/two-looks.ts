import { oneTraining } from '../one-training.ts';
import { bytes, exact, fixed, percent, rounded } from '../quantity.ts';

const milliseconds = (value: number) => `${fixed(value, value < 10 ? 1 : 0)} ms`;

export const title = 'Two looks: where something may be, and then what it is';
export const columns = ['class', 'score', 'top', 'left', 'bottom', 'right'];
export const run = 'Look twice here';
export const shows = {
  both: 'regions and boxes',
  regions: 'regions',
  found: 'boxes',
};
export const overs = {
  none: 'nothing',
  objectness: 'how likely a thing is',
  c4: 'C4’s term',
  c5: 'C5’s term',
  whole: 'the mean’s term',
  context: 'the map before the gate',
  gate: 'the gate',
  gated: 'the map after the gate',
};
export const showChoice = 'Draw';
export const overChoice = 'Lay over the table';
export const networkChoice = 'Network';
export const keptSlider = 'Regions looked at again';
export const regionSlider = 'Region opened, the likeliest first';
export const nothing = 'none of these';

/** `ThunderNet’s two stages`: a title without the data it was trained on. */
const networkOf = (title: string) => title.replace(/,? on stickers$/, '');

/** `own`: bytes of the network's own weights; `once`: title of the detector that looks once as well. */
export const downloads = (all: number, title: string, own: number, once: string | undefined) =>
  `Downloads ${bytes(all)} once: EfficientNet-B0, the ${bytes(own)} of “${networkOf(title)}” that stand on it, ${once === undefined ? '' : `${networkOf(once)}, `}the drawings and the program.`;
export const asBuilt = (title: string) =>
  `These boxes are from a run of “${networkOf(title)}” when this page was made.`;

export const tag = (name: string, score: number) => `${name} ${fixed(score, 2)}`;
export const probability = (value: number) => percent(100 * value, value > 0.995 || value < 0.0005 ? 2 : 1);

/** `regions`: looked at again, of as many as were asked for; `found`: names of the boxes that came of them. */
export const sentence = (regions: number, asked: number, found: readonly string[]) => {
  const boxes =
    found.length === 0
      ? 'no box is left'
      : `${exact(found.length)} ${found.length === 1 ? 'box is' : 'boxes are'} left: ${found.join(', ')}`;
  const fewer = regions < asked ? ` (no more than that are left, where a better one covers a worse)` : '';
  return `${exact(regions)} ${regions === 1 ? 'region is' : 'regions are'} looked at again${fewer}, and ${boxes}.`;
};

/** Milliseconds of each step. */
export const stages = (first: number, choosing: number, second: number) =>
  `First look ${milliseconds(first)}, choosing regions ${milliseconds(choosing)}, second look ${milliseconds(second)}.`;

/** What the looks cost in multiply-adds. */
export const bill = (backbone: number, first: number, region: number, regions: number) =>
  `Multiply-adds: ${rounded(backbone)} in the frozen backbone, ${rounded(first)} in the rest of the first look, ${rounded(region * regions)} in the second (${exact(regions)} times ${rounded(region)}).`;

/** `box`: ymin, xmin, ymax, xmax in pixels. */
export const openedTitle = (
  place: number,
  count: number,
  [top, left, bottom, right]: readonly [number, number, number, number],
  objectness: number,
) =>
  `Region ${exact(place)} of ${exact(count)}: ${exact(Math.round(right - left))}×${exact(Math.round(bottom - top))} pixels at ${exact(Math.round(left))}, ${exact(Math.round(top))}; the first look says ${probability(objectness)}`;
export const binsText = (rows: number, columns: number, channels: number) =>
  `The region in ${exact(rows)}×${exact(columns)} bins, once for each of ${exact(channels)} channels`;
export const binsCaption = (rows: number, columns: number, channels: number) =>
  `All that the second look is given of it: ${exact(rows)}×${exact(columns)} bins of ${exact(channels)} channels, ${exact(rows * columns * channels)} numbers. Each bin is read from a map of its own; darker is farther from 0, orange below it.`;
export const weighedColumns = ['Taken for', 'Probability'];

export const measured = (
  kept: number,
  ap: number,
  interval: readonly [number, number],
  scenes: number,
  otherSeeds: readonly number[],
) =>
  `With ${exact(kept)} regions the average precision on ${exact(scenes)} test scenes is ${fixed(ap, 3)} (${percent(95, 0)} over the scenes ${fixed(interval[0], 3)} to ${fixed(interval[1], 3)}; ${oneTraining(otherSeeds)}).`;
export const notMeasured = (kept: readonly number[]) =>
  `Average precision was measured with ${kept.map(exact).join(', ')} regions, not with this number.`;
export const unseen = (ap: number, scenes: number) =>
  `On ${exact(scenes)} scenes of an artist that it never saw it is ${fixed(ap, 3)}.`;
export const trained = (presented: number, distinct: number) =>
  `It was trained on ${exact(distinct)} generated scenes, ${presented === distinct ? 'each shown once' : `shown ${exact(presented)} times in all`}, on a frozen EfficientNet-B0.`;
export const privacy = 'No picture leaves this browser.';

// A detector that looks once, beside it.
export const onceChoice = (title: string) => `${networkOf(title)} on the same table`;
export const onceFound = (title: string, found: readonly string[], least: number) =>
  `${networkOf(title)} looks once at the same table: ${found.length === 0 ? 'no box' : `${exact(found.length)} ${found.length === 1 ? 'box' : 'boxes'}`} from the same score of ${fixed(least, 1)} on${found.length === 0 ? '' : `: ${found.join(', ')}`}.`;
export const onceTime = (value: number) => `A look takes it ${milliseconds(value)} here.`;
export const onceMeasured = (ap: number, interval: readonly [number, number], scenes: number) =>
  `Its average precision on the ${exact(scenes)} test scenes is ${fixed(ap, 3)} (${percent(95, 0)} over the scenes ${fixed(interval[0], 3)} to ${fixed(interval[1], 3)}; one training).`;
export const twiceMeasured = (title: string, kept: number, ap: number) =>
  `“${networkOf(title)}” reaches ${fixed(ap, 3)} on the same scenes with ${exact(kept)} regions.`;
export const unlike =
  'The two were not trained alike, so this shows two detectors, and not what a second look brings.';
