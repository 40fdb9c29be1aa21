import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { onnxruntimeFiles } from './dawn/contenders.ts';
import { type BenchNetwork, writeNetwork } from './networks.ts';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Puts the parts together again beside itself and races: the one file that is called on the machine with the card. */
const script = `#!/bin/sh
# sh race.sh [--network efficientnet-b0] [--contender own --contender ort] [--rounds 100] [--json FILE]
set -e
here=$(cd "$(dirname "$0")" && pwd)
to=\${RACE_FOLDER:-/tmp/phiscope-race}
if [ ! -e "$to/ready" ]; then
  mkdir -p "$to"
  cat "$here"/part* | tar -xzf - -C "$to"
  touch "$to/ready"
fi
# Where the driver's description is not at its usual place, VK_DRIVER_FILES names it.
exec "$to/node" "$to/race.mjs" "$@"
`;

/**
 * Makes what a machine with a graphics card and without network needs to race: `part1` … `partN` of one archive (this Node, Dawn for this
 * platform, ONNX Runtime Web, the engine as one file, networks with weights and input), and `race.sh`, which puts them together and runs.
 */
export async function pack(folder: string, parts: number, networks: readonly BenchNetwork[]): Promise<void> {
  const stage = mkdtempSync(join(tmpdir(), 'phiscope-pack-'));
  try {
    await build({
      root: at('./dawn/'),
      configFile: false,
      logLevel: 'error',
      ssr: { noExternal: true, external: ['webgpu'] },
      build: {
        ssr: at('./dawn/packed.ts'),
        outDir: stage,
        emptyOutDir: true,
        rollupOptions: { output: { entryFileNames: 'race.mjs', chunkFileNames: '[name]-[hash].mjs' } },
      },
    });
    mkdirSync(join(stage, 'data'));
    for (const network of networks) {
      await writeNetwork(network, join(stage, 'data'));
      for (const unused of ['onnx', 'picture.bin']) rmSync(join(stage, 'data', `${network.id}.${unused}`));
    }
    writeFileSync(join(stage, 'data', 'networks.json'), JSON.stringify(networks));
    for (const file of onnxruntimeFiles)
      cpSync(at(`../../node_modules/onnxruntime-web/dist/${file}`), join(stage, 'onnxruntime', file));
    const dawn = dirname(fileURLToPath(import.meta.resolve('webgpu')));
    const platform = `${process.platform}-${process.platform === 'darwin' ? 'universal' : process.arch}`;
    for (const file of ['package.json', 'index.js', join('dist', platform)])
      cpSync(join(dawn, file), join(stage, 'node_modules', 'webgpu', file), { recursive: true });
    cpSync(process.execPath, join(stage, 'node'), { dereference: true });
    chmodSync(join(stage, 'node'), 0o755);
    // Not into the folder itself: tar takes a folder that grows while it is read for a fault.
    const bytes = execFileSync('tar', ['-C', stage, '-czf', '-', '.'], { maxBuffer: 2 ** 30 });
    mkdirSync(folder, { recursive: true });
    const share = Math.ceil(bytes.length / parts);
    for (let part = 0; part < parts; part++)
      // As many digits everywhere, so that a shell puts them in order.
      writeFileSync(
        join(folder, `part${String(part + 1).padStart(String(parts).length, '0')}`),
        bytes.subarray(part * share, (part + 1) * share),
      );
    writeFileSync(join(folder, 'race.sh'), script, { mode: 0o755 });
    console.log(
      `${parts} ${parts === 1 ? 'part' : 'parts'} of ${(share / 1e6).toFixed(1)} MB and race.sh in ${folder}; on the machine with the card: sh race.sh`,
    );
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}
