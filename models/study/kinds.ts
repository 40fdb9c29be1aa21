/**
 * What the study's networks tell apart: forty kinds of stickers, by the names that the emoji have in their packages. The easier task
 * has the first sixteen.
 */
export const kinds = [
  'cat',
  'dog',
  'horse',
  'elephant',
  'rabbit',
  'octopus',
  'butterfly',
  'fish',
  'automobile',
  'bus',
  'bicycle',
  'airplane',
  'sailboat',
  'umbrella',
  'guitar',
  'mushroom',
  'scissors',
  'snail',
  'whale',
  'turtle',
  'crab',
  'tractor',
  'helicopter',
  'rocket',
  'motorcycle',
  'banana',
  'pineapple',
  'strawberry',
  'hamburger',
  'doughnut',
  'cactus',
  'sunflower',
  'trumpet',
  'violin',
  'crown',
  'key',
  'hammer',
  'bell',
  'anchor',
  'camera',
] as const;

/** How many kinds a task has. */
export const kindsOf = { easy: 16, whole: kinds.length } as const;
export type Task = keyof typeof kindsOf;
