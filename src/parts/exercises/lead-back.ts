import { qrOf, qrPath, quietModules } from '../../components/qr.ts';
import { onScreen } from '../../words/en/teach.ts';

/** Says on every sheet where the lesson is on screen: in letters, and as a QR code that brings the class's word along. */
export function leadBack(box: ParentNode, page: string, fragment: string): void {
  for (const place of box.querySelectorAll('[data-address]')) place.textContent = onScreen(page);
  const code = qrOf(fragment === '' ? page : `${page}#${fragment}`);
  if (code === undefined) return;
  const side = code.side + 2 * quietModules;
  for (const drawing of box.querySelectorAll('[data-qr]')) {
    drawing.setAttribute('viewBox', `0 0 ${side} ${side}`);
    drawing.querySelector('path')?.setAttribute('d', qrPath(code));
  }
}
