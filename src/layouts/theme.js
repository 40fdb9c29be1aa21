// Runs before the first paint, inline in the head: a theme chosen earlier must not flash.
// Without a choice (or without scripts) the style sheet follows the system's.
document.documentElement.dataset.scripted = '';
// Known before anything is drawn, so that what stands in place of the camera moves nothing.
if (!isSecureContext) document.documentElement.dataset.plainHttp = '';
try {
  const theme = localStorage.getItem('theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Storage may be refused; then the system's theme stands.
}
