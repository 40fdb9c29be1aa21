import { pictures } from '../../../models/published/pictures.ts';
import { siteAddress } from '../../components/site-address.ts';
import * as words from '../../words/en/figures/inside-neck.ts';
import { poster } from './poster.ts';
import sceneAddress from './scene.png?url';
import type { NeckPicture } from './view.ts';

/** A picture that comes with the page. */
export interface Sample {
  readonly name: NeckPicture;
  readonly address: string;
  readonly description: string;
  readonly width: number;
  readonly height: number;
}

function photograph(name: Exclude<NeckPicture, 'scene'>): Sample {
  const { description, width, height } = pictures.find(({ file }) => file === `${name}.jpg`)!;
  return {
    name,
    address: siteAddress(`pictures/${name}.jpg`),
    description: words.photograph(description),
    width,
    height,
  };
}

/** The scene of the page's own run, and photographs for the detectors that learned from photographs. */
export const samples: readonly Sample[] = [
  {
    name: 'scene',
    address: sceneAddress,
    description: words.scene,
    width: poster.side,
    height: poster.side,
  },
  photograph('dog-bicycle-truck'),
  photograph('cat'),
];
