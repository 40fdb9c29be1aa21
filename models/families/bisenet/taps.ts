/** Gates that BiSeNet multiplies channels with, from coarse to fine, by the names of their taps; each is one number a channel. */
export const gateTaps = ['attention32/gate', 'attention16/gate', 'fusion/gate'] as const;
