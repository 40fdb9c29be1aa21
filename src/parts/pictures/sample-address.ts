import { siteAddress } from '../../components/site-address.ts';
import type { Sample } from './samples.ts';

const scenes = import.meta.glob<string>('./scenes/*.jpg', { eager: true, query: '?url', import: 'default' });

/** Where a sample's file lies. */
export function sampleAddress({ name, kind }: Sample): string {
  return kind === 'photograph' ? siteAddress(`pictures/${name}.jpg`) : (scenes[`./scenes/${name}.jpg`] ?? '');
}
