// Draws docs/images/report.png from the page that `npm run demo` writes: npm run demo && npx tsx docs/report-picture.ts
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const page = new URL('../out/demo/report.html', import.meta.url);
const picture = fileURLToPath(new URL('./images/report.png', import.meta.url));
const executablePath = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  (path) => path !== undefined && existsSync(path),
);
if (executablePath === undefined) throw new Error('No Chromium found. Set CHROMIUM to its path.');
if (!existsSync(page)) throw new Error('There is no report yet: run npm run demo first.');

const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
const tab = await browser.newPage({ viewport: { width: 1_280, height: 960 }, colorScheme: 'light', reducedMotion: 'reduce' });
await tab.goto(page.href);
await tab.waitForTimeout(1_500);
await tab.screenshot({ path: picture });
await browser.close();
console.log(`wrote ${picture}`);
