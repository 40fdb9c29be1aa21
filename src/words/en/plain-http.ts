// What browsers give only to pages whose address begins with https, or lies on the reader's own machine. A site that is served over
// http in a local network does without.

export const cameraNeedsHttps = 'The camera needs an address that begins with https.';

export const storeNeedsHttps =
  'Nothing that is downloaded can be stored: browsers keep such files only for addresses that begin with https.';

export const keepNeedsHttps =
  'Keeping this site on a device, for use without a network, needs an address that begins with https.';

/** The same as a list, for whoever serves the site. */
export const lackingOverHttp: readonly string[] = [
  'WebGPU: networks run on WebGL or WebAssembly, more slowly',
  'the camera; pictures from files work',
  'a store for downloaded networks: each visit downloads them again',
  'keeping the site in the browser, for use without a network',
];
