/** The loss of one yes-or-no question, given the probability that was said for “yes”. */
export interface FocalConfig {
  /** Weight of the questions whose answer is yes; those of no have 1 − α. */
  readonly alpha: number;
  /** How much an answer that was right and sure is forgiven; 0 forgives nothing. */
  readonly gamma: number;
}

/** −ln p of what is true: the loss of ordinary training, in nats. */
export function crossEntropy(probability: number, isYes: boolean): number {
  return -Math.log(isYes ? probability : 1 - probability);
}

/** −α_t (1 − p_t)^γ ln p_t (Lin et al. 2017, equation 5); with γ = 0 and α = ½ it is half the cross-entropy. */
export function focalLoss(probability: number, isYes: boolean, { alpha, gamma }: FocalConfig): number {
  const said = isYes ? probability : 1 - probability;
  return (isYes ? alpha : 1 - alpha) * (1 - said) ** gamma * crossEntropy(probability, isYes);
}
