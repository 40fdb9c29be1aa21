import type { TorchFaults } from '../../../../models/checkpoints/faults/torch.ts';
import { exact } from '../quantity.ts';
import { damaged, quoted, type Sentences } from './sentence.ts';

const list = 'The file’s list of tensors';
const weightsAlone = 'Save the weights alone: torch.save(model.state_dict(), "weights.pth").';

export const torch: Sentences<TorchFaults> = {
  'torch-tensor': () => damaged('The file describes a tensor in a way that PyTorch does not.'),
  'torch-type': ({ type, known }) =>
    `The file holds tensors of ${quoted(type)}. This reader knows ${known.join(', ')}. Save the weights in one of these: model.float().state_dict().`,
  'torch-script': () =>
    'The file is a TorchScript program (torch.jit.save), not weights alone. To open it, its code would have to be run. Take its weights out: torch.save(torch.jit.load("program.pt", map_location="cpu").state_dict(), "weights.pth").',
  'torch-object': ({ path }) =>
    `The file asks Python for ${quoted(path)}: it holds a whole object, not its weights alone. To open it, that object’s code would have to be run; nothing of it was. ${weightsAlone}`,
  'torch-import': ({ path, alias }) =>
    `The file asks Python for ${quoted(path)}${alias === null ? '' : ` (${quoted(alias)})`}. A list of weights needs tensors, dictionaries, numbers and text; everything else is refused, and nothing was run. ${weightsAlone}`,
  'torch-storage': () =>
    damaged('The file describes the place of a tensor’s numbers in a way that PyTorch does not.'),
  'torch-part-missing': ({ part }) =>
    damaged(`The numbers of a tensor should lie in the part ${quoted(part)}, which is missing.`),
  'torch-part-bytes': ({ part, expected, held }) =>
    damaged(`The part ${quoted(part)} should hold ${expected} bytes, but it holds ${held}.`),
  'torch-shared': ({ claimed, held }) =>
    damaged(
      `The file’s tensors claim ${exact(claimed)} bytes, but ${exact(held)} are there.`,
      'They lie on top of one another, as no network’s weights do.',
    ),
  'torch-view': ({ tensor }) =>
    damaged(`The tensor ${quoted(tensor)} lies at a place that is no whole number of elements.`),
  'torch-reach': ({ tensor, element, held }) =>
    damaged(`The tensor ${quoted(tensor)} reaches to element ${element}, but its storage holds ${held}.`),
  'torch-name-long': () => damaged('A tensor’s name is longer than any library writes.'),
  'torch-nested': () => damaged('The file nests dictionaries in ways without end.'),
  'pickle-protocol': ({ protocol }) => damaged(`${list} is a pickle of protocol ${protocol}.`),
  'pickle-instruction': ({ instruction }) =>
    `${list} holds the instruction ${quoted(instruction)}. PyTorch writes no such thing into a checkpoint; nothing of it was run. ${weightsAlone}`,
  'pickle-inconsistent': () => damaged(`${list} does not hold together.`),
  'pickle-budget': () =>
    damaged(
      `${list} is built of more parts than the tensors of a file of this size need.`,
      'It is no list of weights, or it was made to fill the memory.',
    ),
  'pickle-call': ({ path }) =>
    damaged(
      `The file calls ${quoted(path)} as a function.`,
      'PyTorch only ever writes it as the name of a kind of data.',
    ),
  'pickle-end': () => damaged(`${list} runs past its end.`),
  'pickle-number-long': ({ bytes }) => damaged(`${list} holds a number of ${bytes} bytes.`),
  'pickle-name-not-utf8': () => damaged('A name in the file’s list of tensors is not valid UTF-8 text.'),
  'pickle-line-endless': () => damaged('A line in the file’s list of tensors does not end.'),
  'pickle-no-number': ({ text }) => damaged(`${list} holds ${quoted(text)} where a number is expected.`),
};
