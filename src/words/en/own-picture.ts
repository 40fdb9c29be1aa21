export const samples = 'Pictures that come with the page';
export const ownPicture = 'Your own picture';
export const choose = 'Your own picture…';
export const camera = 'Camera';
export const stopCamera = 'Stop the camera';
export const dropOrPaste = 'or drop or paste one. It stays on this machine.';
export const photographNote = 'A photograph. Nothing in the training looked like this.';
