import { type Outcome, oneFailed, type Step } from './step.ts';

/** What happens while the steps run, for whoever prints it. */
export interface Watcher {
  started(step: Step): void;
  progress(step: Step, line: string): void;
  ended(step: Step, outcome: Outcome, seconds: number): void;
}

/**
 * The steps with the given names and those that they need, in the order of the list.
 * No names means all of them.
 *
 * @throws Error where a name is not a step's; the message lists the names there are.
 */
export function chooseSteps(steps: readonly Step[], names: readonly string[]): Step[] {
  const byName = new Map(steps.map((step) => [step.name, step]));
  const chosen = new Set<string>();
  const choose = (name: string): void => {
    const step = byName.get(name);
    if (!step) {
      throw new Error(`There is no step "${name}". The steps are: ${[...byName.keys()].join(', ')}.`);
    }
    if (chosen.has(name)) return;
    chosen.add(name);
    step.needs?.forEach(choose);
  };
  (names.length > 0 ? names : [...byName.keys()]).forEach(choose);
  return steps.filter((step) => chosen.has(step.name));
}

/**
 * Runs the steps, side by side as far as the cores go, each after the ones that it needs and follows.
 * A step that throws counts as one failure, and so does one whose needed step failed. Of the steps
 * that may start, the first in the list goes first; those of one crew start together and end together.
 */
export async function runSteps(steps: readonly Step[], cores: number, watcher: Watcher): Promise<Outcome[]> {
  const outcomes = new Map<string, Outcome>();
  const waiting = jobsOf(steps);
  const running = new Map<Job, Promise<void>>();
  const listed = new Set(steps.map((step) => step.name));
  let free = cores;

  const isOver = (name: string): boolean => !listed.has(name) || outcomes.has(name);
  const takes = (job: Job): number => Math.min(cores, Math.max(...job.map((step) => step.cores)));
  const mayStart = (job: Job): boolean =>
    job.every((step) => [...(step.needs ?? []), ...(step.follows ?? [])].every(isOver)) && takes(job) <= free;

  const start = (job: Job): void => {
    const began = performance.now();
    free -= takes(job);
    for (const step of job) watcher.started(step);
    const ended = runJob(job, outcomes, watcher).then((found) => {
      running.delete(job);
      free += takes(job);
      for (const [index, step] of job.entries()) {
        const outcome = found[index] ?? oneFailed(`${step.name} came to no outcome.`);
        outcomes.set(step.name, outcome);
        watcher.ended(step, outcome, (performance.now() - began) / 1000);
      }
    });
    running.set(job, ended);
  };

  while (waiting.length > 0 || running.size > 0) {
    for (let next = waiting.findIndex(mayStart); next >= 0; next = waiting.findIndex(mayStart)) {
      for (const job of waiting.splice(next, 1)) start(job);
    }
    if (running.size === 0) {
      const names = waiting.flat().map((step) => step.name);
      throw new Error(`These steps wait for one another: ${names.join(', ')}.`);
    }
    await Promise.race(running.values());
  }
  return steps.map((step) => outcomes.get(step.name) as Outcome);
}

/** A step, or the steps of one crew. */
type Job = readonly Step[];

function jobsOf(steps: readonly Step[]): Job[] {
  const jobs = new Map<unknown, Step[]>();
  for (const step of steps) {
    const by = step.crew ?? step;
    jobs.set(by, [...(jobs.get(by) ?? []), step]);
  }
  return [...jobs.values()];
}

/** The outcomes of a job's steps, in their order. */
async function runJob(
  job: Job,
  outcomes: ReadonlyMap<string, Outcome>,
  watcher: Watcher,
): Promise<Outcome[]> {
  const broken = (step: Step): string[] =>
    (step.needs ?? []).filter((name) => (outcomes.get(name)?.failed ?? 0) > 0);
  const sound = job.filter((step) => broken(step).length === 0);
  const ran = sound.length > 0 ? await runSound(sound, watcher) : [];
  return job.map((step) =>
    broken(step).length > 0
      ? oneFailed(`${step.name} could not run: ${broken(step).join(' and ')} failed.`)
      : (ran[sound.indexOf(step)] ?? oneFailed(`${step.name} came to no outcome.`)),
  );
}

/** Runs steps that nothing stands in the way of. */
async function runSound(job: Job, watcher: Watcher): Promise<Outcome[]> {
  const [first] = job as readonly [Step];
  try {
    if (first.crew) return await first.crew.run(job, (step, line) => watcher.progress(step, line));
    return [await first.run({ progress: (line) => watcher.progress(first, line) })];
  } catch (error) {
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return job.map(({ name }) => oneFailed(`${name} broke off: ${reason}`));
  }
}
