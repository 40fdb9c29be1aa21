/** A part of loading that takes a while. Sizes in bytes, known before the first byte comes. */
export type LoadProgress =
  | { readonly phase: 'starting' }
  | {
      readonly phase: 'downloading';
      readonly loaded: number;
      readonly total: number;
      readonly cached: boolean;
    }
  /** The download is held against its published hash. */
  | { readonly phase: 'checking' }
  /** Its tensors are brought into the graph's layout. */
  | { readonly phase: 'reading' }
  | { readonly phase: 'uploading' }
  | { readonly phase: 'compiling' };
