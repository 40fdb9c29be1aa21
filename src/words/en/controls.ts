export const cancel = 'Cancel';
/** The field beside a slider. */
export const exactValue = (label: string, unit: string | undefined) =>
  `${label}, exact value${unit ? ` in ${unit}` : ''}`;
