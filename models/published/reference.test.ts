import { describe, expect, it } from 'vitest';
import { addressOf, bibtex, shortName } from './reference.ts';
import { references } from './references.ts';

describe('references', () => {
  it('are named by one, two or more authors', () => {
    expect(shortName(references.chollet2017xception)).toBe('Chollet 2017');
    expect(shortName(references.tan2019efficientnet)).toBe('Tan and Le 2019');
    expect(shortName(references.hu2018senet)).toBe('Hu et al. 2018');
  });

  it('keep the particles of a family name together', () => {
    expect(bibtex('a', references.huang2017densenet)).toContain(
      'van der Maaten, Laurens and Weinberger, Kilian Q.',
    );
    expect(bibtex('a', references.everingham2015voc)).toContain('Van Gool, Luc');
  });

  it('lead to an open copy where there is one', () => {
    expect(addressOf(references.tan2020efficientdet)).toBe('https://arxiv.org/abs/1911.09070');
    expect(addressOf(references.everingham2015voc)).toBe('https://doi.org/10.1007/s11263-014-0733-5');
  });

  it('become entries that BibTeX can read', () => {
    expect(
      bibtex('tan2019efficientnet', references.tan2019efficientnet),
    ).toBe(`@inproceedings{tan2019efficientnet,
  title         = {{EfficientNet: Rethinking Model Scaling for Convolutional Neural Networks}},
  author        = {Tan, Mingxing and Le, Quoc V.},
  booktitle     = {International Conference on Machine Learning (ICML)},
  year          = {2019},
  eprint        = {1905.11946},
  archivePrefix = {arXiv}
}`);
  });

  it('have identifiers of the right form, none twice', () => {
    const all = Object.values(references) as { arxiv?: string; doi?: string }[];
    const arxiv = all.flatMap((one) => one.arxiv ?? []);
    const doi = all.flatMap((one) => one.doi ?? []);
    for (const id of arxiv) expect(id).toMatch(/^\d{4}\.\d{4,5}$/);
    for (const id of doi) expect(id).toMatch(/^10\.\d{4,9}\/\S+$/);
    expect(new Set(arxiv).size).toBe(arxiv.length);
    expect(new Set(doi).size).toBe(doi.length);
    for (const one of all) expect(addressOf(one as never)).toBeDefined();
  });
});
