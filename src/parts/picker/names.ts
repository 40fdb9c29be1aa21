/** `B3`, `Lite0`, `D1`: a network's name as the chapters say it. */
export function shortName(network: string): string {
  const size = network.slice(network.indexOf('-') + 1);
  return size === network ? network : size.charAt(0).toUpperCase() + size.slice(1);
}

/** `EfficientNet-B3`, `EfficientDet-D1`. */
export function longName(network: string): string {
  const family = network.startsWith('efficientdet') ? 'EfficientDet' : 'EfficientNet';
  return network.includes('-') ? `${family}-${shortName(network)}` : family;
}
