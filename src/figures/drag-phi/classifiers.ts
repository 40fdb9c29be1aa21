import { scaledClassifiers } from '../../../models/facts/scaled-classifiers.ts';
import { baselines } from '../../words/en/figures/drag-phi-formula.ts';
import { ruleTerms } from './rule-terms.ts';
import type { TaskModel } from './task-model.ts';

/** EfficientNet on ImageNet. */
export const classifierModel: TaskModel = {
  ...scaledClassifiers,
  termsAt: ruleTerms(scaledClassifiers.networkAt, baselines.b0),
};

export { classifierModel as model };
