import type { CardInput } from '../../../models/checkpoints/card.ts';
import type { CatalogueEntry } from '../../../models/checkpoints/catalogue.ts';
import type { LabelList } from '../../../models/checkpoints/labels.ts';
import type { CheckpointProperties } from '../../../models/checkpoints/naming/naming.ts';
import type { Graph } from '../../../models/graph/graph.ts';
import type { Shape } from '../../../models/graph/shape.ts';
import type { Detected, HeatMap, Suppressing } from '../host/detect/answer.ts';
import type { Region } from '../pictures/resample.ts';
import type { EngineErrorCode } from './errors.ts';

/** What runs the arithmetic, from the fastest to the one that runs everywhere. */
export const backendNames = ['webgpu', 'webgl', 'wasm', 'cpu'] as const;
export type BackendName = (typeof backendNames)[number];

/** The backend in use and how it came to be chosen. */
export interface BackendReport {
  readonly backend: BackendName;
  /** The graphics adapter in words, or “this processor”. */
  readonly adapter: string;
  /** The GPU's work is done by the processor: slow, taken only when asked for by name. */
  readonly software: boolean;
  /** Backends that were passed over, each with a sentence. */
  readonly refused: readonly { readonly backend: BackendName; readonly reason: string }[];
  /** A sentence for the reader where something is not as they would expect. */
  readonly notice?: string;
}

/** A map that was read back: [height, width, channels], row by row, channels last. */
export interface Tap {
  readonly shape: Shape;
  readonly data: Float32Array;
}
export type Taps = Readonly<Record<string, Tap>>;

/** Which network to load. */
export type NetworkSource =
  /** One that the site ships, by its folder's name in `models/checkpoints`; for another picture size than its card's, say so. */
  | { readonly checkpoint: string; readonly size?: readonly [height: number, width: number] }
  | ForeignSource
  /** Any graph (batch norms and all) with weights drawn from a seed: for measuring, not for answers. */
  | { readonly graph: Graph; readonly seed?: number }
  /** An inference graph (batch norms folded) with the weights of its parameters. */
  | { readonly graph: Graph; readonly weights: Readonly<Record<string, Float32Array>> };

/** A checkpoint in an upstream's own format; its readers are loaded when the first one is opened. */
export type ForeignSource =
  /** Published elsewhere: read from this browser's store, or fetched, checked and stored (`keep: false`: not stored). */
  | { readonly published: CatalogueEntry; readonly keep?: boolean }
  /** The reader's own files: a .safetensors, an .index with its .data files, a TF.js model.json with its weights. */
  | { readonly files: readonly OwnFile[]; readonly as?: OwnFileOptions };

export interface OwnFile {
  /** Its name or its path in the folder that it came from. */
  readonly name: string;
  readonly data: Blob;
}

/** What a file does not tell; by default what its naming's networks commonly need, and the released picture size. */
export interface OwnFileOptions extends Partial<CheckpointProperties> {
  readonly size?: readonly [height: number, width: number];
}

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

/** What a checkpoint's card says, as far as the engine and the page need it. */
export interface CheckpointDescription {
  readonly id: string;
  readonly title: string;
  readonly task: string;
  /** Of the weights files together. */
  readonly bytes: number;
  /** `null` where the checkpoint has several files or the reader brought it. */
  readonly sha256: string | null;
  /** `null` where it is not stated. */
  readonly licence: string | null;
  /** A released network's name, or its family's where the size was never released. */
  readonly network: string;
  readonly classes: number;
  readonly labels: LabelList | readonly string[] | null;
  readonly input: CardInput;
  /** Of a reader's own file: title of the catalogue's checkpoint whose preparation of pictures is taken, where there is one. */
  readonly preparedAs?: string;
  /** The checkpoint whose weights it shares. */
  readonly standsOn?: string;
}

export interface LoadTiming {
  /** Milliseconds until all weights were there and checked. */
  readonly weightsMilliseconds: number;
  /** Milliseconds for the first run on an empty picture: upload, compilation, readback. */
  readonly compileMilliseconds: number;
}

/** A network that is ready to run. */
export interface NetworkDescription {
  readonly handle: number;
  /** The inference graph as it runs: batch norms folded. Its taps, outputs and operator names can be asked for in a run. */
  readonly graph: Graph;
  readonly checkpoint?: CheckpointDescription;
  /** Of a detector: what its classes are called, and the side of its smallest anchors in strides of their level. */
  readonly classNames?: readonly string[];
  readonly anchorScale?: number;
  readonly backend: BackendReport;
  readonly timing: LoadTiming;
}

/** Opaque pixels, row by row, three bytes each: a painted scene. */
export interface RgbPicture {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array | Uint8ClampedArray;
}

/** What a network may look at. Pixels stay on this machine. */
export type Picture = ImageBitmap | ImageData | Blob | RgbPicture | { readonly normalized: Float32Array };

