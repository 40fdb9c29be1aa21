import type { StudyAsk } from '../../protocol/study.ts';
import { StudyTraining } from './training.ts';

const page = globalThis as unknown as DedicatedWorkerGlobalScope;
const training = new StudyTraining();

page.onmessage = ({ data }: MessageEvent<StudyAsk>) => {
  void training.answer(data).then(
    (answer) => page.postMessage({ answer }),
    (error: unknown) => page.postMessage({ failed: error instanceof Error ? error.message : String(error) }),
  );
};
