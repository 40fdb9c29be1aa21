import type { Told } from '../../../../models/exercises/attends.ts';
import { exact } from '../quantity.ts';
import { said, wordsOf } from './exercise-words.ts';

const isLearned = ({ network }: Told) => network === 'bifpn';
const thing = (told: Told) => (isLearned(told) ? 'map' : 'channel');
const all = ({ learned, computed }: Told) => learned + computed;

/** What is said of the claim about a neck’s weights. */
export const attendsWords = wordsOf<Told>({
  title: 'What they attend to',
  question: () => 'Which part of this claim is wrong, and why?',
  claim: {
    source: (told) => said(isLearned(told) && told.follows),
    text: (told) => [
      [
        'count',
        isLearned(told)
          ? `The BiFPN of ${told.size} weighs its maps by ${exact(told.count)} numbers`
          : `A NAS-FPN of ${told.size}’s size weighs its maps by gates, ${exact(told.count)} times`,
      ],
      ', ',
      [
        'places',
        told.places === 'alike'
          ? `each ${thing(told)} alike at all its places`
          : `each place of a ${thing(told)} by itself`,
      ],
      ', and ',
      [
        'picture',
        told.follows ? 'these attend to what is in the picture' : 'these are the same for every picture',
      ],
      '.',
    ],
    parts: {
      count: {
        label: 'How many there are',
        needs: (told) =>
          `For that those of all cells would have to be ${exact(told.count)}: ${exact(told.inOneCell)} in a cell, ${exact(all(told) / told.inOneCell)} cells, ${exact(all(told))} in all.`,
      },
      places: {
        label: 'What it says of the places',
        needs: (told) =>
          told.places === 'alike'
            ? `For that one number would have to stand for a whole ${thing(told)}, and it does.`
            : `For that there would have to be a number for each place. There is one for a whole ${thing(told)}.`,
      },
      picture: {
        label: 'What it says of the picture',
        needs: (told) => {
          const kind = told.follows ? 'be computed from the picture’s maps' : 'stand in the checkpoint';
          const found = isLearned(told)
            ? 'They stand in the checkpoint.'
            : 'A gate is computed from the coarser of two maps, anew in every run.';
          if (told.follows !== isLearned(told))
            return `For that they would have to ${kind}, and ${told.follows ? 'they are' : 'they do'}.`;
          return `For that they would have to ${kind}. ${found}`;
        },
      },
    },
    reasons: {
      stored: 'The numbers stand in the checkpoint; a run reads them and changes none',
      computed: 'They are computed from a map of the picture, in every run',
      whole: 'One number multiplies a whole map, or a whole channel of it',
      cells: 'Every cell has its own, and there are several cells',
      graph: 'Number, places and picture: the graph says the same of all three',
    },
  },
  right: (told) =>
    isLearned(told)
      ? `What follows the picture in ${told.size} are the gates of the backbone’s squeeze-and-excitation. A BiFPN’s weights are learned, and then they stay.`
      : 'In NAS-FPN’s merging the coarser map makes a gate for each channel of the finer one, anew for every picture. A BiFPN’s weights are learned, and then they stay.',
  slips: {
    stored: (told) =>
      isLearned(told) ? 'They do, and the claim says so.' : 'Not these: no checkpoint holds a gate.',
    computed: (told) =>
      isLearned(told)
        ? `Not these: all ${exact(told.learned)} are parameters, read from the checkpoint.`
        : 'They are, and the claim says so.',
    whole: () => 'It does, and the claim says so.',
    cells: () => 'They do, and the claim counts them all.',
    graph: () => 'Then nothing would be wrong. Read the claim once more.',
  },
  hints: [
    () => 'Does the number change from one picture to the next? Has it a place in the map?',
    () => 'weight: read from the checkpoint; gate: computed from a map',
  ],
});
