/** The packages of a package-lock.json whose entry says where they were fetched from. */
export function registryAddresses(text: string): string[] {
  const lock = JSON.parse(text) as { packages: Record<string, { resolved?: string }> };
  return Object.entries(lock.packages)
    .filter(([, entry]) => entry.resolved !== undefined)
    .map(([name]) => name);
}
