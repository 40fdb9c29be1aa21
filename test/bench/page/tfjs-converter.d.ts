// The package stands in a package.json of the benchmark's own; the project's types know what is called of it.
declare module '@tensorflow/tfjs-converter' {
  import type { Tensor } from '@tensorflow/tfjs-core';
  export interface GraphModel {
    predict(input: Tensor): Tensor;
  }
  export function loadGraphModel(url: string): Promise<GraphModel>;
}
