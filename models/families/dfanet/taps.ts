/** Gates that DFANet multiplies channels with, backbone by backbone, by the names of their taps; behind a ReLU, so they may be above 1. */
export const gateTaps = ['1/attention/gate', '2/attention/gate', '3/attention/gate'] as const;
