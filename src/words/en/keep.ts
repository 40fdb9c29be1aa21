// The offer to keep the whole site in the browser, and what becomes of it.

const megabytes = (bytes: number) => `${Math.max(1, Math.round(bytes / 1e6))}\u202fMB`;

/** The offer, and how much it is, which is known when all else is built. */
export const keep = 'Keep on this device';
export const size = (bytes: number) => ` (${megabytes(bytes)})`;
export const offer = 'Every page, figure and network of this site can then be used here without a network.';

export const keeping = 'Fetching the site';
export const amount = (loaded: number, total: number) =>
  `${(loaded / 1e6).toFixed(0)} of ${megabytes(total)}`;
export const stop = 'Stop';

export const kept = (bytes: number) =>
  `Kept on this device, ${megabytes(bytes)}: every page works here without a network.`;
export const remove = 'Remove';

export const newer =
  'There is a newer version of this site. What is kept on this device stays as it is until you ask for the new one.';
export const reloadNow = 'Reload now';

/** Said once, of what the reader has just done. */
export const stopped = 'Stopped: nothing was kept.';
export const renewalStopped = 'Stopped: what was kept stays as it was.';
export const removed = 'Removed from this device.';

/** Why nothing can be kept at all. */
export const keepRefused =
  'This browser keeps no site for use without a network, or not in this window: private windows often do not.';

/** Where the offer itself could not be made: its script did not come. */
export const notLoaded = 'The server of this site does not answer. Try again when there is a network.';

/** Why it did not work this time. */
export const unreachable =
  'The server of this site does not answer, so not all of it could be fetched. What has come stays here: try again when there is a network.';
export const differs = (path: string) =>
  `What the server sends for “${path}” is not what this site was built of: it may just be changing. Reload this page in a minute and try again.`;
export const noList =
  'This copy of the site does not say what it consists of, so it cannot be kept whole: it was not made by the build.';
export const full = (bytes: number) =>
  `The browser’s store has no room for ${megabytes(bytes)} more. Make room on this device, or remove other sites’ data, and try again.`;
export const refused =
  'This browser did not keep the site: its settings may forbid it, as those of private windows do. Nothing else here needs it.';
