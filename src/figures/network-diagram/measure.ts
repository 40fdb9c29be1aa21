import type { Cost } from '../../../models/operators/cost.ts';
import { bytes, exact } from '../../words/en/quantity.ts';

/** What the bars of the diagram may show. */
export type Measure = 'multiplyAdds' | 'parameters' | 'memory';

export const measureNames = ['multiplyAdds', 'parameters', 'memory'] as const satisfies readonly Measure[];

/** A cost in the three measures. `memory` is in bytes: the maps that a part makes, as float32. */
export type Measures = Readonly<Record<Measure, number>>;

interface MeasureText {
  readonly label: string;
  readonly unit: string;
  /** What is counted, after “Bars:”. */
  readonly means: string;
}

export const measureText: Readonly<Record<Measure, MeasureText>> = {
  multiplyAdds: {
    label: 'multiply-adds',
    unit: 'multiply-adds',
    means: 'multiply-adds of convolutions and dense layers, which the paper calls FLOPS',
  },
  parameters: {
    label: 'parameters',
    unit: 'parameters',
    means: 'trained weights, with the scales and shifts of batch norms',
  },
  memory: {
    label: 'memory',
    unit: 'bytes of maps',
    means: 'bytes of the maps made in one run, as 32-bit floats, batch norms folded into their convolutions',
  },
};

/** A cost in the three measures. What is folded into the layer before it when the network answers makes no map. */
export function measuresOf(cost: Cost, folded: boolean): Measures {
  const { multiplyAdds, parameters, activationBytes } = cost;
  return { multiplyAdds, parameters, memory: folded ? 0 : activationBytes };
}

const units = [
  [1e9, 'G'],
  [1e6, 'M'],
  [1e3, 'k'],
] as const;

/** `54.9 M`, `928`, `4.82 MB`: three significant digits, for a label beside a bar. */
export function shortAmount(value: number, measure: Measure): string {
  if (measure === 'memory') return bytes(value).replace('bytes', 'B');
  const rounded = Number(value.toPrecision(3));
  for (const [size, letter] of units)
    if (rounded >= size) return `${(rounded / size).toPrecision(3)}\u202f${letter}`;
  return exact(value);
}

/** `54,945,216 multiply-adds`: exact, for a tooltip or a screen reader. */
export function exactAmount(value: number, measure: Measure): string {
  return `${exact(value)} ${measureText[measure].unit}`;
}
