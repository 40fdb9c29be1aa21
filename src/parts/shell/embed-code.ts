import { tools } from '../../words/en/shell.ts';

/** The markup that shows a figure alone on another page. @param address of the page of the figure alone, whole */
export function embedCode(address: string, title: string): string {
  const name = tools.embedName(title).replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  return `<iframe src="${address}" title="${name}" width="100%" height="720" loading="lazy"></iframe>`;
}
