import type { StudyRecord } from '../../../models/study/recipe.ts';
import { scaledStudy } from '../../../models/study/scaled.ts';
import { studyRecords } from '../../parts/study/records.ts';
import { accuracyAxis, amountAxis } from '../../words/en/figures/drag-phi-chart.ts';
import { type Axes, type ChartChoice, type Charts, chartsOf } from './chart-layout.ts';
import { amountOf } from './marker.ts';
import { ourPoints } from './our-points.ts';
import { measured, type PublishedPoint } from './published-point.ts';
import { phiEnds } from './view.ts';

/** Percentage points that the axis spans at least, and parts of what it spans that are kept free at the foot, for words, and on top. */
const least = 10;
const free = { foot: 0.16, top: 0.06 };
/** So many times what lies at an end, the horizontal axis goes beyond it. */
const room = 1.12;

function heightsOf(points: readonly PublishedPoint[]): Axes['y'] {
  const ends = points.flatMap(({ seeds, accuracy }) => [
    accuracy,
    seeds?.least ?? accuracy,
    seeds?.most ?? accuracy,
  ]);
  const [lowest, highest] = [Math.min(...ends), Math.max(...ends)];
  const lacking = Math.max(0, least - (highest - lowest)) / 2;
  const span = (highest - lowest + 2 * lacking) / (1 - free.foot - free.top);
  return [
    lowest - lacking - free.foot * span,
    highest + lacking + free.top * span,
    span > 30 ? 10 : span > 15 ? 5 : 2,
  ];
}

/** The chart of our own networks: those that were trained, on an axis that holds every φ of the knob too. */
export function layoutOurs(records: readonly StudyRecord[], choice: ChartChoice): Charts {
  const points = ourPoints(records);
  const amounts = [
    ...phiEnds.ours.map((phi) => amountOf(scaledStudy(phi), choice)),
    ...points.flatMap((point) => measured(point, choice) ?? []),
  ];
  return chartsOf(points, choice, {
    x: [Math.min(...amounts) / room, Math.max(...amounts) * room],
    scale: 1e6,
    y: heightsOf(points),
    xTitle: amountAxis('ours', choice.measure, choice.unit),
    yTitle: accuracyAxis.ours,
  });
}

export const layoutCharts = (choice: ChartChoice): Charts => layoutOurs(studyRecords, choice);
