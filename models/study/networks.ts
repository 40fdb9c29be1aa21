import { roundFilters, roundRepeats } from '../blocks/rounding.ts';
import { type CompoundBases, type Knobs, paperBases } from '../families/efficientnet/compound.ts';
import { efficientNet, headFilters, stageRows, stemFilters } from '../families/efficientnet/network.ts';
import type { Graph } from '../graph/graph.ts';
import { kindsOf, type Task } from './kinds.ts';

/** One network of the study. */
export interface StudyNetwork {
  readonly name: string;
  /** Depth and width relative to B0, the resolution in pixels. */
  readonly knobs: Knobs;
  /** How it came from the base: by the rule, or with one knob turned alone. */
  readonly phi?: number;
  /** Whose α, β and γ the rule had. */
  readonly ratio?: 'paper';
  readonly alone?: keyof Knobs;
}

/** What every network of the study is scaled from. */
export const base: Knobs = { depth: 1, width: 0.25, resolution: 48 };

/** Channels are whole multiples of this, so that width moves in small steps; B0's are multiples of 8. */
const divisor = 4;

const scaled = (by: CompoundBases, phi: number): Knobs => ({
  depth: base.depth * by.alpha ** phi,
  width: base.width * by.beta ** phi,
  resolution: Math.round(base.resolution * by.gamma ** phi),
});

const alone = {
  depth: [0.5, 1.5, 2, 3, 4],
  width: [0.175, 0.35, 0.45, 0.55, 0.7],
  resolution: [24, 32, 64, 80, 96],
} as const;

export const studyNetworks: readonly StudyNetwork[] = [
  { name: 'base', knobs: base, phi: 0, ratio: 'paper' },
  ...[-2, -1, 1, 2, 3].map(
    (phi): StudyNetwork => ({
      name: `paper-phi${phi}`,
      knobs: scaled(paperBases, phi),
      phi,
      ratio: 'paper',
    }),
  ),
  ...(['depth', 'width', 'resolution'] as const).flatMap((knob) =>
    alone[knob].map(
      (value): StudyNetwork => ({
        name: `${knob}-${value}`,
        knobs: { ...base, [knob]: value },
        alone: knob,
      }),
    ),
  ),
];

export function findStudyNetwork(name: string): StudyNetwork | undefined {
  return studyNetworks.find((network) => network.name === name);
}

/** The network for a task: EfficientNet's stages, scaled by its knobs, with channels rounded finer than B0's are. */
export function studyGraph({ name, knobs }: StudyNetwork, task: Task): Graph {
  const filters = (count: number) => roundFilters(count, knobs.width, divisor);
  return efficientNet({
    ...knobs,
    name: `study-${name}`,
    classes: kindsOf[task],
    stages: stageRows.map((row) => ({
      ...row,
      filters: filters(row.filters),
      repeats: roundRepeats(row.repeats, knobs.depth),
    })),
    stemFilters: filters(stemFilters),
    headFilters: filters(headFilters),
  });
}
