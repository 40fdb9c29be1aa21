import { describe, expect, it } from 'vitest';
import {
  againstKnobs,
  againstRule,
  fadingOf,
  gainOfDoubling,
  span,
  turnedAlone,
} from '../../models/study/findings.ts';
import { differ, type Measured, measuredNetworks, seedDeviation } from '../../models/study/measured.ts';
import { readRecords } from '../../src/cli/study/records.ts';
import { againstPaper, measuredFindings } from '../../src/figures/break-the-rule/measured.ts';
import { madeUp, madeUpFamily, madeUpGrid } from './made-up.ts';

const measured = measuredNetworks([...madeUpFamily, ...madeUpGrid]);
const deviation = seedDeviation(measured);
const named = (all: readonly Measured[]) => all.map(({ network: { name } }) => name);
const find = (name: string, among = measured): Measured => {
  const found = among.find(({ network }) => network.name === name);
  if (found === undefined) throw new Error(`${name} is not measured.`);
  return found;
};

describe('what the study found', () => {
  it('has each knob alone in order, the base among them, and nothing of the grid or of the small one', () => {
    expect(named(turnedAlone(measured, 'depth'))).toEqual(['depth-0.5', 'base', 'depth-2', 'depth-3']);
    const small = measuredNetworks([...madeUpFamily, madeUp('small-depth-2', 0.5)]);
    expect(named(turnedAlone(small, 'depth'))).toEqual(['depth-0.5', 'base', 'depth-2', 'depth-3']);
    expect(named(turnedAlone(measured, 'resolution'))).toEqual([
      ...['resolution-24', 'resolution-32', 'base', 'resolution-64', 'resolution-96'],
    ]);
  });

  it('counts gains a doubling of the multiply-adds', () => {
    const [base, deep] = [find('base'), find('depth-3')];
    const doublings = Math.log(deep.multiplyAdds / base.multiplyAdds) / Math.log(2);
    expect(gainOfDoubling(base, deep)).toBeCloseTo(0.04 / doublings, 12);
  });

  it('says that a gain fades where seeds do not explain it, and of the last step whether they do', () => {
    expect(fadingOf(measured, 'depth', deviation)).toMatchObject({ fades: true, lastDiffers: true });
    expect(fadingOf(measured, 'width', deviation)).toMatchObject({ fades: true, lastDiffers: false });
    expect(fadingOf(measured, 'resolution', deviation)).toMatchObject({ fades: false });
    // Noise ten times as large explains all of it.
    expect(fadingOf(measured, 'depth', 10 * deviation!)).toMatchObject({ fades: false, lastDiffers: false });
    expect(fadingOf(measured, 'depth', undefined)).toBe(undefined);
    expect(fadingOf([find('base'), find('depth-3')], 'depth', deviation)).toBe(undefined);
    expect(
      fadingOf(
        measured.filter(({ network }) => network.name !== 'base'),
        'depth',
        deviation,
      ),
    ).toBe(undefined);
    // Without anything smaller the first step up is held against the rest.
    const up = measured.filter(({ network }) => network.name !== 'depth-0.5');
    expect(fadingOf(up, 'depth', deviation)).toMatchObject({
      ...{ from: find('base'), middle: find('depth-2'), to: find('depth-3') },
    });
  });

  it('holds the rule only against what costs no more and reaches more, or costs no less and reaches less', () => {
    const told = againstRule(measured, deviation);
    expect(told.map(({ rule }) => rule.network.name)).toEqual(['paper-phi1', 'paper-phi2']);
    for (const { rule, better, worse } of told) {
      for (const each of better) {
        expect(each.multiplyAdds).toBeLessThanOrEqual(rule.multiplyAdds);
        expect(each.test).toBeGreaterThan(rule.test);
      }
      for (const each of worse) {
        expect(each.multiplyAdds).toBeGreaterThanOrEqual(rule.multiplyAdds);
        expect(each.test).toBeLessThan(rule.test);
      }
      for (const each of [...better, ...worse]) expect(differ(each, rule, deviation)).toBe(true);
    }
    expect(named(told[0]!.better)).toEqual(['resolution-64']);
    expect(named(told[0]!.worse)).toEqual(['depth-3', 'width-0.55']);
    expect(againstRule(measured, undefined)).toEqual([]);
    expect(againstRule(measured, 0.1)).toEqual([]);
  });

  it('finds the knob that is ahead of the most others for no more work', () => {
    const { ahead, behind } = againstKnobs(measured, deviation)!;
    expect([ahead.network.name, named(behind)]).toEqual(['resolution-64', ['depth-2', 'width-0.35']]);
    for (const each of behind) {
      expect(each.multiplyAdds).toBeGreaterThanOrEqual(ahead.multiplyAdds);
      expect(differ(each, ahead, deviation)).toBe(true);
    }
    expect(againstKnobs(measured, undefined)).toBe(undefined);
    expect(againstKnobs(measured, 0.2)).toBe(undefined);
    expect(
      againstKnobs(
        measured.filter(({ network }) => network.name !== 'base'),
        deviation,
      ),
    ).toBe(undefined);
  });

  it('names the two that lie furthest apart, unless seeds could have done it', () => {
    expect(span(measured, deviation)).toEqual({ least: find('resolution-24'), most: find('resolution-96') });
    expect(span(measured, 0.3)).toBe(undefined);
    expect(span([], deviation)).toBe(undefined);
  });
});

