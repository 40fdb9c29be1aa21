import { getContext, onMount, setContext } from 'svelte';

/** Which values of a figure's view its controls may not change, and which controls are put away, by the values' keys in the address. */
export interface Held {
  readonly locked: ReadonlySet<string>;
  readonly hidden: ReadonlySet<string>;
  /** Stands beside a control that is locked. */
  readonly note: string;
  /** Told once by every control that can be put away. */
  readonly known: (key: string) => void;
}

/** What is held of one control; it changes with the address. */
export interface Hold {
  readonly locked: boolean;
  readonly hidden: boolean;
  readonly note: string;
}

const context = Symbol('held');

/** For what holds controls; called while its component is made. */
export function holdControls(held: () => Held): void {
  setContext(context, held);
}

/**
 * What is held of a control, where anything around it holds controls; called while its component is made.
 * @param of the keys in the address, parted by spaces, of the values that it changes; one that is held is enough
 */
export function holdOf(of: () => string | undefined): Hold {
  const held = getContext<(() => Held) | undefined>(context);
  const keys = (): readonly string[] => of()?.split(' ') ?? [];
  onMount(() => {
    for (const key of keys()) held?.().known(key);
  });
  return {
    get locked() {
      return held !== undefined && keys().some((key) => held().locked.has(key));
    },
    get hidden() {
      return held !== undefined && keys().some((key) => held().hidden.has(key));
    },
    get note() {
      return held?.().note ?? '';
    },
  };
}
