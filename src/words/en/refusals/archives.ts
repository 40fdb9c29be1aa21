import type { ArchiveFaults } from '../../../../models/checkpoints/faults/archives.ts';
import { exact } from '../quantity.ts';
import { damaged, quoted, type Sentences } from './sentence.ts';

const torchSaved = 'Open a file that torch.save wrote';

export const archives: Sentences<ArchiveFaults> = {
  'archive-bomb': ({ claimed, held }) =>
    `The compressed parts of the file claim ${exact(claimed)} bytes, but it has ${exact(held)}. Weights do not compress so far: it is built to fill the memory. ${torchSaved}; it compresses nothing.`,
  'archive-part-checksum': ({ part }) =>
    damaged(`The part ${quoted(part)} does not match its checksum (CRC-32).`, 'Its data is damaged.'),
  'archive-parts': ({ claimed }) => damaged(`The archive claims ${exact(claimed)} parts.`),
  'archive-directory': () => damaged('The directory at the end of the archive is missing or wrong.'),
  'archive-pointer-missing': () =>
    damaged('The archive’s directory lies behind a pointer that is not there.'),
  'archive-pointer-astray': () =>
    damaged('The archive’s directory lies behind a pointer that leads elsewhere.'),
  'archive-directory-short': () => damaged('The archive’s directory lists fewer parts than it claims.'),
  'archive-entry-end': () => damaged('An entry of the archive’s directory runs past its end.'),
  'archive-part-twice': ({ part }) => damaged(`The archive lists the part ${quoted(part)} twice.`),
  'archive-part-packed': ({ part, method }) =>
    `The part ${quoted(part)} of the archive is ${method === 'encrypted' ? 'encrypted' : `compressed by method ${method}`}. Parts that are stored whole or deflated are read. ${torchSaved}.`,
  'archive-part-bytes': ({ part, claimed, stored }) =>
    damaged(`The part ${quoted(part)} claims ${claimed} bytes, but ${stored} are stored.`),
  'archive-part-differs': ({ part }) =>
    damaged(`The part ${quoted(part)} of the archive is not what its directory says.`),
  'archive-part-overlaps': ({ part }) =>
    damaged(`The part ${quoted(part)} of the archive overlaps what follows it.`),
  'inflated-bytes': ({ given, claimed }) =>
    damaged(`A compressed part gives ${exact(given)} bytes instead of ${exact(claimed)}.`),
  'inflate-ill-formed': () => damaged('A compressed part of the file cannot be unpacked.'),
  'inflated-too-much': ({ claimed }) =>
    damaged(`A compressed part gives more than the ${exact(claimed)} bytes that it claims.`),
};
