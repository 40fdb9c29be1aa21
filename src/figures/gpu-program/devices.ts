/** What is assumed of a device: round numbers of its kind, no product's. */
export interface DeviceModel {
  readonly multiplyAddsPerSecond: number;
  readonly bytesPerSecond: number;
}

export const assumedDevices = {
  /** Graphics that share a laptop's processor and its memory. */
  shared: { multiplyAddsPerSecond: 1e12, bytesPerSecond: 60e9 },
  desktop: { multiplyAddsPerSecond: 6e12, bytesPerSecond: 360e9 },
  dataCentre: { multiplyAddsPerSecond: 30e12, bytesPerSecond: 3e12 },
} as const satisfies Readonly<Record<string, DeviceModel>>;

export type AssumedDevice = keyof typeof assumedDevices;
