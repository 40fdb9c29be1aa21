import type { DrawingSize } from '../../parts/charts/drawing-size.ts';
import type { DataTable } from '../../parts/shell/table.ts';
import type { Chart, ChartData } from './chart.ts';
import { latencyChart } from './latency-chart.ts';
import { chartWords, lesson, publishedLesson, roofSentence } from './lesson.ts';
import { rooflineChart } from './roofline-chart.ts';
import { measurementTable } from './tables.ts';

/** All that the figure shows of its data. */
export interface Drawing {
  readonly latency: Readonly<Record<DrawingSize, Chart>>;
  readonly roofline: Readonly<Record<DrawingSize, Chart>>;
  readonly latencyWords: string;
  readonly rooflineWords: string;
  readonly lesson: string;
  /** Empty before the ceilings are known. */
  readonly roof: string;
  /** Null before anything was measured. */
  readonly results: DataTable | null;
}

/** Draws the figure; the page's build does so for the first view, so that a reader who only looks loads none of this. */
export function drawingOf(data: ChartData): Drawing {
  const { measured, published, ceilings } = data;
  const latency = { wide: latencyChart(data, 'wide'), narrow: latencyChart(data, 'narrow') };
  const roofline = { wide: rooflineChart(data, 'wide'), narrow: rooflineChart(data, 'narrow') };
  return {
    latency,
    roofline,
    latencyWords: chartWords('latency', latency.wide, measured.length),
    rooflineWords: chartWords('roofline', roofline.wide, measured.length),
    lesson: measured.length > 1 ? lesson(measured) : publishedLesson(published),
    roof: ceilings ? roofSentence(measured, ceilings) : '',
    results: measured.length > 0 ? measurementTable(measured, ceilings) : null,
  };
}
