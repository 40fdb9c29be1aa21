/** The checkpoints that are whole in this browser's store, so that running them downloads nothing. */
export class StoredCheckpoints {
  /** Their ids; none until `look` has looked. */
  ids: ReadonlySet<string> = $state.raw(new Set());

  /** Looks again, as after a download. */
  async look(): Promise<void> {
    const { storedCheckpoints } = await import('../../engine/client/checkpoint-store.ts');
    this.ids = new Set((await storedCheckpoints()).filter((each) => each.whole).map(({ id }) => id));
  }
}
