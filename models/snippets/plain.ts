import type { resNetTables } from '../families/resnet/tables.ts';
import type { VggDepth } from '../families/vgg/network.ts';
import { type Asked, kerasListed, lacking, type Snippet, timmListed, torchvisionListed } from './snippet.ts';

/** ResNets: Keras has 50, 101 and 152, and gives their convolutions a bias. */
export function resNetSnippets(name: keyof typeof resNetTables, asked: Asked): readonly Snippet[] {
  const theirs = name === 'wide-resnet-50-2' ? 'wide_resnet50_2' : name.replace('-', '');
  const inKeras = ['resnet-50', 'resnet-101', 'resnet-152'].includes(name);
  return [
    timmListed(theirs, asked),
    torchvisionListed(theirs, [], asked),
    lacking('keras', inKeras ? 'bias' : 'size'),
  ];
}

/** VGG: timm and Keras make its dense layers for 7×7 cells, which is a picture of 224 pixels. */
export function vggSnippets(layers: VggDepth, asked: Asked): readonly Snippet[] {
  const usual = asked.size.every((side) => side === 224);
  const keras = layers === 16 || layers === 19;
  return [
    usual ? timmListed(`vgg${layers}`, asked) : lacking('timm', 'picture'),
    torchvisionListed(`vgg${layers}`, [], asked),
    !keras
      ? lacking('keras', 'size')
      : usual
        ? kerasListed(`VGG${layers}`, [], asked)
        : lacking('keras', 'picture'),
  ];
}

/** ShuffleNetV2: torchvision's is the one that halves its first units. */
export function shuffleNetSnippets(size: string, halves: boolean, asked: Asked): readonly Snippet[] {
  return [
    lacking('timm', 'family'),
    halves
      ? torchvisionListed(`shufflenet_v2_x${size.replace('.', '_')}`, [], asked)
      : lacking('torchvision', 'split'),
    lacking('keras', 'family'),
  ];
}
