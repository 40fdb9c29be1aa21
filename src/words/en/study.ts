import { type StudyNetwork, small } from '../../../models/study/networks.ts';
import { atPhi } from './phi.ts';

/** What a network of the study is called beside its dot: `φ = 1.0`, `depth 2`, `at 32 px, width 0.35`, `α 1.2, β 1, γ 1.3`. */
export function nameOf({ phi, ratio, alone, from, triple, knobs }: StudyNetwork): string {
  if (phi !== undefined && ratio === 'paper') return atPhi(phi);
  const before = from === 'small' ? `at ${small.resolution} px, ` : '';
  if (alone === 'resolution') return `${before}${knobs.resolution} px`;
  if (alone !== undefined) return `${before}${alone} ${knobs[alone]}`;
  if (triple) return `α ${triple.alpha}, β ${triple.beta}, γ ${triple.gamma}`;
  return `d ${knobs.depth}, w ${knobs.width}, ${knobs.resolution} px`;
}
