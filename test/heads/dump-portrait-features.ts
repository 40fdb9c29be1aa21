// For make_portrait_goldens.py: the features of the three sets as JSON.
import { portraitFeatures, portraitSets } from './portrait-features.ts';

const sets = [];
for (const set of portraitSets) {
  const { features, labels, width } = await portraitFeatures(set);
  sets.push({ features: [...features], labels, width });
}
console.log(JSON.stringify(sets));
