import { appendFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { Reporter, SerializedError, TestCase, TestModule } from 'vitest/node';
import type { VitestRecord } from './vitest-records.ts';

/**
 * Notes each test's result as soon as it is there, in the file named by CHECKS_RECORDS, so that a run
 * that crashes loses none, and prints one short line a test file.
 */
export default class RecordingReporter implements Reporter {
  readonly #file = process.env.CHECKS_RECORDS;

  onTestCaseResult(test: TestCase): void {
    const { state, errors = [] } = test.result();
    this.#note({
      kind: 'test',
      project: test.project.name,
      state,
      name: `${place(test.module)} › ${test.fullName}`,
      errors: errors.map(readable),
    });
  }

  onTestModuleEnd(module: TestModule): void {
    const tests = [...module.children.allTests()];
    const failed = tests.filter((test) => test.result().state !== 'passed').length;
    const seconds = (module.diagnostic().duration / 1000).toFixed(1);
    // Errors of beforeAll and afterAll hang on the suite that they stand in, not on a test.
    const errors = [module, ...module.children.allSuites()].flatMap((suite) => suite.errors());
    this.#note({
      kind: 'file',
      project: module.project.name,
      name: place(module),
      tests: tests.length,
      errors: errors.map(readable),
    });
    const counts = failed > 0 ? `${tests.length - failed} passed, ${failed} not` : `${tests.length} passed`;
    console.log(
      `${module.project.name} ${place(module)}: ${errors.length > 0 ? 'broken' : counts}, ${seconds} s`,
    );
  }

  onTestRunEnd(_modules: readonly TestModule[], errors: readonly SerializedError[]): void {
    this.#note({ kind: 'end', errors: errors.map(readable) });
  }

  #note(record: VitestRecord): void {
    if (this.#file) appendFileSync(this.#file, `${JSON.stringify(record)}\n`);
  }
}

function place(module: TestModule): string {
  return relative(process.cwd(), module.moduleId);
}

function readable(error: SerializedError): string {
  const at =
    error.stacks?.map((frame) => `    at ${relative(process.cwd(), frame.file)}:${frame.line}`) ?? [];
  const message = `${error.name ?? 'Error'}: ${error.message}`;
  return [message, ...(error.diff ? [error.diff] : []), ...at.slice(0, 6)].join('\n');
}
