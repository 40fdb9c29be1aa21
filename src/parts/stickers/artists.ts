import type { ArtistId } from '../../../models/scenes/art.ts';
import { artists } from '../../../models/scenes/art.ts';

/** What each set is called. */
export const setTitles: Readonly<Record<ArtistId, string>> = {
  noto: 'Noto',
  'noto-v1': 'Noto, first version',
  fxemoji: 'FxEmojis',
  twemoji: 'Twemoji',
  'fluent-emoji-flat': 'Fluent, flat',
  'fluent-emoji': 'Fluent',
  emojione: 'EmojiOne',
  openmoji: 'OpenMoji',
};

/** An artist's set as it is called, and whether the detectors ever saw it. */
export function artistTitle(id: ArtistId): string {
  const role = artists.find((each) => each.id === id)?.role;
  return role === 'training' ? setTitles[id] : `${setTitles[id]}: never seen in training`;
}
