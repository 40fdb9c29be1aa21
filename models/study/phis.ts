/** The φ at which the study's base is scaled by the paper's rule; 0 is the base itself. */
export const ruledPhis = [-2, -1, 0, 1, 2, 3] as const;
