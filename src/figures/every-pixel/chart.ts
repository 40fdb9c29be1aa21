import { mean } from 'd3-array';
import { place } from '../../parts/charts/axis.ts';
import type { DrawingSize } from '../../parts/charts/drawing-size.ts';
import { type Box, placeLabels } from '../../parts/charts/label-placement.ts';
import { measuredAxes } from '../../parts/charts/measured-axes.ts';
import type { ChartPoint, PointChart } from '../../parts/charts/point-chart.ts';
import * as words from '../../words/en/figures/every-pixel.ts';
import { type Measured, type PixelNetwork, type Pretraining, pretraining, reached } from './networks.ts';

const sizes = {
  wide: { width: 1240, height: 320, fontSize: 13, left: 44 },
  narrow: { width: 340, height: 300, fontSize: 12, left: 36 },
} as const;
const radius = 4.5;

interface MeasuredPoint {
  readonly network: PixelNetwork;
  readonly seed: number;
  readonly seen: boolean;
  readonly of: Measured;
}

/** Each training that was measured, on scenes of artists that it knows and of the one that it does not; a network's own first. */
export function measuredPoints(networks: readonly PixelNetwork[]): readonly MeasuredPoint[] {
  return networks.flatMap((network) =>
    [network, ...network.otherSeeds].flatMap(({ seed, test, unseenArtist }) => {
      const rows = [
        { seen: true, of: test },
        { seen: false, of: unseenArtist },
      ];
      return rows.flatMap(({ seen, of }) => (of === null ? [] : [{ network, seed, seen, of }]));
    }),
  );
}

const told = ({ network, seed, seen, of }: MeasuredPoint): string =>
  words.point(
    {
      ...of,
      title: network.title,
      multiplyAdds: network.multiplyAdds,
      seed: network.otherSeeds.length > 0 ? seed : null,
    },
    seen,
  );

/** Mean intersection over union against what stands on the backbone. Only what was trained has points. */
export function layoutPixels(networks: readonly PixelNetwork[], size: DrawingSize): PointChart {
  const { width, height, fontSize, left } = sizes[size];
  const plot: Box = { left, right: width - 14, top: 28, bottom: height - 44 };
  const all = measuredPoints(networks);
  const costs = all.map(({ network }) => network.multiplyAdds);
  const highest = Math.max(...all.map(({ of }) => of.interval[1]));
  // One network alone stands in the middle of a decade.
  const { x, y, xTicks, yTicks } = measuredAxes(plot, costs, highest, { room: 3 });
  const points = all.map((each): ChartPoint => {
    const { network, seed, seen, of } = each;
    const at = place(x, network.multiplyAdds);
    const [low, high] = of.interval;
    const own = seed === network.seed;
    return {
      id: `${network.id}${own ? '' : `/seed-${seed}`}${seen ? '' : '/unseen'}`,
      x: at,
      y: place(y, of.miou),
      // The seeds of one network stand above one another: two bars there could not be told apart.
      ...(own && { bar: { x1: at, x2: at, y1: place(y, low), y2: place(y, high) } }),
      reading: told(each),
      tone: 'ink',
      look: seen ? 'solid' : 'open',
      picks: seen && own,
    };
  });
  const named = all.flatMap(({ network, seed, seen }, i) => {
    const point = points[i];
    return seen && seed === network.seed && point !== undefined
      ? [{ id: point.id, text: words.networkOf(network.title), x: point.x, y: point.y }]
      : [];
  });
  return {
    width,
    height,
    fontSize,
    radius,
    plot,
    xTicks,
    yTicks,
    xTitle: words.axes.x,
    yTitle: words.axes.y,
    lines: [],
    points,
    labels: placeLabels(named, { bounds: { ...plot, right: width }, fontSize, radius }).map((label) => ({
      ...label,
      tone: 'ink',
    })),
  };
}

/** What the chart says, in sentences made from the numbers; a part is said to bring something only where the run without it stands. */
export function pixelFindings(networks: readonly PixelNetwork[]): readonly string[] {
  const said = measuredPoints(networks).map((each) => `${told(each)}.`);
  const [first] = networks;
  if (first === undefined) return said;
  if (networks.length === 1) return [...said, words.onePoint];
  const alike = networks.every(
    ({ presented, distinct }) => presented === first.presented && distinct === first.distinct,
  );
  said.push(alike ? words.alike(first.presented, first.distinct) : words.unlike(networks));
  said.push(words.trainings(networks.map(trainings)));
  const path = spatialPathFinding(networks);
  if (path !== null) said.push(path);
  const pair = pretraining(networks);
  if (pair !== null) said.push(worthOfPretraining(pair));
  return said;
}

/** What a spatial path is worth; null unless the run without it stands as well. */
export function spatialPathFinding(networks: readonly PixelNetwork[]): string | null {
  const [withIt, without] = [true, false].map((path) => networks.find((each) => each.spatialPath === path));
  if (!withIt?.test || !without?.test) return null;
  return words.spatialPath(trainings(withIt), trainings(without), apart(withIt, without));
}

/** A network with what its trainings reached, and their mean. */
function trainings(network: PixelNetwork) {
  const all = reached(network);
  return { ...network, reached: all, mean: mean(all) ?? 0 };
}

/** From the low end of the worst training's interval to the high end of the best one's. */
function openRange({ test, otherSeeds }: PixelNetwork): readonly [low: number, high: number] {
  const intervals = [test, ...otherSeeds.map((each) => each.test)].flatMap((of) => (of ? [of.interval] : []));
  return [Math.min(...intervals.map(([low]) => low)), Math.max(...intervals.map(([, high]) => high))];
}

/** Whether what scenes and seeds leave open of two networks does not meet. */
function apart(...both: readonly [PixelNetwork, PixelNetwork]): boolean {
  const [one, other] = both.map(openRange) as [readonly [number, number], readonly [number, number]];
  return one[0] > other[1] || other[0] > one[1];
}

/** What pretraining is worth, as far as two networks tell it. */
export function worthOfPretraining({ pretrained, alone }: Pretraining): string {
  return words.worthOfPretraining(
    { ...trainings(pretrained), ...pretrained.test },
    { ...trainings(alone), ...alone.test },
    apart(pretrained, alone),
  );
}
