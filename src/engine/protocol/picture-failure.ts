/** What is read as a picture. */
export type PictureFormat = 'jpeg' | 'png' | 'webp' | 'avif' | 'gif' | 'bmp';

/** What is known by its first bytes and not read. */
export type OtherFile =
  | 'heic'
  | 'tiff'
  | 'jpegXl'
  | 'jpeg2000'
  | 'svg'
  | 'photoshop'
  | 'icon'
  | 'film'
  | 'sound'
  | 'pdf'
  | 'webPage'
  | 'archive'
  | 'gzip'
  | 'text';

/** A picture that cannot be looked at. Sizes in pixels. */
export type PictureFailure = {
  readonly code: 'picture';
} /** `noBytes`: an empty file. `cutShort`: it ends in its header. `damaged`: its header is right, its pixels are not. */ & (
  | { readonly what: 'unreadable' | 'noBytes' | 'cutShort' | 'damaged' | 'unknown' | 'noMemory' | 'closed' }
  | { readonly what: 'damagedHeader'; readonly format: PictureFormat }
  | { readonly what: 'other'; readonly file: OtherFile }
  /** AVIF that holds moving pictures alone. */
  | { readonly what: 'noStill' }
  | { readonly what: 'empty'; readonly width: number; readonly height: number }
  | { readonly what: 'tooLarge'; readonly width: number; readonly height: number; readonly most: number }
  /** Bytes that are no picture of that size. */
  | { readonly what: 'bytes'; readonly width: number; readonly height: number; readonly given: number }
);
