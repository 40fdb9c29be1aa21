import type { Graph } from '../../../models/graph/graph.ts';
import type { Shape } from '../../../models/graph/shape.ts';
import type { Weights } from '../../../models/operators/fold.ts';
import type { Adapter, DeviceLimits, Precision, RunsOn } from '../protocol/device.ts';
import type { Tap } from '../protocol/maps.ts';
import type { DeviceCeilings, DispatchTimes, MemoryReport } from '../protocol/runtime.ts';
import type { Heads, Selection, SelectOptions } from './selection.ts';

// The door: what anything that runs networks has to be. The host, the command line and the proof know these interfaces and no program
// behind them.

/** A device that is open, and the program that runs networks on it. */
export interface Runtime {
  readonly runsOn: RunsOn & Adapter;
  readonly limits: DeviceLimits;
  /** Values may be stored in half precision here; `native` where the device has such values itself, so that it pays. Absent where they may not. */
  readonly half?: 'stored' | 'native';
  /** Resolves when the device is gone, with the reason where the browser gives one; never where it cannot go. */
  readonly lost: Promise<string | null>;
  /**
   * Makes a network ready: its weights on the device (those that another network of this runtime holds as the same arrays are
   * shared), its program compiled.
   * @param graph An inference graph or one with its batch norms; shapes as it says.
   * @throws EngineError `checkpoint` where weights are missing or of another size, `device` where the driver refuses the program
   */
  load(graph: Graph, weights: Weights, options?: LoadOptions): Promise<Executor>;
  /** Measures the device for a roofline. */
  ceilings(signal?: AbortSignal): Promise<Omit<DeviceCeilings, 'runtime'>>;
  memory(): Pick<MemoryReport, 'tensors' | 'bytes' | 'deviceBytes'>;
  /** Gives the device back; its executors are of no use any more. */
  close(): void;
}

export interface LoadOptions {
  /** How values are stored; float32 where nothing is said, or where the program knows nothing else. */
  readonly precision?: Precision | undefined;
  /** Measures first which of a few forms of its programs is fastest here, where that pays and is not known yet. */
  readonly tune?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  /** The weights are on the device; what remains is to compile. */
  readonly onUploaded?: (() => void) | undefined;
}

/** A network that is ready to run. */
export interface Executor {
  readonly graph: Graph;
  readonly precision: Precision;
  /**
   * Runs the network. One run goes at a time, but for what `onSubmitted` allows.
   * @param input [height, width, channels] as the graph's first input says, normalised; where that is given for each region, one after the
   * other.
   * @throws EngineError `cancelled`; `graph` for an input or changed weights of another size; `device` where the driver complained, so
   * that the result would be wrong; `disposed`. A `GraphError` for a name that the graph does not have. Nothing is left on the device.
   */
  run<Looked = undefined>(input: Float32Array, options?: RunOptions<Looked>): Promise<RunAnswer<Looked>>;
  /**
   * The same of a picture that the device itself prepares for the network's only input; absent where that is not offered. Values differ from
   * those that the processor prepares by float32's rounding. The bitmap is read before this returns, and not closed.
   */
  runFrame?<Looked = undefined>(frame: Frame, options?: RunOptions<Looked>): Promise<RunAnswer<Looked>>;
  /** What each dispatch of a run takes; absent where runs have none that could be told apart. One run goes at a time, this among them. */
  timeDispatches?(signal?: AbortSignal): Promise<DispatchTimes>;
  /** Lets go of the weights, but for those that another network shares. */
  dispose(): void;
}

/** A picture that is resized to `scaled` at the top left of the input and normalised; the rest is 0. */
export interface Frame {
  readonly bitmap: ImageBitmap;
  readonly scaled: readonly [height: number, width: number];
  readonly normalization: {
    readonly mean: readonly [number, number, number];
    readonly standardDeviation: readonly [number, number, number];
  };
}

export interface RunOptions<Looked> {
  /**
   * Values of the inputs after the first, by name. One that is given for each region holds them one after the other; as many regions are
   * computed.
   */
  readonly inputs?: Readonly<Record<string, Float32Array>> | undefined;
  /** Names of taps, outputs or operators to read back besides the outputs. */
  readonly taps?: readonly string[] | undefined;
  /** Leaves out outputs that nobody needs; the operators behind them still run. */
  readonly outputs?: readonly string[] | undefined;
  /** Weights that stand in for the loaded ones in this run, by parameter name. */
  readonly weights?: Weights | undefined;
  /** Looks at outputs and taps while they are on the device; they are gone when its promise settles. */
  readonly look?: Look<Looked> | undefined;
  /**
   * Called once all that the run asks of the device is handed over: another run may begin while its values are awaited, one at the most.
   * What `look` has not asked for by then, it does not get. Never called where runs cannot overlap.
   */
  readonly onSubmitted?: (() => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

export type Look<Looked> = (maps: DeviceMaps) => Promise<Looked>;

export interface RunAnswer<Looked = undefined> {
  readonly outputs: Readonly<Record<string, Tap>>;
  readonly taps: Readonly<Record<string, Tap>>;
  /** What `look` gave. */
  readonly looked: Looked;
  /** Milliseconds to wait for the last value and copy everything asked for. */
  readonly readbackMilliseconds: number;
}

/** A map on the device, [height, width, channels] (those of several regions one after the other), while a run lasts. */
export interface DeviceMap {
  readonly shape: Shape;
  read(): Promise<Float32Array>;
}

/** The maps of a run while they are on the device. */
export interface DeviceMaps {
  /** An output, or what the run was asked to tap. Throws `GraphError` for another name. */
  map(name: string): DeviceMap;
  /**
   * A detector's candidates, chosen where its maps are, so that little comes back; absent where reading the maps is as cheap. See
   * `select`, which asks for it.
   */
  readonly best?: (heads: Heads, options: SelectOptions) => Promise<Selection>;
}
