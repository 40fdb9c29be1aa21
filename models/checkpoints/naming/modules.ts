import type { Graph } from '../../graph/graph.ts';
import type { NamedTensors } from '../formats/named-tensors.ts';
import type { Naming } from './naming.ts';
import type { NamingId } from './naming-id.ts';
import { torchKernel } from './tensor-source.ts';
import { torchIgnores, torchSource } from './torch-dialect.ts';

/** The naming of a network whose operators are PyTorch modules one by one. */
export function moduleNaming(id: NamingId, modulesOf: (graph: Graph) => ReadonlyMap<string, string>): Naming {
  return {
    id,
    folded: false,
    recognises: () => false,
    sources(graph, tensors) {
      const modules = modulesOf(graph);
      const depthwise = new Set(
        graph.ops.flatMap((op) => (op.kind === 'depthwiseConv2d' ? [op.kernel] : [])),
      );
      return (parameter) => {
        const module = modules.get(parameter.name.slice(0, parameter.name.lastIndexOf('/')));
        if (module === undefined) return undefined;
        const isKernel = parameter.role === 'kernel';
        // Some libraries write a dense layer as a 1×1 convolution.
        if (isKernel && parameter.shape.length === 2 && rankOf(tensors, `${module}.weight`) === 4)
          return torchKernel(`${module}.weight`, [1, 1, ...parameter.shape], false);
        return torchSource(module, parameter, depthwise.has(parameter.name));
      };
    },
    ignores: torchIgnores,
    structure: () => undefined,
  };
}

const rankOf = ({ byName }: NamedTensors, name: string) => byName.get(name)?.shape.length;
