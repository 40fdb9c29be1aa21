import { EngineError } from '../../protocol/error.ts';
import type { PictureFailure, PictureFormat } from '../../protocol/picture-failure.ts';

type Without<Union, Key extends PropertyKey> = Union extends unknown ? Omit<Union, Key> : never;

/** Why a file is no picture that can be shown. */
export const pictureError = (failure: Without<PictureFailure, 'code'>): EngineError =>
  new EngineError({ code: 'picture', ...failure });

/** The file ends before the picture does. */
export const cutShort = () => pictureError({ what: 'cutShort' });

/** The first bytes are a format's, the next are not. */
export const damaged = (format: PictureFormat) => pictureError({ what: 'damagedHeader', format });
