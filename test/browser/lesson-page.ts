import type { Locator, Page } from 'playwright-core';

/** A lesson’s page as a reader works on it. */
export class LessonPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** An exercise, by its heading. */
  exercise(name: string): Locator {
    return this.page.getByRole('region', { name, exact: true });
  }

  /** What is said of its answer. */
  said(name: string): Locator {
    return this.exercise(name).getByRole('status');
  }

  /** Brings a part near the screen and waits until it is awake. */
  async wake(part: Locator): Promise<void> {
    await part.scrollIntoViewIfNeeded();
    await this.page.locator('astro-island:not([ssr])').filter({ has: part }).waitFor({ state: 'attached' });
  }

  async reach(name: string): Promise<void> {
    await this.wake(this.exercise(name));
  }

  /** Presses Tab until the focus is on what the check wants; what it passes over is reached by keyboard, too. */
  async tabTo(name: string, role: 'button' | 'textbox' | 'radio' | 'link', label: RegExp): Promise<void> {
    await this.reach(name);
    const wanted = this.exercise(name).getByRole(role, { name: label }).first();
    await this.exercise(name).locator('input, textarea, button').first().focus();
    for (let i = 0; i < 40; i++) {
      if (await wanted.evaluate((element) => element === document.activeElement)) return;
      await this.page.keyboard.press('Tab');
    }
    throw new Error(`No Tab leads to ${label} in “${name}”.`);
  }

  async type(name: string, text: string): Promise<void> {
    await this.tabTo(name, 'textbox', /./);
    await this.page.keyboard.press('ControlOrMeta+A');
    await this.page.keyboard.type(text);
  }

  async press(name: string, label: RegExp): Promise<void> {
    await this.tabTo(name, 'button', label);
    await this.page.keyboard.press('Enter');
  }
}
