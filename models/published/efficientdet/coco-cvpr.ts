import { type Cited, cited, type Printed, printed } from '../row.ts';
import type { EfficientDetName } from './config.ts';

/** One row of Table 2 as the CVPR 2020 proceedings print it: older training, older latencies. AP in percent. */
export interface CocoCvprRow extends Cited {
  readonly model: string;
  readonly detector: EfficientDetName | null;
  /** Side of the input in pixels, as printed; empty where none is given. */
  readonly input: string;
  /** On test-dev; null where only val2017 is given. */
  readonly ap: number | null;
  readonly ap50: number | null;
  readonly ap75: number | null;
  readonly apValidation: number | null;
  readonly parameters: Printed | null;
  readonly multiplyAdds: Printed | null;
  /** Milliseconds on a Titan V. YOLOv3's was taken from another paper. */
  readonly titanV: number;
  /** Seconds on one CPU thread. */
  readonly cpuSeconds: number | null;
}

type Precision = readonly [number | null, number | null, number | null, number | null];

/** The numbers that articles from before July 2020 quote. Costs are given for the peers only. */
export const cocoTable2Cvpr: readonly CocoCvprRow[] = cited(
  'verified',
  [{ key: 'ED-cvpr', where: 'Table 2' }],
  [
    own('D0', [33.8, 52.2, 35.8, 33.5], 16, 0.32),
    own('D1', [39.6, 58.6, 42.3, 39.1], 20, 0.74),
    own('D2', [43.0, 62.3, 46.2, 42.5], 24, 1.2),
    own('D3', [45.8, 65.0, 49.3, 45.9], 42, 2.5),
    own('D4', [49.4, 69.0, 53.4, 49.0], 74, 4.8),
    own('D5', [50.7, 70.2, 54.7, 50.5], 141, 11),
    own('D6', [51.7, 71.2, 56.0, 51.3], 190, 16),
    own('D7', [52.2, 71.4, 56.3, 51.8], 262, 24),
    peer('YOLOv3', '', onlyTest(33.0), null, '71B', 51, null),
    peer('RetinaNet-R50', '640', onlyTest(37.0), '34M', '97B', 27, 2.8),
    peer('RetinaNet-R101', '640', onlyTest(37.9), '53M', '127B', 34, 3.6),
    peer('RetinaNet-R50', '1024', onlyTest(40.1), '34M', '248B', 51, 7.5),
    peer('RetinaNet-R101', '1024', onlyTest(41.1), '53M', '326B', 65, 9.7),
    peer('ResNet-50 + NAS-FPN', '640', onlyTest(39.9), '60M', '141B', 41, 4.1),
    peer('ResNet-50 + NAS-FPN', '1024', onlyTest(44.2), '60M', '360B', 79, 11),
    peer('ResNet-50 + NAS-FPN', '1280', onlyTest(44.8), '60M', '563B', 119, 17),
    peer('ResNet-50 + NAS-FPN', '1280@384', onlyTest(45.4), '104M', '1043B', 173, 27),
    peer('AmoebaNet + NAS-FPN + AA', '1280', onlyValidation(48.6), '185M', '1317B', 259, 38),
    peer('AmoebaNet + NAS-FPN + AA', '1536', onlyValidation(50.7), '209M', '3045B', 608, 83),
  ],
);

function own(
  detector: EfficientDetName,
  [ap, ap50, ap75, apValidation]: Precision,
  titanV: number,
  cpuSeconds: number,
): Omit<CocoCvprRow, keyof Cited> {
  return {
    model: `EfficientDet-${detector}`,
    detector,
    input: '',
    ap,
    ap50,
    ap75,
    apValidation,
    parameters: null,
    multiplyAdds: null,
    titanV,
    cpuSeconds,
  };
}

function peer(
  model: string,
  input: string,
  [ap, ap50, ap75, apValidation]: Precision,
  parameters: string | null,
  multiplyAdds: string,
  titanV: number,
  cpuSeconds: number | null,
): Omit<CocoCvprRow, keyof Cited> {
  return {
    model,
    detector: null,
    input,
    ap,
    ap50,
    ap75,
    apValidation,
    parameters: parameters === null ? null : printed(parameters),
    multiplyAdds: printed(multiplyAdds),
    titanV,
    cpuSeconds,
  };
}

function onlyTest(ap: number): Precision {
  return [ap, null, null, null];
}

function onlyValidation(ap: number): Precision {
  return [null, null, null, ap];
}
