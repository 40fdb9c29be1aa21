/** A released network, at the φ where the formula's network costs as much. */
export interface Stop {
  readonly name: string;
  readonly phi: number;
  readonly multiplyAdds: number;
  readonly parameters: number;
}

/** The stop whose cost is nearest, measured in doublings. */
export function nearestStop(stops: readonly Stop[], multiplyAdds: number): Stop {
  const distance = (stop: Stop): number => Math.abs(Math.log(stop.multiplyAdds / multiplyAdds));
  return stops.reduce((best, stop) => (distance(stop) < distance(best) ? stop : best));
}
