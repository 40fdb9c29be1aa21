import type { DetectedBox } from '../../engine/protocol/detection.ts';

/** What a figure shows of a box, and a run that is kept holds of it. */
export type ShownBox = Pick<DetectedBox, 'label' | 'name' | 'score' | 'box' | 'level' | 'anchor'>;
