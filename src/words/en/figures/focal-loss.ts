import { exact, fixed, significant, times } from '../quantity.ts';

export const title = 'The focal loss forgives what is right already';
export const plain = 'cross-entropy';
export const focal = 'focal loss';
export const columns = ['probability of yes', plain, focal];
export const probabilityAxis = 'probability given to an object';
export const lossAxis = 'loss, nats';
export const gamma = 'γ, how much is forgiven';
export const alpha = 'α, the weight of objects';
export const says = 'What the network says';
export const truthChoice = 'What is there';
export const truth = { background: 'background', object: 'an object' } as const;
export const papers = { own: 'EfficientDet', retinaNet: 'RetinaNet', both: 'both papers' } as const;
export const even = 'even';

export const description = (sentence: string) =>
  `Loss against the probability that the network gives to an object. ${sentence}`;

/** The loss of one answer, with and without forgiveness. */
export function lossSentence(said: {
  readonly probability: number;
  readonly isYes: boolean;
  readonly plain: number;
  readonly focal: number;
}): string {
  const ratio = said.focal === 0 ? '' : `, ${times(said.plain / said.focal, 2)} less`;
  return `The network says ${fixed(said.probability, 2)} where there is ${said.isYes ? truth.object : truth.background}: ${plain} ${said.plain.toPrecision(2)}, ${focal} ${said.focal.toPrecision(2)}${ratio}.`;
}

/** What all background of a picture weighs against its objects: `plain` by cross-entropy, `focal` by the focal loss. */
export const balance = (picture: {
  readonly anchors: number;
  readonly onObjects: number;
  readonly objectSaid: number;
  readonly backgroundSaid: number;
  readonly plain: number;
  readonly focal: number;
}) =>
  `A picture of D0: ${exact(picture.onObjects)} anchors on objects, each answered with ${fixed(picture.objectSaid, 2)}, and ${exact(picture.anchors - picture.onObjects)} on background, each answered with ${fixed(picture.backgroundSaid, 2)}. By cross-entropy the background weighs ${significant(picture.plain, 3)} times what the objects weigh; by this focal loss, ${significant(picture.focal, 2)} times.`;

export const source = (paperAlpha: number, paperGamma: number) =>
  `α = ${paperAlpha}, γ = ${paperGamma}: Tan, Pang and Le 2020, Section 5.1; γ = 2 and the formula: Lin et al. 2017. The picture of anchors is an example with round numbers, computed here.`;
