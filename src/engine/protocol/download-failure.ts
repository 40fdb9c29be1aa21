/** The hashes by which files are published. */
export type HashName = 'sha256' | 'git-blob-sha1';

/** A file that did not come. `title`: “EfficientNet-B3”, `of`: where it was not its weights; sizes in bytes. */
export type DownloadFailure = {
  readonly code: 'download';
  readonly title: string;
  readonly of?: 'checksum';
} & (
  | { readonly what: 'offline' | 'unreadable' | 'unreachable'; readonly host: string }
  | { readonly what: 'status'; readonly host: string; readonly status: number }
  | {
      readonly what: 'brokenOff';
      readonly loaded: number;
      readonly total: number;
      /** What has come is there when it is tried again. */
      readonly kept: boolean;
    }
  /** Of the site's own weights. */
  | { readonly what: 'weights'; readonly because: WeightsReason }
);

export type WeightsReason =
  | { readonly is: 'noAnswer'; readonly said: string | null }
  | { readonly is: 'status'; readonly status: number; readonly statusText: string }
  | { readonly is: 'brokenOff'; readonly loaded: number; readonly total: number };

/** A file that came and is not what it should be; nothing of it is used. */
export type IntegrityFailure = { readonly code: 'integrity'; readonly title: string } & (
  | { readonly what: 'tooShort'; readonly loaded: number; readonly total: number }
  | { readonly what: 'tooLong'; readonly limit: number }
  | {
      readonly what: 'hash';
      readonly host: string;
      /** Which hash. */
      readonly hash: HashName;
      readonly found: string;
      readonly expected: string;
    }
  /** Of the site's own weights. */
  | {
      readonly what: 'weights';
      readonly because: 'more' | 'less' | 'hash';
      readonly loaded: number;
      readonly total: number;
    }
);

/** The browser's store is full. What is left is not always what the browser then allows; null where it does not say. */
export interface StorageFailure {
  readonly code: 'storage';
  readonly title: string;
  readonly needed: number;
  readonly left: number | null;
}
