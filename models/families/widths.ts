import type { Member } from './family.ts';

/** The width that the rest of a name says: `1.4` of `mobilenet-v2-1.4`; undefined where it is no width. */
export function widthCalled(text: string): number | undefined {
  const width = text.trim() === '' ? Number.NaN : Number(text);
  return Number.isFinite(width) && width > 0 ? width : undefined;
}

/** Finds members of any width by the rest of their names. */
export function anyWidth(member: (width: number) => Member): (size: string) => Member | undefined {
  return (size) => {
    const width = widthCalled(size);
    return width === undefined ? undefined : member(width);
  };
}

/** The name of a family's network at a width: the family's own at width 1. */
export function nameAtWidth(id: string, width: number): string {
  return width === 1 ? id : `${id}-${width}`;
}

/** What a person calls it: `MobileNetV2`, `MobileNetV2 1.4`. */
export function titleAtWidth(title: string, width: number): string {
  return width === 1 ? title : `${title} ${width}`;
}
