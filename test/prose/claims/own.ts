import { necks } from '../../../src/figures/own-detectors/logic.ts';
import { shippedMeasurements } from '../../../src/figures/own-detectors/shipped-measurements.ts';
import { type Claim, claim, cost, counted, fixed, subject } from './claim.ts';

const ownName = (word: string): string =>
  word === 'D0, φ = 0'
    ? 'D0, φ = 0|(?:D0|EfficientDet-D0(?: on stickers)?)(?! for small)'
    : word === 'φ = −2'
      ? 'φ = −2(?!, trained| with)'
      : word
          .replace('φ = −2, trained briefly', 'φ = −2, trained briefly')
          .replace(/^channels/, '(?:channels|φ = −2 with width)')
          .replace(/^resolution/, '(?:φ = −2 with )?resolution');
const precision = /\bAP|precision|interval|line of all knobs|told from/;
/** What was measured on our own detectors. */
export const own: Claim[] = [
  ...shippedMeasurements.flatMap((row) => {
    const of = subject('own detector', row.word, ownName(row.word));
    const values = [row.ap, ...row.interval, row.ap50, row.small, row.medium, row.large, row.unseen];
    return values.flatMap((value) =>
      value === null
        ? []
        : [
            claim(of, `AP at ${row.size} pixels`, 'decimal', fixed(value, 3), precision),
            claim(of, `AP at ${row.size} pixels`, 'decimal', fixed(value, 3).replace(/0$/, ''), precision),
            claim(
              of,
              `AP at ${row.size} pixels`,
              'decimal',
              fixed(value, 2),
              new RegExp(`AP ${fixed(value, 2)}`),
            ),
          ],
    );
  }),
  ...necks(shippedMeasurements).map(({ word, ap }) =>
    claim(subject('own detector', word), 'AP, mean of its seeds', 'decimal', fixed(ap, 3), precision),
  ),
  ...shippedMeasurements.flatMap((row) => {
    const of = subject('own detector', row.word);
    return [
      claim(of, 'training scenes presented', 'whole', String(row.training?.presented ?? 0), /present/i),
      claim(of, 'different training scenes', 'whole', String(row.training?.distinct ?? 0), /different/i),
      ...counted(of, 'multiply-adds', row.multiplyAdds, cost),
    ];
  }),
];
