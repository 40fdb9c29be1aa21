import { type Cited, cited, type Printed, printed } from '../row.ts';
import type { EfficientDetName } from './config.ts';

/** One row of the EfficientDet paper's Table 2 (version 7). Average precision on COCO, in percent. */
export interface CocoRow extends Cited {
  readonly model: string;
  /** Set where the row is one of the paper's own detectors. */
  readonly detector: EfficientDetName | null;
  /** Side of the input in pixels, as printed (`1280@384`: with 384 channels); empty where none is given. */
  readonly input: string;
  /** On test-dev. */
  readonly ap: number | null;
  readonly ap50: number | null;
  readonly ap75: number | null;
  /** On val2017. */
  readonly apValidation: number | null;
  readonly parameters: Printed | null;
  readonly multiplyAdds: Printed | null;
  /** The EfficientDet at the head of this row's group; the ratios are relative to it. */
  readonly comparedWith: EfficientDetName;
  readonly parametersRatio: Printed | null;
  readonly multiplyAddsRatio: Printed | null;
  /** Milliseconds on a Titan V, float32, batch of one, network alone. */
  readonly titanV: Printed | null;
  /**
   * Milliseconds on a V100, float16, batch of one, from picture to boxes; an asterisk marks a latency taken from
   * Detectron2's own report instead of this machine.
   */
  readonly v100: Printed | null;
}

/** AP, AP50, AP75 and AP on val2017; parameters, ratio, multiply-adds, ratio; Titan V, V100. */
type Precision = readonly [number | null, number | null, number | null, number | null];
type Cost = readonly [string | null, string | null, string | null, string | null];
type Latency = readonly [string | null, string | null];

const maskRcnn = 'Detectron2 Mask R-CNN';
const resNetNasFpn = 'ResNet-50 + NAS-FPN';
const amoebaNet = 'AmoebaNet + NAS-FPN + AA';

/** Table 2 of version 7. Figure 1 of the same version still draws the older accuracies of D0 and D1. */
export const cocoTable2: readonly CocoRow[] = cited(
  'verified',
  [{ key: 'ED', where: 'Table 2' }],
  [
    own('D0', '512', [34.6, 53.0, 37.1, 34.3], ['3.9M', '1x', '2.5B', '1x'], ['12', '10.2']),
    peer('D0', 'YOLOv3', '', [33.0, 57.9, 34.4, null], [null, null, '71B', '28x'], [null, null]),
    own('D1', '640', [40.5, 59.1, 43.7, 40.2], ['6.6M', '1x', '6.1B', '1x'], ['16', '13.5']),
    peer('D1', 'RetinaNet-R50', '640', [39.2, 58.0, 42.3, 39.2], ['34M', '6.7x', '97B', '16x'], ['25', null]),
    peer(
      'D1',
      'RetinaNet-R101',
      '640',
      [39.9, 58.5, 43.0, 39.8],
      ['53M', '8.0x', '127B', '21x'],
      ['32', null],
    ),
    own('D2', '768', [43.9, 62.7, 47.6, 43.5], ['8.1M', '1x', '11B', '1x'], ['23', '17.7']),
    peer(
      'D2',
      `${maskRcnn} R101-FPN`,
      '',
      onlyValidation(42.9),
      ['63M', '7.7x', '164B', '15x'],
      [null, '56*'],
    ),
    peer(
      'D2',
      `${maskRcnn} X101-FPN`,
      '',
      onlyValidation(44.3),
      ['107M', '13x', '277B', '25x'],
      [null, '103*'],
    ),
    own('D3', '896', [47.2, 65.9, 51.2, 46.8], ['12M', '1x', '25B', '1x'], ['37', '29.0']),
    peer('D3', resNetNasFpn, '1024', onlyTest(44.2), ['60M', '5.1x', '360B', '15x'], ['64', null]),
    peer('D3', resNetNasFpn, '1280', onlyTest(44.8), ['60M', '5.1x', '563B', '23x'], ['99', null]),
    peer('D3', resNetNasFpn, '1280@384', onlyTest(45.4), ['104M', '8.7x', '1043B', '42x'], ['150', null]),
    own('D4', '1024', [49.7, 68.4, 53.9, 49.3], ['21M', '1x', '55B', '1x'], ['65', '42.8']),
    peer('D4', amoebaNet, '1280', onlyValidation(48.6), ['185M', '8.8x', '1317B', '24x'], ['246', null]),
    own('D5', '1280', [51.5, 70.5, 56.1, 51.3], ['34M', '1x', '135B', '1x'], ['128', '72.5']),
    peer('D5', `${maskRcnn} X152`, '', onlyValidation(50.2), [null, null, null, null], [null, '234*']),
    own('D6', '1280', [52.6, 71.5, 57.2, 52.2], ['52M', '1x', '226B', '1x'], ['169', '92.8']),
    peer('D6', amoebaNet, '1536', onlyValidation(50.7), ['209M', '4.0x', '3045B', '13x'], ['489', null]),
    own('D7', '1536', [53.7, 72.4, 58.4, 53.4], ['52M', null, '325B', null], ['232', '122']),
    own('D7x', '1536', [55.1, 74.3, 59.9, 54.4], ['77M', null, '410B', null], ['285', '153']),
  ],
);

/** One pair of Figure 4c: seconds on one CPU thread, against the peer of like accuracy. */
export interface DetectorCpuRow extends Cited {
  readonly detector: EfficientDetName;
  readonly seconds: number;
  readonly peer: string;
  readonly peerSeconds: number;
  readonly speedup: Printed;
}

export const detectorCpuFigure4: readonly DetectorCpuRow[] = cited(
  'verified',
  [{ key: 'ED', where: 'Figure 4c' }],
  [
    { detector: 'D1', seconds: 0.74, peer: 'RetinaNet', peerSeconds: 3.6, speedup: printed('4.9x') },
    { detector: 'D3', seconds: 2.5, peer: 'ResNet+NAS-FPN', peerSeconds: 27, speedup: printed('11x') },
    { detector: 'D6', seconds: 16, peer: 'AmoebaNet+NAS-FPN', peerSeconds: 83, speedup: printed('5.2x') },
  ],
);

function own(detector: EfficientDetName, input: string, precision: Precision, cost: Cost, latency: Latency) {
  const model = `EfficientDet-${detector}`;
  return { model, detector, comparedWith: detector, input, ...numbers(precision, cost, latency) };
}

function peer(
  comparedWith: EfficientDetName,
  model: string,
  input: string,
  precision: Precision,
  cost: Cost,
  latency: Latency,
) {
  return { model, detector: null, comparedWith, input, ...numbers(precision, cost, latency) };
}

function onlyTest(ap: number): Precision {
  return [ap, null, null, null];
}

function onlyValidation(ap: number): Precision {
  return [null, null, null, ap];
}

function numbers(precision: Precision, cost: Cost, latency: Latency) {
  const [ap, ap50, ap75, apValidation] = precision;
  const read = (text: string | null): Printed | null => (text === null ? null : printed(text));
  return {
    ap,
    ap50,
    ap75,
    apValidation,
    parameters: read(cost[0]),
    parametersRatio: read(cost[1]),
    multiplyAdds: read(cost[2]),
    multiplyAddsRatio: read(cost[3]),
    titanV: read(latency[0]),
    v100: read(latency[1]),
  };
}
