/** Channels of stages 2 to 4 and of the last 1×1 (Ma et al. 2018, Table 5). */
export const shuffleNetSizes = {
  '0.5': [[48, 96, 192], 1024],
  '1.0': [[116, 232, 464], 1024],
  '1.5': [[176, 352, 704], 1024],
  '2.0': [[244, 488, 976], 2048],
} as const;
