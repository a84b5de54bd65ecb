/** Turns the page from light to dark and back, remembers it where the browser allows, and tells the page by `themechange`. */
export const themeScript: string = `(() => {
  const root = document.documentElement;
  const button = document.getElementById('theme');
  const isDark = () => root.dataset.theme === 'dark' || (root.dataset.theme === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches);
  const tell = () => {
    button.setAttribute('aria-pressed', String(isDark()));
    dispatchEvent(new Event('themechange'));
  };
  try {
    root.dataset.theme = localStorage.getItem('barwright.theme') || root.dataset.theme;
  } catch {}
  tell();
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', tell);
  button.addEventListener('click', () => {
    root.dataset.theme = isDark() ? 'light' : 'dark';
    try {
      localStorage.setItem('barwright.theme', root.dataset.theme);
    } catch {}
    tell();
  });
})();`;
