/** Boxes of a detector whose card names every class. Throws where it does not: a figure as built would have nothing to call them. */
export const named = <B extends { readonly label: number; readonly name: string | null }>(
  boxes: readonly B[],
) =>
  boxes.map((box) => {
    const { name } = box;
    if (name === null) throw new RangeError(`The card has no name for class ${box.label}.`);
    return { ...box, name };
  });
