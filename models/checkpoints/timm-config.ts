import { CheckpointError } from './checkpoint-error.ts';
import { lastPart } from './formats/parts.ts';
import { type NormalisingName, normalisingNames, normalisings } from './rules/normalising.ts';
import type { Rule } from './rules/rule.ts';

/** What timm writes beside its weights, as far as a network needs it (`timm.models.push_to_hf_hub`, timm 1.0). */
export interface TimmConfig {
  /** With its tag, as timm calls the pair: `tf_efficientnet_b0.aa_in1k`. */
  readonly architecture: string;
  readonly classes: number | null;
  /** One name a class. */
  readonly labels: readonly string[] | null;
  /** Height and width in pixels. */
  readonly size: readonly [height: number, width: number] | null;
  readonly cropFraction: number | null;
  readonly interpolation: 'bilinear' | 'bicubic' | null;
  /** For values of 0 to 1, per channel. */
  readonly mean: readonly number[] | null;
  readonly std: readonly number[] | null;
}

/** A larger one is nobody's. */
const mostBytes = 4_000_000;

/** The path among `paths` of the `config.json` in the folder of the file that leads; whether it is timm's, its content says. */
export function configBeside(leader: string, paths: readonly string[]): string | undefined {
  const folder = leader.slice(0, leader.length - lastPart(leader).length);
  return paths.find((path) => path === `${folder}config.json`);
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const numbers = (value: unknown, length: number): readonly number[] | null =>
  Array.isArray(value) && value.length === length && value.every(Number.isFinite) ? value : null;
const whole = (value: unknown): number | null =>
  typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : null;

/**
 * Reads a `config.json` that lies beside a checkpoint. `undefined` for one that is not timm's: transformers and others call theirs so, too,
 * and it then says nothing of these networks. A part that is not as timm writes it is left out.
 */
export function readTimmConfig(bytes: Uint8Array): TimmConfig | undefined {
  if (bytes.byteLength > mostBytes) return undefined;
  let read: unknown;
  try {
    read = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
  if (!isRecord(read) || typeof read.architecture !== 'string' || !isRecord(read.pretrained_cfg))
    return undefined;
  const { pretrained_cfg: pretrained, architecture } = read;
  const { tag, interpolation, crop_pct: crop } = pretrained;
  const size = numbers(pretrained.input_size, 3)?.slice(1).map(whole) ?? [];
  const [height, width] = size;
  const labels = read.label_names ?? pretrained.label_names;
  return {
    architecture: typeof tag === 'string' && tag !== '' ? `${architecture}.${tag}` : architecture,
    classes: whole(read.num_classes) ?? whole(pretrained.num_classes),
    labels:
      Array.isArray(labels) && labels.length > 0 && labels.every((each) => typeof each === 'string')
        ? labels
        : null,
    size: height && width ? [height, width] : null,
    cropFraction: typeof crop === 'number' && crop > 0 && crop <= 1 ? crop : null,
    interpolation: interpolation === 'bilinear' || interpolation === 'bicubic' ? interpolation : null,
    mean: numbers(pretrained.mean, 3),
    std: numbers(pretrained.std, 3),
  };
}

/** `efficientnet-b3` for `tf_efficientnet_b3.ns_jft_in1k`; undefined for an architecture of another family. */
function networkNamed(architecture: string): string | undefined {
  const [, size] =
    /^(?:tf_)?efficientnet_(b\d|lite\d)\b/.exec(architecture.replace(/_(?:ap|ns|es)\b/, '')) ?? [];
  return size && `efficientnet-${size}`;
}

/**
 * Holds a configuration against the weights beside it.
 * @param network the released network that has their shapes; null where none has
 * Throws `CheckpointError` where the two speak of different networks or classes.
 */
export function checkConfig(
  { architecture, classes: told, labels }: TimmConfig,
  { network, classes }: { readonly network: string | null; readonly classes: number },
): void {
  const named = networkNamed(architecture);
  if (named !== undefined && network !== null && named !== network)
    throw new CheckpointError({ code: 'config-network', architecture, network });
  if (told !== null && told !== classes) throw new CheckpointError({ code: 'config-classes', told, classes });
  if (labels !== null && labels.length !== classes)
    throw new CheckpointError({ code: 'config-labels', labels: labels.length, classes });
}

/** timm writes three digits of a mean, and 0.5019… with all of them. */
const near = (a: readonly number[], b: readonly number[]) =>
  a.every((value, i) => Math.abs(value - b[i]!) < 5e-4);

/** The known way to normalise pictures that has this mean and deviation. */
function normalisingOf({ mean, std }: TimmConfig): NormalisingName | undefined {
  if (mean === null || std === null) return undefined;
  return normalisingNames.find(
    (name) => near(mean, normalisings[name].mean) && near(std, normalisings[name].std),
  );
}

/**
 * The rule with what a configuration says of pictures in its place: a second witness beside the library, and the better one. A mean and a
 * deviation that no known way has are told, and the rule's own stay.
 */
export function ruleByConfig(rule: Rule, config: TimmConfig): Rule {
  const { size, cropFraction, interpolation, mean, std } = config;
  const evaluation = {
    ...rule.evaluation,
    ...(size !== null && { side: Math.max(...size) }),
    ...(cropFraction !== null && { cropFraction }),
    ...(interpolation !== null && { interpolation }),
  };
  const normalising = normalisingOf(config);
  if (normalising !== undefined)
    return { ...rule, evaluation, normalising, pictures: { sure: true, why: { is: 'config' } } };
  if (mean === null || std === null) return { ...rule, evaluation };
  const stays = rule.pictures.why;
  return { ...rule, evaluation, pictures: { sure: false, why: { is: 'config-unknown', mean, std, stays } } };
}
