import type { StudyRecord } from '../../../models/study/recipe.ts';

const files = import.meta.glob<StudyRecord>('../../../models/study/records/*.json', {
  eager: true,
  import: 'default',
});

/** The study's trainings that are over, those that cost least first. */
export const studyRecords: readonly StudyRecord[] = Object.values(files).sort(
  (a, b) => a.multiplyAdds - b.multiplyAdds || a.seen - b.seen || a.seed - b.seed,
);