/** Words of a sentence that puts one network above another. */
const comparing = /\b(less|more|win|Fewest|the gain fades|alone fades)\b/;

describe('sentences of the study', () => {
  it('tell of knobs, of the rule and of noise, each number computed', () => {
    const findings = measuredFindings(measured);
    expect(findings[0]).toMatch(/by resolution 24, 40\.0.%, most by resolution 96, 80\.0.%/);
    expect(findings.filter((each) => /^(Depth|Width|Resolution) alone/.test(each))).toHaveLength(3);
    expect(findings.at(-1)).toMatch(/about 0\.3 points.*15 networks/);
    expect(againstPaper(measured).join(' ')).toMatch(
      /gain of depth and width alone fades\. Whether the gain of resolution fades, our seeds leave open.*resolution 64 reaches more.*2\s×\s2, B0 in 7\s×\s7/,
    );
  });

  it('compare nothing where one seed is all there is, or where seeds explain the difference', () => {
    const once = measuredNetworks(madeUpFamily.filter(({ seed }) => seed === 1));
    expect(measuredFindings(once)).toEqual([expect.stringMatching(/^No network has a second seed/)]);
    expect(againstPaper(once)).toEqual(measuredFindings(once));
    // The same means, with seeds 60 points apart.
    const loud = measuredNetworks(
      madeUpFamily.map((record) => ({ ...record, test: record.test + (record.seed === 1 ? -0.3 : 0.3) })),
    );
    for (const sentence of measuredFindings(loud).slice(0, -1))
      expect(sentence).toMatch(/whether the gain fades, seeds leave open\.$/);
    expect(againstPaper(loud).join(' ')).toMatch(/^Whether the gain of depth, width, and resolution fades/);
  });

  it('lean on no single run, however much it reached', () => {
    const single = [madeUp('resolution-80', 0.99), madeUp('depth-4', 0.01), madeUp('paper-phi3', 0.98)];
    const more = measuredNetworks([...madeUpFamily, ...madeUpGrid, ...single]);
    const [spanned, ...others] = measuredFindings(more);
    const [all, ...before] = measuredFindings(measured);
    expect(spanned).toBe(all!.replace('Fewest', 'Of those with two seeds, fewest'));
    expect(others).toEqual(before);
    expect(againstPaper(more)).toEqual(againstPaper(measured));
  });

  it('are right with whatever is recorded: none compares without a deviation', () => {
    const real = measuredNetworks(readRecords());
    const told = [...measuredFindings(real), ...againstPaper(real)];
    if (seedDeviation(real) === undefined)
      for (const each of told.filter((text) => !/^No network/.test(text)))
        expect(each).not.toMatch(comparing);
    expect(againstPaper([])).toEqual([]);
  });
});
