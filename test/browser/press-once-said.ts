import type { Locator } from 'playwright-core';

interface Wanted {
  readonly said: RegExp;
  readonly button: string;
  readonly patience?: number;
}

/**
 * Presses the button of that name inside `block` in the very moment in which the block first says what `said` matches. What is on the
 * screen for half a second or less is missed by waiting for it from here, which asks again every half second.
 *
 * @throws Error where the block says nothing of that kind within `patience` milliseconds; the message tells what it says then.
 */
export const pressOnceSaid = (block: Locator, wanted: Wanted): Promise<void> => onceSaid(block, wanted, true);

/** The same, and nothing is pressed: resolves once a button of that name has stood in the block, even if it is gone again by now. */
export const buttonCame = (block: Locator, button: string): Promise<void> =>
  onceSaid(block, { said: /./, button }, false);

async function onceSaid(
  block: Locator,
  { said, button, patience = 40_000 }: Wanted,
  presses: boolean,
): Promise<void> {
  await block.evaluate(
    (element, [source, flags, name, milliseconds, toPress]) =>
      new Promise<void>((resolve, reject) => {
        const pattern = new RegExp(source, flags);
        const press = (): boolean => {
          const found = [...element.querySelectorAll('button')].find(
            ({ textContent }) => textContent?.trim() === name,
          );
          if (found === undefined || !pattern.test(element.textContent ?? '')) return false;
          if (toPress) found.click();
          return true;
        };
        const over = (): void => {
          observer.disconnect();
          clearTimeout(timer);
        };
        const observer = new MutationObserver(() => {
          if (!press()) return;
          over();
          resolve();
        });
        const timer = setTimeout(() => {
          over();
          reject(new Error(`${pattern} with a button “${name}” is not in: ${element.textContent}`));
        }, milliseconds);
        observer.observe(element, { subtree: true, childList: true, characterData: true });
        if (press()) {
          over();
          resolve();
        }
      }),
    [said.source, said.flags, button, patience, presses] as const,
  );
}
