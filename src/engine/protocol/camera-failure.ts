/** Why there is no picture of the camera. */
export interface CameraFailure {
  readonly code: 'camera';
  readonly what:
    | 'refused'
    | 'none'
    | 'unfit'
    | 'busy'
    | 'aborted'
    | 'forbidden'
    | 'insecure'
    | 'unplugged'
    | 'notStarted';
}
