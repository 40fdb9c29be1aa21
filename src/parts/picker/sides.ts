/** Sizes of pictures: the coarsest level's cells are 128 pixels wide, so every multiple of that fits. */
export const sides: readonly number[] = [128, 256, 384, 512, 640, 768, 896, 1024];
