import { ablations } from './ablations.ts';
import type { Claim } from './claim.ts';
import { coco } from './coco.ts';
import { efficientNetV2 } from './efficientnet-v2.ts';
import { imageNet } from './imagenet.ts';
import { later } from './later.ts';
import { mobile } from './mobile.ts';
import { own } from './own.ts';
import { ownSegmenters } from './own-segmenters.ts';
import { realTime } from './real-time.ts';
import { study } from './study.ts';
import { twoStage } from './two-stage.ts';

/** Everything that a number in a sentence may be held against. */
export const claims: readonly Claim[] = [
  ...imageNet,
  ...efficientNetV2,
  ...coco,
  ...ablations,
  ...mobile,
  ...later,
  ...realTime,
  ...twoStage,
  ...[...own, ...ownSegmenters, ...study].map((each): Claim => ({ ...each, loose: true })),
];
