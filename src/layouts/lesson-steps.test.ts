import { describe, expect, test } from 'vitest';
import { elsewhere, lessonSteps, timed } from './lesson-steps.ts';

const step = (minutes: number, how: string) =>
  `<p class="step" data-minutes="${minutes}" data-how="${how}">${minutes} minutes · ${how}</p>`;
const island = (inner: string) => `<astro-island props="{}" ssr>${inner}</astro-island>`;
const page = [
  '<p>For whoever knows it.</p>',
  `<h2 id="guess">Guess <em>first</em></h2>${step(6, 'alone')}<style>astro-island{display:contents}</style><script>1</script>`,
  island('<section class="exercise x" data-exercise="double"><h3>Guess</h3></section>'),
  '<p>Now <em>turn</em> it.</p>',
  island('<div class="figure-block" data-view="rule once"><h3 class="figure-title x">Break it</h3></div>'),
  `<h2 id="end">Before you go</h2>${step(5, 'in pairs')}`,
  island('<section class="exercise" data-exercise="why"></section>'),
  island('<section class="hand-in"><h3>Hand it in</h3></section>'),
].join('');

describe('the steps of a lesson', () => {
  test('are its sections, with what each holds in order', () => {
    expect(lessonSteps(page)).toEqual([
      {
        id: 'guess',
        title: 'Guess first',
        minutes: 6,
        how: 'alone',
        blocks: [
          { kind: 'exercise', id: 'double' },
          { kind: 'prose', html: '<p>Now <em>turn</em> it.</p>' },
          { kind: 'figure', view: 'rule', title: 'Break it' },
        ],
      },
      {
        id: 'end',
        title: 'Before you go',
        minutes: 5,
        how: 'in pairs',
        blocks: [{ kind: 'exercise', id: 'why' }],
      },
    ]);
  });

  test('follow each other without a gap', () => {
    expect(timed(lessonSteps(page)).map(({ from, to }) => [from, to])).toEqual([
      [0, 6],
      [6, 11],
    ]);
  });

  test('lead back to their page from another one', () => {
    expect(elsewhere('<p><a href="#rule=1;op:0">a</a> <a href="/x/">b</a></p>', '/lessons/l/')).toBe(
      '<p><a href="/lessons/l/#rule=1;op:0">a</a> <a href="/x/">b</a></p>',
    );
  });

  test('say how long they take, or the page is not built', () => {
    expect(() => lessonSteps('<h2 id="x">One</h2><p>Text.</p>')).toThrow(/“One”/);
  });
});
