/** The reader's store of downloaded checkpoints, for the page: it lists and deletes without starting the worker. */
export { forgetCheckpoint, type StoredCheckpoint, storedCheckpoints } from '../sources/store/folders.ts';
