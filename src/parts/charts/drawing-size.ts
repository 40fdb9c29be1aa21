/** The places that drawings are laid out for. */
export const drawingSizes = ['wide', 'narrow'] as const;
export type DrawingSize = (typeof drawingSizes)[number];
