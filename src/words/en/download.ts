import type {
  DownloadFailure,
  HashName,
  IntegrityFailure,
  StorageFailure,
  WeightsReason,
} from '../../engine/protocol/download-failure.ts';

export const hashTitle: Readonly<Record<HashName, string>> = {
  sha256: 'SHA-256',
  'git-blob-sha1': 'git blob SHA-1',
};

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)}\u202fMB`;
const count = (value: number) => value.toLocaleString('en');

/** Why a file did not come. */
export function downloadSentence(failure: DownloadFailure): string {
  const title = failure.of === 'checksum' ? `the checksum of ${failure.title}` : failure.title;
  switch (failure.what) {
    case 'offline':
      return `This device is offline, so ${title} cannot be fetched from ${failure.host}. What is stored here still works; connect and try again.`;
    case 'unreadable':
      return `${failure.host} answers, but does not allow pages of other sites to read ${title} (it sends no cross-origin header). Choose another checkpoint, or download the file by hand and open it here.`;
    case 'unreachable':
      return `${failure.host} could not be reached, so ${title} was not downloaded. The connection or the host may be down: check the connection and try again.`;
    case 'status': {
      const [meaning, advice] = statusText(failure.status);
      return `${failure.host} answered ${failure.status} for ${title}: ${meaning}. ${advice}`;
    }
    case 'brokenOff': {
      const { loaded, total, kept } = failure;
      const rest = kept ? 'What has come is kept: try again to continue from there.' : 'Try again.';
      return `The download of ${title} broke off after ${megabytes(loaded)} of ${megabytes(total)}. ${rest}`;
    }
    case 'weights':
      return `The weights of ${title} could not be downloaded: ${weightsReason(failure.because)}. Check the connection and try again.`;
  }
}

function statusText(status: number): readonly [meaning: string, advice: string] {
  switch (status) {
    case 404:
    case 410:
      return ['the file is no longer there', 'Choose another checkpoint of this network.'];
    case 401:
    case 403:
      return ['it does not give the file to everyone', 'Choose another checkpoint of this network.'];
    case 429:
      return ['it was asked too often', 'Wait a few minutes and try again.'];
    default:
      return ['it cannot serve the file now', 'Try again later, or choose another checkpoint.'];
  }
}

function weightsReason(because: WeightsReason): string {
  switch (because.is) {
    case 'noAnswer':
      return because.said ?? 'no answer';
    case 'status':
      return `the server answered ${because.status} ${because.statusText}`.trim();
    case 'brokenOff':
      return `the connection broke off after ${megabytes(because.loaded)} of ${megabytes(because.total)}`;
  }
}

/** Why a file that came is not used. */
export function integritySentence(failure: IntegrityFailure): string {
  const { title } = failure;
  switch (failure.what) {
    case 'tooShort':
      return `The download of ${title} ended after ${count(failure.loaded)} of ${count(failure.total)} bytes: it is cut short, and is not used. Try again to fetch the rest.`;
    case 'tooLong':
      return `More came for ${title} than the ${count(failure.limit)} bytes that it should have: it is another file. It was thrown away; choose another checkpoint of this network.`;
    case 'hash': {
      const { host, hash, found, expected } = failure;
      return `What came for ${title} from ${host} is not the published file: its ${hashTitle[hash]} begins with ${found.slice(0, 12)} instead of ${expected.slice(0, 12)}. It was thrown away, because other weights give other answers. Try again, or choose another checkpoint.`;
    }
    case 'weights':
      return `The weights of ${title} arrived damaged: ${weightsDamage(failure)}. They were thrown away, because a network with wrong weights gives wrong answers. Try again.`;
  }
}

function weightsDamage(failure: Extract<IntegrityFailure, { what: 'weights' }>): string {
  switch (failure.because) {
    case 'more':
      return `more than the ${megabytes(failure.total)} that it should have`;
    case 'less':
      return `${failure.loaded} of ${failure.total} bytes`;
    case 'hash':
      return 'their SHA-256 is not the expected one';
  }
}

/** Why a file could not be stored. */
export function storageSentence({ title, needed, left }: StorageFailure): string {
  // The browser's estimate is not always what it then allows.
  const room = left === null || left >= needed ? '' : `, and has ${megabytes(left)} left`;
  return `This browser’s store has no room for ${title}: it needs ${megabytes(needed)}${room}. Delete a stored checkpoint, or run this one without storing it.`;
}