/**
 * `centreCrop`: the square in the middle as EfficientNet's evaluation cuts it. `whole`: everything, stretched to the input. `padded`:
 * everything at its own proportions, at the top left, the rest 0; the detectors' rule.
 */
export type Fit = 'centreCrop' | 'whole' | 'padded';

export interface RunRequest {
  readonly picture: Picture;
  readonly fit?: Fit;
  readonly taps?: readonly string[];
  readonly outputs?: readonly string[];
  /** Weights that stand in for the loaded ones in this run alone, by parameter name. */
  readonly weights?: Readonly<Record<string, Float32Array>>;
}

/** Milliseconds of one run. */
export interface RunTiming {
  /** Decoding, cropping, resizing and normalising the picture. */
  readonly prepareMilliseconds: number;
  /** The network, from the upload of its input until every value asked for is back. */
  readonly runMilliseconds: number;
  /** Of these, waiting for the backend and copying values back. */
  readonly readbackMilliseconds: number;
}

/** What the network saw of the picture. */
export interface Seen {
  /** Of the decoded picture, upright. */
  readonly width: number;
  readonly height: number;
  readonly region: Region;
}

export interface RunResult {
  readonly outputs: Taps;
  readonly taps: Taps;
  readonly timing: RunTiming;
  readonly backend: BackendReport;
  /** Absent where the input was given already normalised. */
  readonly seen?: Seen;
}

/** A run of a detector. */
export interface DetectRequest extends Pick<RunRequest, 'picture' | 'taps' | 'weights'> {
  readonly suppressing?: Suppressing;
  /** Candidates that leave the device, 5,000 at most and by default. */
  readonly candidates?: number;
  /** Also the largest score of each cell of each level. */
  readonly heatMaps?: boolean;
}

/** Milliseconds of one run of a detector. */
export interface DetectTiming extends RunTiming {
  /** Choosing the candidates where the logits are, and bringing them back; on a GPU, the network's own work is waited for here. */
  readonly selectMilliseconds: number;
}

export interface DetectResult extends Detected {
  readonly taps: Taps;
  /** Finest level first; empty unless asked for. */
  readonly heatMaps: readonly HeatMap[];
  readonly timing: DetectTiming;
  readonly backend: BackendReport;
}

/** What lives on the device. */
export interface MemoryReport {
  readonly backend: BackendName | null;
  readonly tensors: number;
  readonly bytes: number;
  /** Bytes that the graphics backend holds, buffers kept for reuse included; null where the backend does not tell. */
  readonly deviceBytes: number | null;
  readonly networks: number;
}

/** Two ceilings of a device, each the best of several runs. */
export interface DeviceCeilings {
  readonly backend: BackendReport;
  /** Multiply-adds a second in a large matrix product. */
  readonly multiplyAddsPerSecond: number;
  /** Bytes read and written a second by an addition of two large arrays. */
  readonly bytesPerSecond: number;
}

/** A checkpoint that was read and not made ready to run. */
export interface ReadResult {
  /** The inference graph: batch norms folded. */
  readonly graph: Graph;
  readonly checkpoint?: CheckpointDescription | undefined;
  /** The weights that were asked for, by their names in the graph. */
  readonly weights: Readonly<Record<string, Float32Array>>;
}

/** Page → worker. Every request has an `id` of its own and gets one `done` or `failed`. */
export type Request =
  | { readonly type: 'start'; readonly force?: BackendName }
  | { readonly type: 'load'; readonly source: NetworkSource }
  | { readonly type: 'read'; readonly source: ForeignSource; readonly ending: string }
  | ({ readonly type: 'run'; readonly handle: number } & RunRequest)
  | ({ readonly type: 'detect'; readonly handle: number } & DetectRequest)
  | { readonly type: 'suppress'; readonly handle: number; readonly suppressing: Suppressing }
  | { readonly type: 'parameters'; readonly handle: number; readonly names: readonly string[] }
  | { readonly type: 'dispose'; readonly handle: number }
  | { readonly type: 'memory' }
  | { readonly type: 'ceilings' };

export type RequestMessage = Request & { readonly id: number };
export type PageMessage = RequestMessage | { readonly type: 'cancel'; readonly id: number };

/** What each request is answered with. */
export interface Answers {
  start: BackendReport;
  load: NetworkDescription;
  read: ReadResult;
  run: RunResult;
  detect: DetectResult;
  suppress: Detected;
  parameters: Readonly<Record<string, Float32Array>>;
  dispose: null;
  memory: MemoryReport;
  ceilings: DeviceCeilings;
}

/** Worker → page. */
export type WorkerMessage =
  | { readonly type: 'progress'; readonly id: number; readonly progress: LoadProgress }
  | { readonly type: 'done'; readonly id: number; readonly answer: Answers[keyof Answers] }
  | { readonly type: 'failed'; readonly id: number; readonly code: EngineErrorCode; readonly message: string }
  /** A change that nobody asked for: the device was lost, another backend is in use. */
  | { readonly type: 'notice'; readonly backend: BackendReport; readonly message: string };
