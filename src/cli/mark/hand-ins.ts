import { classMarks, type HandInFile, type MarkedHandIn } from '../../../models/exercises/class-marks.ts';
import { figureViews } from '../../figures/views.ts';
import { fileFault } from '../../words/en/exercises.ts';
import { Complaint } from '../complaint.ts';

/** Marks files of answers. Throws `Complaint` with a sentence for the first that is none, or of another version of its lesson. */
export function markedHandIns(files: readonly HandInFile[]): readonly MarkedHandIn[] {
  const { marked, faults } = classMarks(files, figureViews);
  const [first] = faults;
  if (first !== undefined) throw new Complaint(`${first.file}: ${fileFault(first.fault)}`);
  return marked;
}
