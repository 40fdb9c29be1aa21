import { expect, test } from 'vitest';
import { lessonSlides, liveScripts } from './lesson-slides.ts';

test('a lesson is cut into its sections; what makes it live stays, its opening and its end do not', () => {
  const island =
    '<astro-island props="{&quot;a&quot;:[0,1]}"><section class="exercise">x</section></astro-island>';
  const html = [
    '<style>a{}</style><script>1 < 2</script><p>For whoever.</p>',
    `<h2 id="a">A</h2><p>Text</p><script>3</script>${island}`,
    '<h2 id="b">B</h2><p>End</p><astro-island><section class="hand-in y">z</section></astro-island>',
  ].join('');
  expect(lessonSlides(html)).toEqual([
    `<style>a{}</style><script>1 < 2</script><h2 id="a">A</h2><p>Text</p><script>3</script>${island}`,
    '<h2 id="b">B</h2><p>End</p>',
  ]);
  expect(liveScripts(html)).toBe('<style>a{}</style><script>1 < 2</script><script>3</script>');
});
