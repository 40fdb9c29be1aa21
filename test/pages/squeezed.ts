/** Runs in a page: pictures that are shown in other proportions than they have. */
export function squeezedPictures(): string[] {
  return [...document.images]
    .filter((image) => image.naturalWidth > 0 && image.checkVisibility())
    .filter((image) => {
      const { clientWidth: width, clientHeight: height, naturalWidth, naturalHeight } = image;
      const fitted = getComputedStyle(image).objectFit !== 'fill';
      return !fitted && Math.abs((width * naturalHeight) / naturalWidth - height) > 2;
    })
    .map(({ src }) => src);
}
