import { choiceProperty } from '../../parts/shell/property.ts';
import type { Schema } from '../../parts/shell/schema.ts';

export interface OwnDetectorsView {
  /** Which of the paper's questions the drawing answers, Figure 6, Tables 5 and 6, or one of ours: how often to look, the picture's size. */
  readonly question: 'scaling' | 'necks' | 'looks' | 'sizes';
  /** Scenes of the artists that were trained on, or of the one that was not. */
  readonly artist: 'known' | 'unseen';
}

export const ownDetectorsSchema: Schema<OwnDetectorsView> = {
  id: 'own-detectors',
  version: 1,
  properties: {
    question: choiceProperty('ask', 'scaling', {
      scaling: 'scale',
      necks: 'necks',
      looks: 'looks',
      sizes: 'sizes',
    }),
    artist: choiceProperty('art', 'known', { known: 'known', unseen: 'unseen' }),
  },
};
