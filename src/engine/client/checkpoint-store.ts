/** The reader's store of downloaded weights, for the page: it lists and deletes without starting the worker. */
export {
  forgetCheckpoint,
  forgetShipped,
  type StoredCheckpoint,
  storedCheckpoints,
} from '../sources/store/folders.ts';
