/**
 * Runs in a page that has no scripts: the controls that are to be seen there, are not disabled, and yet cannot act, as short
 * descriptions. A form that is sent somewhere acts; links and `summary` are no controls.
 */
export function inertControls(): string[] {
  const controls = [
    'button, input, select, textarea',
    '[contenteditable]',
    ...['button', 'slider', 'switch', 'checkbox', 'radio', 'tab', 'application'].map(
      (role) => `[role="${role}"][tabindex]`,
    ),
    // A part that arrow keys read; one that scrolls has to be reached by keyboard, and is a region.
    '[tabindex="0"]:not([role="region"], a, summary)',
  ].join();
  // A popover opens by its button alone.
  const acts = (element: Element) =>
    element.closest('form[action]') !== null || element.hasAttribute('popovertarget');
  return [...document.body.querySelectorAll(controls)]
    .filter((element) => !element.matches(':disabled, [aria-disabled="true"]') && !acts(element))
    .filter((element) => element.checkVisibility({ visibilityProperty: true }))
    .map((element) => {
      const { tagName, textContent } = element;
      const name = element.getAttribute('aria-label') ?? textContent?.trim() ?? '';
      const figure = element.closest('figure')?.id ?? 'the page';
      return `<${tagName.toLowerCase()}> “${name.slice(0, 40)}” in ${figure}`;
    });
}
