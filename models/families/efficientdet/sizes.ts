import { type EfficientDetName, releasedDetectors } from '../../published/efficientdet/config.ts';
import { type EfficientDetLiteName, efficientDetLite } from '../../published/efficientdet/lite.ts';
import type { Knobs } from '../efficientnet/compound.ts';
import { released } from '../efficientnet/sizes.ts';
import { compoundDetector, type RoundedKnob } from './compound.ts';

/** A released detector with everything that its graph and its boxes need. */
export interface ReleasedDetector {
  readonly name: string;
  readonly variant: 'standard' | 'lite';
  /** The released EfficientNet whose coefficients the backbone has. */
  readonly backboneName: string;
  readonly backbone: Pick<Knobs, 'width' | 'depth'>;
  readonly resolution: number;
  readonly width: number;
  readonly cells: number;
  readonly headDepth: number;
  readonly fusion: 'fastNormalized' | 'sum';
  readonly maxLevel: number;
  readonly anchorScale: number;
}

export type ReleasedDetectorName = EfficientDetName | EfficientDetLiteName;

const standard: readonly (readonly [EfficientDetName, ReleasedDetector])[] = releasedDetectors.map((row) => {
  const { width, depth, name } = released[row.backbone];
  const { resolution, cells, headDepth, fusion, maxLevel, anchorScale } = row;
  const own = { resolution, width: row.width, cells, headDepth, fusion, maxLevel, anchorScale };
  const backbone = { backboneName: name, backbone: { width, depth } };
  return [
    row.model,
    { name: `efficientdet-${row.model.toLowerCase()}`, variant: 'standard', ...backbone, ...own },
  ];
});

const lite: readonly (readonly [EfficientDetLiteName, ReleasedDetector])[] = efficientDetLite.map((row) => {
  const { width, depth, name } = released[row.backbone];
  const { resolution, cells, headDepth, anchorScale } = row;
  const own = { resolution, width: row.width, cells, headDepth, anchorScale };
  const backbone = { backboneName: name, backbone: { width, depth } };
  const rest = { fusion: 'sum', maxLevel: 7 } as const;
  return [
    row.model,
    { name: `efficientdet-${row.model.toLowerCase()}`, variant: 'lite', ...backbone, ...own, ...rest },
  ];
});

/** D0–D7x and Lite0–Lite4 as the official code configures them. */
export const releasedDetector = Object.fromEntries([...standard, ...lite]) as Readonly<
  Record<ReleasedDetectorName, ReleasedDetector>
>;

/** The released detector that has this name (`D3` or `efficientdet-d3`; a Lite one by its full name), if any. */
export function findReleasedDetector(name: string): ReleasedDetector | undefined {
  const wanted = name.toLowerCase();
  const short = ([model]: (typeof standard)[number]) => model.toLowerCase() === wanted;
  return Object.values(releasedDetector).find((each) => each.name === wanted) ?? standard.find(short)?.[1];
}

/** What the equations give for a released detector's number, beside what was released. */
export interface DetectorDeviation {
  readonly model: EfficientDetName;
  readonly phi: number;
  readonly width: RoundedKnob & { readonly released: number };
  readonly cells: RoundedKnob & { readonly released: number };
  readonly headDepth: RoundedKnob & { readonly released: number };
  readonly resolution: RoundedKnob & { readonly released: number };
}

/** D0–D7 against the paper's equations at φ = 0 … 7 (D7x shares D7's number and has none of its own). */
export const detectorDeviations: readonly DetectorDeviation[] = releasedDetectors
  .filter(({ model }) => model !== 'D7x')
  .map((row, phi) => {
    const formula = compoundDetector(phi);
    return {
      model: row.model,
      phi,
      width: { ...formula.width, released: row.width },
      cells: { ...formula.cells, released: row.cells },
      headDepth: { ...formula.headDepth, released: row.headDepth },
      resolution: { ...formula.resolution, released: row.resolution },
    };
  });
