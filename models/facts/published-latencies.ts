import { sizeCalled } from '../families/efficientnet/sizes.ts';
import { imageNetTable2 } from '../published/efficientnet/imagenet.ts';
import { cpuLatencyTable4 } from '../published/efficientnet/latency.ts';
import { standardCandidates } from './candidates.ts';
import { figuresOf } from './needs.ts';

/** A latency that somebody else measured and printed: one core of a Xeon E5-2690, one picture, mean of 20 runs. */
export interface PublishedLatency {
  readonly label: string;
  readonly milliseconds: number;
  /** A network of the family. */
  readonly ours: boolean;
  /** Ours where it is one of our networks, else as Table 2 prints it; null where nobody printed one. */
  readonly multiplyAdds: number | null;
  /** Multiply-adds for each byte moved; null for networks that have no graph here. */
  readonly intensity: number | null;
  readonly source: string;
}

/** Table 4 of the EfficientNet paper. */
export function publishedLatencies(): readonly PublishedLatency[] {
  return cpuLatencyTable4.map(({ model, seconds }) => {
    const size = sizeCalled(model);
    const own = standardCandidates.find(({ id }) => id === size);
    const figures = own && figuresOf(own);
    const printed = imageNetTable2.find((row) => row.model === model)?.multiplyAdds?.value ?? null;
    return {
      label: size ?? model,
      ours: size !== undefined,
      milliseconds: seconds * 1000,
      multiplyAdds: figures?.multiplyAdds ?? printed,
      intensity: figures ? figures.multiplyAdds / figures.bytesMoved : null,
      source: 'Tan and Le 2019, Table 4',
    };
  });
}
