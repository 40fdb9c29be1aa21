import type { Schema } from '../../src/parts/shell/schema.ts';

// Each figure's view has its own type; what is checked of links holds for all of them alike.
export type AnyView = Record<string, string | number>;

const modules = import.meta.glob<Record<string, unknown>>('../../src/figures/*/view.ts', { eager: true });

function isSchema(value: unknown): value is Schema<AnyView> {
  return typeof value === 'object' && value !== null && 'id' in value && 'properties' in value;
}

/** The schemas in a figure's `view.ts`, by the name of its folder. There is to be one. */
export const schemasByFolder: ReadonlyMap<string, readonly Schema<AnyView>[]> = new Map(
  Object.entries(modules).map(([path, module]) => [
    path.split('/').at(-2)!,
    Object.values(module).filter(isSchema),
  ]),
);

/** All figures' schemas. */
export const schemas: readonly Schema<AnyView>[] = [...schemasByFolder.values()].flat();
