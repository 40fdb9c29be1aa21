import type { AnyView } from './schemas.ts';

/**
 * Links that were given away, by the figure that they lead to. Each must open the same view for as long as the site stands; those under
 * a figure's former name too. New forms are added, and no line is ever changed.
 */
export const givenAway: readonly (readonly [figure: string, link: string, view: AnyView])[] = [
  ['drag-phi', '#phi=1;phi:2.4,net:det', { phi: 2.4, task: 'coco', measure: 'cost' }],
  [
    'drag-phi',
    '#phi=1;phi:-0.5,x:par,unit:flops,ed:old,ghost:exact',
    { phi: -0.5, measure: 'parameters', ghost: 'exact' },
  ],
  ['drag-phi', '#drag-phi=1;phi:4', { phi: 4, task: 'imagenet' }],
  [
    'break-the-rule',
    '#rule=1;d:2,w:1,r:1,give:r,held:1827,net:r50',
    { depth: 2, give: 'resolution', network: 'ResNet-50' },
  ],
  ['break-the-rule', '#break-the-rule=1;w:1.8', { width: 1.8 }],
  ['grid-search', '#grid=1;step:25,tol:200', { step: '0.025', tolerance: '0.2' }],
  ['grid-search', '#grid-search=1;tol:50', { tolerance: '0.05' }],
  ['formula-against-released', '#phi=1;phi:7&formula=1;net:det', { task: 'coco' }],
  ['formula-against-released', '#formula-against-released=1;net:det', { task: 'coco' }],
  ['peers', '#peers=1;net:det,x:par', { task: 'coco', measure: 'parameters' }],
  [
    'learned-fusion-weights',
    '#learned=1;net:phi-3,with:d0,sort:lean',
    { neck: 'phi-3', beside: 'd0', order: 'lean' },
  ],
  ['learned-fusion-weights', '#learned=1;net:coco-d1,with:d0', { neck: 'coco-d1', beside: 'd0' }],
  ['learned-fusion-weights', '#learned-fusion-weights=1;sort:share', { order: 'share' }],
  ['scaling-ladder', '#scaling-ladder=1;picture:dog', { kind: 'classifiers', sample: 'dog-bicycle-truck' }],
  [
    'scaling-ladder',
    '#scaling-ladder=1;of:d,scene:easy,score:0.55',
    { kind: 'detectors', scene: 'easy', score: 0.55 },
  ],
  ['softmax-against-fast', '#rules=1;to:d3', { largest: 'D3' }],
  ['softmax-against-fast', '#softmax-against-fast=1;to:d1', { largest: 'D1' }],
  ['mix-two-maps', '#mix=1;a:-0.5,b:2.25', { first: -0.5, second: 2.25 }],
  ['mix-two-maps', '#mix-two-maps=1;a:3.55', { first: 3.55, second: 1.17 }],
  ['pyramid-topologies', '#necks=1;net:panet,size:d7x,step:4', { network: 'panet', size: 'D7x', step: 4 }],
  ['pyramid-topologies', '#pyramid-topologies=1;net:fpn', { network: 'fpn' }],
  ['inside-neck', '#inside-neck=1;picture:cat,node:5,set:c0n5_1.2_x', { picture: 'cat', node: 5 }],
  ['live-classifier', '#live-classifier=1;picture:cat,place:9', { sample: 'cat', place: 9 }],
  [
    'train-a-head',
    '#train-a-head=1;stickers:12,each:40,seed:7,by:sgd,class:2,from:0.8',
    { stickers: '12', each: '40', seed: 7, method: 'momentum', about: 2, threshold: 0.8 },
  ],
  [
    'live-detector',
    '#live-detector=1;picture:cat,score:0.55,look:level,level:6',
    { sample: 'cat', score: 0.55, look: 'level', level: 6 },
  ],
  ['measure-my-device', '#measure=1;own:1,d:1.5,px:256', { useOwn: 1, depth: 1.5, resolution: 256 }],
  ['measure-my-device', '#measure-my-device=1;phi:1,at:2', { usePhi: 1, phi: 2 }],
  [
    'network-diagram',
    '#network-diagram=1;size:b4,bars:memory,stage:6',
    { size: 'B4', measure: 'memory', stage: 6 },
  ],
  [
    'gpu-program',
    '#gpu-program=1;net:efficientdet-d0,fused:no,on:shared,launch:12,at:40',
    { network: 'efficientdet-d0', fused: 'no', device: 'shared', launch: 12, at: 40 },
  ],
  ['own-detectors', '#own-detectors=1;ask:necks,art:unseen', { question: 'necks', artist: 'unseen' }],
  ['two-looks', '#two-looks=1;n:25,map:gate,region:3', { kept: 25, over: 'gate', region: 3 }],
  [
    'every-pixel',
    '#every-pixel=1;show:wrong,fade:0,x:0.7,y:0.3',
    { look: 'wrong', fade: 'off', x: 0.7, y: 0.3 },
  ],
  ['photographs', '#photographs=1;names:again,score:0.55', { names: 'again', least: 0.55 }],
  ['search-objective', '#search-objective=1;millions:2000', { millions: 2000 }],
  ['training-schedules', '#training-schedules=1;epoch:250,length:longest', { epoch: 250, length: 'longest' }],
  ['fused-blocks', '#fused-blocks=1;net:b0,bars:bytes', { network: 'B0', measure: 'bytesMoved' }],
  ['progressive-learning', '#progressive-learning=1;net:l,epoch:200', { network: 'L', epoch: 200 }],
  ['sticker-table', '#sticker-table=1;s:none,b:clouds,t:0.6', { background: 'clouds', score: 0.6 }],
  [
    'two-boxes',
    '#two-boxes=1;boxes:10.20.90.140~30.40.110.160,iou:0.75',
    { boxes: '10.20.90.140~30.40.110.160', least: 0.75 },
  ],
  ['ranked-list', '#ranked-list=1;list:dog,taken:20,iou:0.6', { list: 'dog', taken: 20, least: 0.6 }],
  ['ten-thresholds', '#ten-thresholds=1;iou:0.9,of:small', { least: 0.9, detector: 'small' }],
  [
    'anchor-matching',
    '#anchor-matching=1;object:20.30.60.200,iou:0.4',
    { object: '20.30.60.200', least: 0.4 },
  ],
  [
    'focal-loss',
    '#focal-loss=1;gamma:2,alpha:0.5,p:0.6,is:yes',
    { gamma: 2, alpha: 0.5, probability: 0.6, truth: 'object' },
  ],
  [
    'manifold-under-relu',
    '#manifold-under-relu=1;n:12,act:relu6,seed:7',
    { channels: 12, activation: 'relu6', seed: 7 },
  ],
  [
    'narrow-wide-narrow',
    '#narrow-wide-narrow=1;at:14x96,t:0.5,pieces:3',
    { place: '14x96', expansion: 0.5, pieces: 3 },
  ],
  [
    'every-network',
    '#every-network=1;task:det,up:acc,most:any',
    { task: 'detection', up: 'accuracy', most: 'any' },
  ],
  [
    'which-one',
    '#which-one=1;task:det,work:any,par:6,in:effdet',
    { task: 'detection', work: 'any', size: 'six', runtime: 'effdet' },
  ],
  ['four-guidelines', '#four-guidelines=1;of:each', { guideline: 'elementwise' }],
  ['channel-shuffle', '#channel-shuffle=1;units:4,shuffle:no', { units: 4, shuffle: 'no' }],
  ['suppression', '#suppression=1;rule:soft,sigma:0.3', { rule: 'soft', sigma: 0.3 }],
  [
    'two-paths',
    '#two-paths=1;step:12,on:r18,picture:cat',
    { step: 12, backbone: 'resnet-18', picture: 'cat' },
  ],
  ['three-backbones', '#three-backbones=1;step:11,by:size', { step: 11, order: 'resolution' }],
  ['head-bill', '#head-bill=1;regions:1000,bars:map,k:3', { regions: 1000, measure: 'memory', kernel: '3' }],
  [
    'regions',
    '#regions=1;box:100.120.300.340,bin:5,of:2,take:mean',
    { box: '100.120.300.340', bin: 5, of: '2', take: 'mean' },
  ],
  [
    'backbone-against-head',
    '#backbone-against-head=1;bars:par,sort:share',
    { measure: 'parameters', order: 'balance' },
  ],
];
