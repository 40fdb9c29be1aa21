import { remembered } from '../../../models/facts/scaled-family.ts';
import type { StudyRecord } from '../../../models/study/recipe.ts';
import { scaledStudy } from '../../../models/study/scaled.ts';
import { standingOf, trainedPoints } from '../../../models/study/standing.ts';
import { studyRecords } from '../../parts/study/records.ts';
import { baseLabel, baselines } from '../../words/en/figures/drag-phi-formula.ts';
import { ruleTerms } from './rule-terms.ts';
import type { TaskModel } from './task-model.ts';
import { phiEnds } from './view.ts';

/** Our own study: its base scaled by the paper's rule, with what was measured. Loaded when a reader asks for it. */
export function modelOf(records: readonly StudyRecord[]): TaskModel {
  const points = trainedPoints(records);
  const networkAt = remembered(scaledStudy);
  return {
    baselineName: baseLabel,
    ends: phiEnds.ours,
    networkAt,
    termsAt: ruleTerms(networkAt, baselines.base),
    standingAt: (phi) => standingOf(points, phi, networkAt),
  };
}

export const model = modelOf(studyRecords);
