/** What one step of the checks found. One count is one Vitest test or one single check. */
export interface Outcome {
  readonly passed: number;
  readonly failed: number;
  /** One text for each failure, ready to print. */
  readonly failures: readonly string[];
}

/** What a step may do while it runs. */
export interface StepContext {
  /** Prints one short line of progress under the step's name. */
  progress(line: string): void;
}

/** Steps that run as one, such as the projects whose test files the same workers take. */
export interface Crew {
  /** Runs those of its steps that were asked for and may run; resolves to the outcome of each, in their order. */
  run(steps: readonly Step[], progress: (step: Step, line: string) => void): Promise<Outcome[]>;
}

interface Named {
  readonly name: string;
  /** How many of the machine's cores the step keeps busy; a step that measures time takes them all. */
  readonly cores: number;
  /** Steps that have to pass before this one can start; they run even where only this one was asked for. */
  readonly needs?: readonly string[];
  /** Steps that this one waits for where they run too, whatever comes of them. */
  readonly follows?: readonly string[];
}

/** A step that runs by itself. */
interface Lone extends Named {
  readonly crew?: undefined;
  run(context: StepContext): Promise<Outcome>;
}

/** A step that starts together with the others of its crew, once each of them may. */
interface Member extends Named {
  readonly crew: Crew;
}

/** One step of `npm test`. */
export type Step = Lone | Member;

/** The outcome of a single check that held. */
export const onePassed: Outcome = { passed: 1, failed: 0, failures: [] };

/** The outcome of a single check that did not hold, with the text that says why. */
export function oneFailed(failure: string): Outcome {
  return { passed: 0, failed: 1, failures: [failure] };
}
