import { bytes, fixed, listed, rounded, significant, times } from '../quantity.ts';

export const title = 'Early, a full convolution does more arithmetic and moves fewer bytes';
export const network = 'EfficientNetV2';
export const measure = 'bars';
export const measures = {
  multiplyAdds: 'multiply-adds',
  parameters: 'parameters',
  bytesMoved: 'bytes moved',
  intensity: 'multiply-adds a byte',
} as const;
export const kinds = { inverted: 'MBConv', fused: 'Fused-MBConv' } as const;
export const stage = 'stage';
export const built = 'built of';
export const released = 'as released';

export const amount = (value: number, of: keyof typeof measures) =>
  of === 'bytesMoved' ? bytes(value) : of === 'intensity' ? significant(value, 2) : rounded(value, 3);

export const size = (layers: number, channels: number, side: number) =>
  `${layers} ${layers === 1 ? 'block' : 'blocks'}, ${channels} channels, ${side} × ${side}`;

/** Each a ratio of fused to MBConv. */
export const sentence = (
  name: string,
  adds: { early: number; late: number },
  moved: { early: number; late: number },
) =>
  `In the stages of ${name} that were released fused, fusing takes ${times(adds.early)} the multiply-adds and ${times(moved.early)} the bytes. In the others it would take ${times(adds.late)} and ${times(moved.late)}.`;

export const table = (name: string, of: keyof typeof measures) =>
  `Stages of EfficientNetV2-${name} built of MBConv and of Fused-MBConv: ${measures[of]}`;

export const measureHere = 'Time both blocks of every stage';
export const stop = 'Stop';
export const progress = (stage: number, stages: number, round: number, rounds: number) =>
  `Stage ${stage} of ${stages}, round ${round} of ${rounds}`;
export const starting = 'The networks are being made.';
export const notMeasured = 'not measured';
export const timesColumns = [
  'stage',
  'multiply-adds, fused over MBConv',
  'bytes, fused over MBConv',
  'time here, fused over MBConv',
  'MBConv here, ms',
  'Fused-MBConv here, ms',
];
export const timesTable = (name: string) =>
  `The block that each stage of EfficientNetV2-${name} repeats, of either kind: counted, and timed here`;
/** A stage that was released fused is marked by a word, not by weight alone. */
export const stageName = (of: number, kind: keyof typeof kinds) =>
  kind === 'fused' ? `${of}, released fused` : `${of}`;
export const ratio = (value: number) => `${significant(value, 3)}×`;
export const spread = (of: {
  readonly median: number;
  readonly lowerQuartile: number;
  readonly upperQuartile: number;
}) => `${fixed(of.median, 2)} (${fixed(of.lowerQuartile, 2)} to ${fixed(of.upperQuartile, 2)})`;

const stagesOf = (all: readonly number[]) =>
  `${all.length === 1 ? 'stage' : 'stages'} ${listed(all.map(String))}`;

/** What the measured stages say; that there are none where there are none. */
export function timesSentence(
  stages: readonly {
    readonly stage: number;
    readonly released: keyof typeof kinds;
    readonly here: { readonly fusedIs: 'faster' | 'slower' | 'even' } | null;
  }[],
): string {
  const measured = stages.filter(({ here }) => here !== null);
  if (measured.length === 0) return 'Nothing has been measured here yet.';
  const of = (is: string) => measured.filter(({ here }) => here?.fusedIs === is).map((each) => each.stage);
  const [faster, slower, even] = [of('faster'), of('slower'), of('even')];
  const said = [
    ...(faster.length > 0 ? [`the fused block is faster in ${stagesOf(faster)}`] : []),
    ...(slower.length > 0
      ? [
          faster.length > 0
            ? `MBConv in ${listed(slower.map(String))}`
            : `MBConv is faster in ${stagesOf(slower)}`,
        ]
      : []),
    ...(even.length > 0 ? [`they are too near each other to tell in ${stagesOf(even)}`] : []),
  ];
  const fused = stages.filter(({ released: kind }) => kind === 'fused').map((each) => String(each.stage));
  const released = fused.length === 0 ? '' : ` Released fused were ${listed(fused)}.`;
  return `On this device ${said.join('; ')}.${released}`;
}

/** `blocks`: how many stand behind each other. */
export const timesNote = (blocks: number) =>
  `Timed is the block that a stage repeats, ${blocks} of them behind each other at the stage’s size, both kinds taking turns after one run each to warm up. Medians, and in brackets the middle half of the runs. Weights are random, which changes no time.`;

export const caption =
  'Every stage of the network, built of either kind of block and counted at the resolution at which the network is tested. The filled bar is what was released. Bytes are maps read and written once by every operator, and weights read once, as float32, batch norms multiplied into the kernels.';

export const source =
  'Computed from the graphs. Stage tables: the released code (google/automl, effnetv2_configs.py).';
