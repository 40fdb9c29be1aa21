// Dawn for Node stands in a package.json of the benchmark's own; the project's types know what is called of it.
declare module 'webgpu' {
  export function create(options: readonly string[]): GPU;
  export const globals: Readonly<Record<string, unknown>>;
}
