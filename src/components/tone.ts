/** The colour of a control or mark: that of the dimension it stands for, or plain ink. */
export type Tone = 'depth' | 'width' | 'resolution' | 'phi' | 'ink';
