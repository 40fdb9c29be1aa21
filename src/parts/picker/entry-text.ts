import type { CatalogueEntry } from '../../../models/checkpoints/catalogue.ts';

/** The accuracy as published, by whom and on what; “not stated” where it is not. */
export function accuracyText({ accuracy }: CatalogueEntry): string {
  if (accuracy === null) return 'not stated';
  const { top1, averagePrecision, averagePrecisionVal, at, measuredBy } = accuracy;
  const place = `${at === undefined ? '' : `at ${at} pixels, `}${measuredBy}`;
  if (top1 !== undefined) return `${top1}\u202f% top-1 (${place})`;
  if (averagePrecision === undefined) return 'not stated';
  const val = averagePrecisionVal === undefined ? '' : `, ${averagePrecisionVal.toFixed(1)} on val2017`;
  return `AP ${averagePrecision.toFixed(1)} on COCO test-dev${val} (${measuredBy})`;
}

/** The host that would be asked. */
export function hostOf({ files }: CatalogueEntry): string {
  return new URL(files[0]?.url ?? 'about:blank').host;
}
