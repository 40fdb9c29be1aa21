/** One row of a stage table. */
export interface StageRow {
  readonly kind: 'fused' | 'inverted';
  readonly stride: number;
  readonly ratio: number;
  readonly filters: number;
  readonly repeats: number;
}

const fused = (stride: number, ratio: number, filters: number, repeats: number): StageRow => ({
  kind: 'fused',
  stride,
  ratio,
  filters,
  repeats,
});

/** With gates of a quarter of the block's input. */
const inverted = (stride: number, ratio: number, filters: number, repeats: number): StageRow => ({
  kind: 'inverted',
  stride,
  ratio,
  filters,
  repeats,
});

export interface StageTable {
  readonly stemFilters: number;
  readonly stages: readonly StageRow[];
}

/** google/automl, efficientnetv2/effnetv2_configs.py; S as in Tan & Le 2021, Table 4. All kernels are 3×3. */
export const stageTables = {
  S: {
    stemFilters: 24,
    stages: [
      fused(1, 1, 24, 2),
      fused(2, 4, 48, 4),
      fused(2, 4, 64, 4),
      inverted(2, 4, 128, 6),
      inverted(1, 6, 160, 9),
      inverted(2, 6, 256, 15),
    ],
  },
  M: {
    stemFilters: 24,
    stages: [
      fused(1, 1, 24, 3),
      fused(2, 4, 48, 5),
      fused(2, 4, 80, 5),
      inverted(2, 4, 160, 7),
      inverted(1, 6, 176, 14),
      inverted(2, 6, 304, 18),
      inverted(1, 6, 512, 5),
    ],
  },
  L: {
    stemFilters: 32,
    stages: [
      fused(1, 1, 32, 4),
      fused(2, 4, 64, 7),
      fused(2, 4, 96, 7),
      inverted(2, 4, 192, 10),
      inverted(1, 6, 224, 19),
      inverted(2, 6, 384, 25),
      inverted(1, 6, 640, 7),
    ],
  },
  XL: {
    stemFilters: 32,
    stages: [
      fused(1, 1, 32, 4),
      fused(2, 4, 64, 8),
      fused(2, 4, 96, 8),
      inverted(2, 4, 192, 16),
      inverted(1, 6, 256, 24),
      inverted(2, 6, 512, 32),
      inverted(1, 6, 640, 8),
    ],
  },
  base: {
    stemFilters: 32,
    stages: [
      fused(1, 1, 16, 1),
      fused(2, 4, 32, 2),
      fused(2, 4, 48, 2),
      inverted(2, 4, 96, 3),
      inverted(1, 6, 112, 5),
      inverted(2, 6, 192, 8),
    ],
  },
} as const satisfies Readonly<Record<string, StageTable>>;

export type StageTableName = keyof typeof stageTables;

/** A released network: its table, what scales it, and the side of the picture on which it is evaluated. */
export interface ReleasedV2 {
  readonly model: string;
  readonly table: StageTableName;
  readonly width: number;
  readonly depth: number;
  readonly resolution: number;
}

export const releasedV2: readonly ReleasedV2[] = [
  { model: 'B0', table: 'base', width: 1, depth: 1, resolution: 224 },
  { model: 'B1', table: 'base', width: 1, depth: 1.1, resolution: 240 },
  { model: 'B2', table: 'base', width: 1.1, depth: 1.2, resolution: 260 },
  { model: 'B3', table: 'base', width: 1.2, depth: 1.4, resolution: 300 },
  { model: 'S', table: 'S', width: 1, depth: 1, resolution: 384 },
  { model: 'M', table: 'M', width: 1, depth: 1, resolution: 480 },
  { model: 'L', table: 'L', width: 1, depth: 1, resolution: 480 },
  { model: 'XL', table: 'XL', width: 1, depth: 1, resolution: 512 },
];
