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
 * that may start, the first in the list goes first.
 */
export async function runSteps(steps: readonly Step[], cores: number, watcher: Watcher): Promise<Outcome[]> {
  const outcomes = new Map<string, Outcome>();
  const waiting = [...steps];
  const running = new Map<string, Promise<void>>();
  const listed = new Set(steps.map((step) => step.name));
  let free = cores;

  const isOver = (name: string): boolean => !listed.has(name) || outcomes.has(name);
  const mayStart = (step: Step): boolean =>
    [...(step.needs ?? []), ...(step.follows ?? [])].every(isOver) && Math.min(step.cores, cores) <= free;

  const start = (step: Step): void => {
    const taken = Math.min(step.cores, cores);
    const began = performance.now();
    free -= taken;
    watcher.started(step);
    const ended = runOne(step, outcomes, watcher).then((outcome) => {
      outcomes.set(step.name, outcome);
      running.delete(step.name);
      free += taken;
      watcher.ended(step, outcome, (performance.now() - began) / 1000);
    });
    running.set(step.name, ended);
  };

  while (waiting.length > 0 || running.size > 0) {
    for (let next = waiting.findIndex(mayStart); next >= 0; next = waiting.findIndex(mayStart)) {
      for (const step of waiting.splice(next, 1)) start(step);
    }
    if (running.size === 0) {
      throw new Error(`These steps wait for one another: ${waiting.map((step) => step.name).join(', ')}.`);
    }
    await Promise.race(running.values());
  }
  return steps.map((step) => outcomes.get(step.name) as Outcome);
}

async function runOne(
  step: Step,
  outcomes: ReadonlyMap<string, Outcome>,
  watcher: Watcher,
): Promise<Outcome> {
  const broken = (step.needs ?? []).filter((name) => (outcomes.get(name)?.failed ?? 0) > 0);
  if (broken.length > 0) return oneFailed(`${step.name} could not run: ${broken.join(' and ')} failed.`);
  try {
    return await step.run({ progress: (line) => watcher.progress(step, line) });
  } catch (error) {
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return oneFailed(`${step.name} broke off: ${reason}`);
  }
}
