import type { StudyNetwork } from './networks.ts';

const shown = (value: number, digits: number): string => String(Number(value.toFixed(digits)));

/** What a network of the study is called where a person reads: “Our base at depth 2”. */
export function titleOfStudy({ knobs, phi, ratio, alone, from }: StudyNetwork): string {
  if (phi === 0) return 'Our base';
  if (alone !== undefined) {
    const start = from === 'small' ? 'Our small network' : 'Our base';
    return alone === 'resolution'
      ? `${start} at ${knobs.resolution} pixels`
      : `${start} at ${alone} ${shown(knobs[alone], 3)}`;
  }
  if (phi !== undefined && ratio === 'paper') return `Our base at φ = ${shown(phi, 2).replace('-', '−')}`;
  const { depth, width, resolution } = knobs;
  return `Our network of depth ${shown(depth, 2)}, width ${shown(width, 3)} and ${resolution} pixels`;
}
