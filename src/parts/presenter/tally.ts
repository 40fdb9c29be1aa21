/** Hands for each option of a question, counted once, or once before and once after the class has talked. */
export type Rounds = readonly (readonly number[])[];

const mostRounds = 2;

/** The rounds that a text holds, as windows tell it each other: `3,5,0;1,7,0`. One round of nothing where it holds none. */
export function readRounds(text: unknown, options: number): Rounds {
  const none = [Array.from({ length: options }, () => 0)];
  if (typeof text !== 'string') return none;
  const rounds = text.split(';').map((round) => round.split(',').map(Number));
  const holds =
    rounds.length <= mostRounds &&
    rounds.every(
      (round) =>
        round.length === options && round.every((count) => Number.isSafeInteger(count) && count >= 0),
    );
  return holds ? rounds : none;
}

export const writeRounds = (rounds: Rounds): string => rounds.map((round) => round.join(',')).join(';');

/** With a hand more or fewer for an option, in the round that is being counted. */
export const counted = (rounds: Rounds, option: number, by: 1 | -1): Rounds =>
  rounds.map((round, i) =>
    i < rounds.length - 1
      ? round
      : round.map((count, each) => (each === option ? Math.max(0, count + by) : count)),
  );

/** With a round more, from nothing: of three the first is forgotten. */
export const again = (rounds: Rounds): Rounds => [
  ...rounds.slice(1 - mostRounds),
  (rounds[0] ?? []).map(() => 0),
];

/** How long a bar is, as a share of the longest in any round. */
export function barShares(rounds: Rounds): Rounds {
  const longest = Math.max(1, ...rounds.flat());
  return rounds.map((round) => round.map((count) => count / longest));
}

/** What an option is called when hands go up. */
export const letterOf = (option: number): string => String.fromCharCode('A'.charCodeAt(0) + option);
