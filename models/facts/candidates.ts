import { baseResolution, compound } from '../families/efficientnet/compound.ts';
import type { EfficientNetConfig } from '../families/efficientnet/network.ts';
import { paperSizes, released } from '../families/efficientnet/sizes.ts';
import { singleDimensionFigure3 } from '../published/efficientnet/scaling.ts';

/** Curves that the bench draws: the released sizes, the formula, one dimension alone, and the reader's own. */
export type Series = 'released' | 'compound' | 'depth' | 'width' | 'resolution' | 'own';

/** A network to be measured. */
export interface Candidate {
  readonly id: string;
  readonly label: string;
  readonly series: Series;
  readonly config: EfficientNetConfig;
}

function singleDimension(dimension: 'depth' | 'width' | 'resolution'): readonly Candidate[] {
  const values = singleDimensionFigure3.find((row) => row.dimension === dimension)?.values ?? [];
  const letter = { depth: 'd', width: 'w', resolution: 'r' }[dimension];
  return values
    .filter((value) => value !== 1)
    .map((value) => ({
      id: `${dimension}-${value}`,
      label: `${letter} = ${value}`,
      series: dimension,
      config: {
        ...released.B0,
        name: `efficientnet-b0-${dimension}-${value}`,
        [dimension]: dimension === 'resolution' ? Math.round(value * baseResolution) : value,
      },
    }));
}

/** B0 to B7, then the single dimensions at the values of the paper's Figure 3. */
export const standardCandidates: readonly Candidate[] = [
  ...paperSizes.map(
    (name): Candidate => ({ id: name, label: name, series: 'released', config: released[name] }),
  ),
  ...singleDimension('depth'),
  ...singleDimension('width'),
  ...singleDimension('resolution'),
];

/** The formula's network at any real φ. */
export function compoundCandidate(phi: number): Candidate {
  const { depth, width, resolution } = compound({ phi });
  const label = `φ = ${phi}`;
  return {
    id: `phi-${phi}`,
    label,
    series: 'compound',
    config: { name: `efficientnet-phi-${phi}`, depth, width, resolution },
  };
}

/** A network of the reader's own; `resolution` in pixels. */
export function ownCandidate(depth: number, width: number, resolution: number): Candidate {
  const label = `d ${depth}, w ${width}, ${resolution} px`;
  const name = `efficientnet-d${depth}-w${width}-${resolution}`;
  return { id: name, label, series: 'own', config: { name, depth, width, resolution } };
}
