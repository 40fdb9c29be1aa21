/**
 * Milliseconds until a changed sentence is said. Under a hand it is said once it has stood for a moment; behind a camera, where it may
 * never stand still, the newest one every few seconds.
 * @param sinceLast milliseconds since something was said
 */
export function waitBeforeSaying(camera: boolean, sinceLast: number): number {
  return camera ? Math.max(0, 5000 - sinceLast) : 900;
}
