import { describe, expect, test } from 'vitest';
import { chooseSteps, runSteps } from './schedule.ts';
import { type Crew, type Outcome, oneFailed, onePassed, type Step } from './step.ts';

const silent = { started: () => {}, progress: () => {}, ended: () => {} };

type Lone = Extract<Step, { crew?: undefined }>;

function step(name: string, more: Partial<Lone> = {}): Step {
  return { name, cores: 1, run: async () => onePassed, ...more };
}

/** A step that writes down when it starts and ends. */
function noted(name: string, log: string[], more: Partial<Lone> = {}): Step {
  const run = async (): Promise<Outcome> => {
    log.push(`${name} starts`);
    await new Promise((resolve) => setTimeout(resolve, 5));
    log.push(`${name} ends`);
    return onePassed;
  };
  return step(name, { run, ...more });
}

describe('choosing steps', () => {
  const steps = [step('lint'), step('build'), step('browser', { needs: ['build'] })];

  test('takes all of them where none is named', () => {
    expect(chooseSteps(steps, []).map((each) => each.name)).toEqual(['lint', 'build', 'browser']);
  });

  test('takes along what a named step needs', () => {
    expect(chooseSteps(steps, ['browser']).map((each) => each.name)).toEqual(['build', 'browser']);
  });

  test('refuses a name that is no step, and lists those that are', () => {
    expect(() => chooseSteps(steps, ['brwser'])).toThrow(/"brwser".*lint, build, browser/);
  });
});

describe('running steps', () => {
  test('keeps within the cores', async () => {
    const log: string[] = [];
    await runSteps([noted('a', log), noted('b', log), noted('wide', log, { cores: 2 })], 2, silent);
    expect(log.slice(0, 2)).toEqual(['a starts', 'b starts']);
    expect(log.slice(4)).toEqual(['wide starts', 'wide ends']);
  });

  test('runs a step that wants more cores than there are', async () => {
    expect(await runSteps([step('wide', { cores: 8 })], 1, silent)).toEqual([onePassed]);
  });

  test('starts a step after the ones that it needs or follows', async () => {
    const log: string[] = [];
    const steps = [noted('second', log, { needs: ['first'] }), noted('first', log)];
    await runSteps([...steps, noted('third', log, { follows: ['second'] })], 2, silent);
    expect(log.filter((line) => line.endsWith('starts'))).toEqual([
      'first starts',
      'second starts',
      'third starts',
    ]);
  });

  test('counts a step that breaks off, and goes on', async () => {
    const broken = step('broken', { run: async () => Promise.reject(new Error('out of memory')) });
    const [first, second] = await runSteps([broken, step('sound')], 1, silent);
    expect(first).toMatchObject({ passed: 0, failed: 1 });
    expect(first?.failures[0]).toContain('out of memory');
    expect(second).toEqual(onePassed);
  });

  test('counts a step whose need failed as failed, without running it', async () => {
    const build = step('build', { run: async () => oneFailed('no page') });
    let ran = false;
    const run = async (): Promise<Outcome> => {
      ran = true;
      return onePassed;
    };
    const [, browser] = await runSteps([build, step('browser', { needs: ['build'], run })], 2, silent);
    expect(browser).toMatchObject({ passed: 0, failed: 1 });
    expect(ran).toBe(false);
  });

  test('refuses steps that wait for one another', async () => {
    const steps = [step('egg', { needs: ['hen'] }), step('hen', { needs: ['egg'] })];
    await expect(runSteps(steps, 2, silent)).rejects.toThrow(/egg, hen/);
  });
});

describe('a crew', () => {
  /** A crew that writes down which steps it runs, and passes each. */
  const crewOf = (log: string[]): Crew => ({
    run: async (steps) => {
      log.push(steps.map(({ name }) => name).join(' and '));
      return steps.map(() => onePassed);
    },
  });

  test('starts its steps together, once each of them may', async () => {
    const log: string[] = [];
    const crew = crewOf(log);
    const steps: Step[] = [
      { name: 'unit', cores: 1, crew },
      noted('build', log),
      { name: 'browser', cores: 1, crew, needs: ['build'] },
      noted('alone', log, { cores: 2 }),
    ];
    expect(await runSteps(steps, 2, silent)).toEqual([onePassed, onePassed, onePassed, onePassed]);
    expect(log).toEqual(['build starts', 'build ends', 'unit and browser', 'alone starts', 'alone ends']);
  });

  test('runs the steps that may run where another’s need failed', async () => {
    const log: string[] = [];
    const crew = crewOf(log);
    const steps: Step[] = [
      step('build', { run: async () => oneFailed('no page') }),
      { name: 'unit', cores: 1, crew },
      { name: 'browser', cores: 1, crew, needs: ['build'] },
    ];
    const [, unit, browser] = await runSteps(steps, 2, silent);
    expect(log).toEqual(['unit']);
    expect(unit).toEqual(onePassed);
    expect(browser?.failures).toEqual(['browser could not run: build failed.']);
  });

  test('counts each of its steps as failed where it breaks off or tells of none', async () => {
    const broken: Crew = { run: async () => Promise.reject(new Error('out of memory')) };
    const mute: Crew = { run: async () => [] };
    const steps: Step[] = [
      { name: 'a', cores: 1, crew: broken },
      { name: 'b', cores: 1, crew: broken },
      { name: 'c', cores: 1, crew: mute },
    ];
    const found = await runSteps(steps, 2, silent);
    expect(found.map(({ failed }) => failed)).toEqual([1, 1, 1]);
    expect(found[1]?.failures[0]).toContain('out of memory');
  });
});
