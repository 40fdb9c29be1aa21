/** A class whose name is not known, by its number. */
export const unnamedClass = (index: number) => `class ${index}`;

/** Boxes whose classes all have a name. */
export const named = <B extends { readonly label: number; readonly name: string | null }>(
  boxes: readonly B[],
) => boxes.map((box) => ({ ...box, name: box.name ?? unnamedClass(box.label) }));
