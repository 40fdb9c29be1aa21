/** A class whose name is not known, by its number. */
export const unnamedClass = (index: number) => `class ${index}`;
