// The button that goes round automatic → light → dark. What it shows is chosen by style alone (frame.css).
const root = document.documentElement;
const order = ['auto', 'light', 'dark'] as const;
const names = { auto: 'automatic', light: 'light', dark: 'dark' };

function current(): (typeof order)[number] {
  const theme = root.dataset.theme;
  return theme === 'light' || theme === 'dark' ? theme : 'auto';
}

function after(theme: (typeof order)[number]): (typeof order)[number] {
  return order[(order.indexOf(theme) + 1) % order.length] ?? 'auto';
}

function describe(button: HTMLButtonElement): void {
  const theme = current();
  button.setAttribute('aria-label', `Theme: ${names[theme]}. Change to ${names[after(theme)]}.`);
  button.title = `Theme: ${names[theme]}`;
}

const button = document.querySelector<HTMLButtonElement>('button.theme');
if (button) {
  describe(button);
  button.addEventListener('click', () => {
    const theme = after(current());
    if (theme === 'auto') delete root.dataset.theme;
    else root.dataset.theme = theme;
    try {
      if (theme === 'auto') localStorage.removeItem('theme');
      else localStorage.setItem('theme', theme);
    } catch {
      // Storage may be refused; the choice then lasts for this page.
    }
    describe(button);
  });
}

export {};
