import type { Locator, Page } from 'playwright-core';

/** Views that show controls which the usual one does not. */
export const moreControls: Readonly<Record<string, string>> = {
  'measure-my-device': 'phi:1,own:1',
  'scaling-ladder': 'of:d',
  'live-detector': 'nms:soft',
};

/** Two gestures on a control: each is to change the figure's view, if the control has to do with it at all. */
export type Gestures = readonly [first: () => Promise<void>, second: () => Promise<void>];

/** Drags a slider with the mouse, then moves it by a key that is held. */
function onSlider(page: Page, slider: Locator): Gestures {
  return [
    async () => {
      await slider.scrollIntoViewIfNeeded();
      const { x, y, width, height } = (await slider.boundingBox())!;
      const [min, max, value] = await slider.evaluate((input: HTMLInputElement) =>
        [input.min, input.max, input.value].map(Number),
      );
      const away = (value! - min!) / (max! - min!) > 0.5 ? [0.45, 0.4, 0.3] : [0.5, 0.6, 0.7];
      for (const [step, part] of away.entries()) {
        await page.mouse.move(x + part * width, y + height / 2);
        if (step === 0) await page.mouse.down();
      }
      await page.mouse.up();
    },
    async () => {
      await slider.focus();
      for (let held = 0; held < 3; held++) await page.keyboard.down('ArrowLeft');
      await page.keyboard.up('ArrowLeft');
    },
  ];
}

/** Chooses one of a group's radio buttons, then another. */
async function onRadios(group: Locator): Promise<Gestures | undefined> {
  const free = group.locator('input[type=radio]:not(:checked):enabled');
  if ((await free.count()) === 0) return undefined;
  const checked = await group.locator('input[type=radio]:checked').count();
  if (checked === 0) return undefined;
  const choose = () => free.first().check({ force: true });
  return [choose, () => free.last().check({ force: true })];
}

async function onSelect(select: Locator): Promise<Gestures | undefined> {
  const options = await select
    .locator('option')
    .evaluateAll((all) => all.map((each) => (each as HTMLOptionElement).value));
  const now = await select.inputValue();
  const others = options.filter((each) => each !== now);
  const [first, second] = [others[0], others[1] ?? now];
  if (first === undefined) return undefined;
  return [
    async () => void (await select.selectOption(first)),
    async () => void (await select.selectOption(second)),
  ];
}

/** Presses one of a row of tabs, then another. */
async function onTabs(list: Locator): Promise<Gestures | undefined> {
  const tabs = list.locator('[role=tab][aria-selected=false]');
  if ((await tabs.count()) < 2) return undefined;
  const press = () => tabs.first().click();
  return [press, () => tabs.last().click()];
}

/** Controls of a figure that are on screen, of each kind the first two, by a name to tell them. */
export async function controlsOf(page: Page, block: Locator): Promise<Map<string, Gestures>> {
  const found = new Map<string, Gestures>();
  const each = async (
    kind: string,
    place: Locator,
    gestures: (control: Locator) => Gestures | undefined | Promise<Gestures | undefined>,
  ): Promise<void> => {
    for (const [index, control] of (await place.all()).slice(0, 2).entries()) {
      const of = await gestures(control);
      if (of !== undefined) found.set(`${kind} ${index + 1}`, of);
    }
  };
  await each('slider', block.locator('input[type=range]:enabled:visible'), (slider) =>
    onSlider(page, slider),
  );
  await each('choice', block.locator('fieldset:has(> label > input[type=radio]):visible'), onRadios);
  await each('list', block.locator('select:enabled:visible'), onSelect);
  await each('tabs', block.locator('[role=tablist]:visible'), onTabs);
  return found;
}
