/** A picture that cannot be looked at. Sizes in pixels. */
export type PictureFailure = { readonly code: 'picture' } & (
  | { readonly what: 'unreadable' | 'damaged' | 'noMemory' | 'closed' }
  | { readonly what: 'empty'; readonly width: number; readonly height: number }
  | { readonly what: 'tooLarge'; readonly width: number; readonly height: number; readonly most: number }
  /** Bytes that are no picture of that size. */
  | { readonly what: 'bytes'; readonly width: number; readonly height: number; readonly given: number }
  /** In the words of `src/engine/pictures/header.ts`, whose own refusals are sentences. */
  | { readonly what: 'refused'; readonly said: string }
);
