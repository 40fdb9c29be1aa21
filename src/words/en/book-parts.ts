/** How the parts of the book are called, and what each is about. */
export const partTitles = {
  scaling: { title: 'Scaling', about: 'One number makes a small network into a family.' },
  inside: { title: 'Inside', about: 'What the small network is made of, and why.' },
  detecting: { title: 'Detecting', about: 'From naming a picture to finding every thing in it.' },
  neighbours: { title: 'Neighbours', about: 'The networks beside these two, and what they did otherwise.' },
  teaching: { title: 'Teaching', about: 'A network learns what you show it.' },
  reference: { title: 'Reference', about: 'What is often confused, and where everything comes from.' },
} as const;
