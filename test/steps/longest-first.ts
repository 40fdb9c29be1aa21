import { relative } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import seconds from './seconds.json' with { type: 'json' };

/** Seconds that test files took on two cores, by path from the project's root; those that are not here take less than two. */
const taken: Readonly<Record<string, number>> = seconds;

/** Files of one project share a process while nothing else comes between them; the unit tests, which are short, fill what is left. */
const order = ['pages', 'engine', 'browser', 'parity', 'prose', 'unit'];

/** Puts the projects in this order, and of each the test files that take longest first, so that the workers end together. */
export default class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId, project }: TestSpecification): [number, number] => [
      order.indexOf(project.name),
      -(taken[relative(project.config.root, moduleId).replaceAll('\\', '/')] ?? 0),
    ];
    return files.toSorted((a, b) => {
      const [[groupA, secondsA], [groupB, secondsB]] = [rank(a), rank(b)];
      return groupA - groupB || secondsA - secondsB || (a.moduleId < b.moduleId ? -1 : 1);
    });
  }
}
