import * as ort from 'onnxruntime-web/webgpu';
import { servePeer } from './contender.ts';
import { type OrtMode, type OrtNetwork, openOrt, ortModes } from './ort-session.ts';

let network: OrtNetwork | null = null;

const modeNamed = (name: string | undefined): OrtMode => ortModes.find((mode) => mode === name) ?? 'plain';

servePeer(
  async ({ model, backend, mode, side }) => {
    network = await openOrt(ort, model, { backend, mode: modeNamed(mode), side });
  },
  // ONNX models read and write planes; the page turns them over where no clock runs.
  async (input, outputs) => {
    if (network === null) throw new Error('There is no model yet.');
    return network.run(input, outputs);
  },
);
