/** Maps on the way to the thin one that are worth a look, by the names of their taps; a network has some of them. */
export const thinTaps = ['cem/c4', 'cem/c5', 'cem/global', 'cem/sum', 'separable/sum', 'sam/gate'] as const;
