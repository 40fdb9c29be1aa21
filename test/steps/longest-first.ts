import { relative } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import seconds from './seconds.json' with { type: 'json' };

/** Seconds that test files took on two cores, by path from the project's root. Of the unit tests, those that took two or more. */
const taken: Readonly<Record<string, number>> = seconds;

/** Files of one project share a process while nothing else comes between them; the unit tests, which are short, fill what is left. */
const order = ['pages', 'engine', 'browser', 'parity', 'prose', 'unit'];

/** How long a file takes; one of which nothing is known, and which is no unit test, may take longest of all. */
const secondsOf = (project: string, path: string): number =>
  taken[path] ?? (project === 'unit' ? 0 : Number.MAX_VALUE);

/** Whether a file is taken before another one: by the order of their projects, then the longer one. */
export function compare(
  [projectA, pathA]: readonly [project: string, path: string],
  [projectB, pathB]: readonly [project: string, path: string],
): number {
  const longer = secondsOf(projectB, pathB) - secondsOf(projectA, pathA);
  return order.indexOf(projectA) - order.indexOf(projectB) || longer || (pathA < pathB ? -1 : 1);
}

/** Puts the projects in one order, and of each the test files that take longest first, so that the workers end together. */
export default class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId, project }: TestSpecification) =>
      [project.name, relative(project.config.root, moduleId).replaceAll('\\', '/')] as const;
    return files.toSorted((a, b) => compare(place(a), place(b)));
  }
}
