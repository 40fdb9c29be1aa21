import type { ScaledFamily } from '../../../models/facts/scaled-family.ts';
import type { Stop } from '../../../models/facts/stop.ts';
import type { TrainedPoint } from '../../../models/study/standing.ts';
import { atPhi, knob, ours } from '../../words/en/figures/drag-phi.ts';

/** A named place on the knob: where the formula costs what a released network costs, or a φ that we trained. */
export interface KnobStop extends Stop {
  readonly trained?: TrainedPoint;
}
export type Stops = Readonly<Record<ScaledFamily['task'], readonly KnobStop[]>> & {
  readonly ours?: readonly KnobStop[];
};

/** The stops of our own networks; undefined where the knob has none. */
export function trainedStops(points: readonly TrainedPoint[]): readonly KnobStop[] | undefined {
  if (points.length === 0) return undefined;
  return points.map((trained) => {
    const { phi, multiplyAdds, parameters } = trained;
    return { name: atPhi(phi), phi, multiplyAdds, parameters, trained };
  });
}

/** A stop as the slider shows it and says it. */
export const stopWords = ({ name, phi, trained }: KnobStop) => ({
  value: phi,
  label: trained ? ours.knob.label(trained) : name,
  description: trained ? ours.knob.stop(trained) : knob.stop(name, phi),
});
