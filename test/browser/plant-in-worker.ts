import type { Page } from 'playwright-core';

/**
 * Lets `plant` run in every worker that the engine's page starts from now on, before anything that the worker does. To tell a worker
 * afterwards, once the driver has heard of it, is a race that a busy machine loses.
 */
export async function plantInWorker<Told>(
  page: Page,
  plant: (told: Told) => void,
  told: Told,
): Promise<void> {
  await page.route(/\/worker-[^/]*\.js(\?.*)?$/, async (route) => {
    const response = await route.fetch();
    const planted = `(${plant})(${JSON.stringify(told)});`;
    await route.fulfill({ response, body: `${planted}\n${await response.text()}` });
  });
}
