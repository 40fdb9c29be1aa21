import { baseResolution } from '../../../models/families/efficientnet/compound.ts';
import { scaledEfficientNet } from '../../../models/families/efficientnet/scaled.ts';
import {
  againstKnobs,
  againstRule,
  byPapersRule,
  fadingOf,
  knobs,
  span,
  turnedAlone,
} from '../../../models/study/findings.ts';
import { channelDivisor } from '../../../models/study/graph.ts';
import { kindsOf } from '../../../models/study/kinds.ts';
import { type Measured, repeated, seedDeviation } from '../../../models/study/measured.ts';
import { base } from '../../../models/study/networks.ts';
import type { DataTable } from '../../parts/shell/table.ts';
import * as words from '../../words/en/figures/break-the-rule-measured.ts';
import * as said from '../../words/en/study.ts';
import type { BreakTheRuleView } from './view.ts';

/** Networks of our own that belong in this figure: one knob turned, or all by the paper's rule. */
export function ofThisFigure(measured: readonly Measured[]): readonly Measured[] {
  const wanted = new Set([
    ...knobs.flatMap((knob) => turnedAlone(measured, knob)),
    ...byPapersRule(measured),
  ]);
  return measured.filter((each) => wanted.has(each));
}

/** The rule at one φ is enough to be told: that of most knobs, of the larger network where two have as many. */
const toldOfRule = (shown: readonly Measured[], deviation: number | undefined) =>
  againstRule(shown, deviation)
    .toSorted((a, b) => a.better.length + a.worse.length - b.better.length - b.worse.length)
    .at(-1);

/** What the chart shows, in sentences; two networks are compared only where their seeds tell them apart. */
export function measuredFindings(measured: readonly Measured[]): readonly string[] {
  const deviation = seedDeviation(measured);
  const drawn = ofThisFigure(measured);
  const shown = repeated(drawn);
  const furthest = span(shown, deviation);
  const fadings = knobs.flatMap((knob) => fadingOf(shown, knob, deviation) ?? []);
  const knobAhead = againstKnobs(shown, deviation);
  const against = toldOfRule(shown, deviation);
  return [
    ...(furthest === undefined
      ? []
      : [said.spanned(furthest.least, furthest.most, shown.length < drawn.length)]),
    ...fadings.map(said.fading),
    ...(knobAhead === undefined ? [] : [said.knobAhead(knobAhead.ahead, knobAhead.behind)]),
    ...(against === undefined ? [] : [said.againstRule(against.rule, against.better, against.worse)]),
    said.noise(deviation, repeated(measured).length),
  ];
}

/** The side of the last maps for a picture of so many pixels: halved five times, rounded up each time. */
const lastSide = (pixels: number): number => Math.ceil(pixels / 32);

/** What agrees with the paper and what does not, for the chapter. Nothing where our networks are too few for a chart. */
export function againstPaper(measured: readonly Measured[]): readonly string[] {
  const drawn = ofThisFigure(measured);
  const shown = repeated(drawn);
  const deviation = seedDeviation(measured);
  if (drawn.length < 2) return [];
  if (deviation === undefined) return [said.noise(deviation, 0)];
  const fadings = knobs.flatMap((knob) => fadingOf(shown, knob, deviation) ?? []);
  const against = toldOfRule(shown, deviation);
  const knobAhead = againstKnobs(shown, deviation);
  const resolutionWins = [...(against?.better ?? []), ...(knobAhead ? [knobAhead.ahead] : [])].some(
    ({ network }) => network.alone === 'resolution',
  );
  return [
    ...(fadings.length === 0 ? [] : [said.figure3(fadings)]),
    ...(knobAhead === undefined ? [] : [said.knobAhead(knobAhead.ahead, knobAhead.behind)]),
    ...(against === undefined ? [] : [said.table7(against.rule, against.better, against.worse)]),
    ...(resolutionWins ? [said.lastMaps(lastSide(base.resolution), lastSide(baseResolution))] : []),
  ];
}

export function measuredTable(measured: readonly Measured[]): DataTable {
  const percent = (share: number) => Number((100 * share).toFixed(1));
  return {
    name: 'scaled-in-small',
    columns: words.columns,
    rows: ofThisFigure(measured).map(({ network, multiplyAdds, parameters, test, least, most, records }) => [
      said.networkName(network),
      ...[network.knobs.depth, network.knobs.width].map((value) => Number(value.toFixed(3))),
      ...[network.knobs.resolution, multiplyAdds, parameters],
      ...[percent(test), percent(least), percent(most), records.length],
    ]),
  };
}

/** The study's base, scaled by the reader's factors. */
export interface Scaled {
  readonly multiplyAdds: number;
  /** Its measurement, where it was trained. */
  readonly measured: Measured | undefined;
}

const costs = new Map<string, number>();

/** What the reader's d, w and r make of the study's base: its exact cost, and what is measured of it. */
export function scaledBase(
  { depth, width, resolution }: Pick<BreakTheRuleView, 'depth' | 'width' | 'resolution'>,
  measured: readonly Measured[],
): Scaled {
  const wanted = {
    depth: base.depth * depth,
    width: base.width * width,
    resolution: Math.max(1, Math.round(base.resolution * resolution)),
  };
  const known = measured.find(({ network }) =>
    knobs.every((knob) => Math.abs(network.knobs[knob] - wanted[knob]) < 1e-6),
  );
  const key = `${wanted.depth} ${wanted.width} ${wanted.resolution}`;
  let multiplyAdds = known?.multiplyAdds ?? costs.get(key);
  if (multiplyAdds === undefined) {
    ({ multiplyAdds } = scaledEfficientNet(wanted, { divisor: channelDivisor, classes: kindsOf.whole }));
    costs.set(key, multiplyAdds);
  }
  return { multiplyAdds, measured: known };
}
