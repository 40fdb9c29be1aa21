import type { Locator } from 'playwright-core';

/**
 * Resolves once a button of that name has stood in the block, even if it is gone again: what is on the screen for half a second or less is
 * missed by waiting for it from here, which asks again every half second. To be called before what brings the button.
 *
 * @throws Error where none comes within `patience` milliseconds.
 */
export async function buttonCame(block: Locator, name: string, patience = 30_000): Promise<void> {
  await block.evaluate(
    (element, [wanted, milliseconds]) =>
      new Promise<void>((resolve, reject) => {
        const stands = () =>
          [...element.querySelectorAll('button')].some(({ textContent }) => textContent?.trim() === wanted);
        const over = (): void => {
          observer.disconnect();
          clearTimeout(timer);
        };
        const observer = new MutationObserver(() => {
          if (!stands()) return;
          over();
          resolve();
        });
        const timer = setTimeout(() => {
          over();
          reject(new Error(`No button “${wanted}” came.`));
        }, milliseconds);
        observer.observe(element, { subtree: true, childList: true, characterData: true });
      }),
    [name, patience] as const,
  );
}
