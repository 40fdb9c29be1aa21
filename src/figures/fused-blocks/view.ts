import { choiceProperty } from '../../parts/shell/property.ts';
import type { Schema } from '../../parts/shell/schema.ts';

/** What the figure shows: whose stages, and which of their numbers. */
export interface FusedBlocksView {
  readonly network: 'B0' | 'S' | 'M' | 'L';
  readonly measure: 'multiplyAdds' | 'parameters' | 'bytesMoved' | 'intensity';
}

export const fusedBlocksSchema: Schema<FusedBlocksView> = {
  id: 'fused-blocks',
  version: 1,
  properties: {
    network: choiceProperty('net', 'S', { B0: 'b0', S: 's', M: 'm', L: 'l' }),
    measure: choiceProperty('bars', 'multiplyAdds', {
      multiplyAdds: 'adds',
      parameters: 'par',
      bytesMoved: 'bytes',
      intensity: 'intensity',
    }),
  },
};
