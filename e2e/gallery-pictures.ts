import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { expect } from './test.ts';

/** A message as the gallery shows it. */
interface SeenMessage {
  readonly title: string;
  readonly subject: string | null;
  readonly preheader: string | null;
  /** Null for channels of plain text. */
  readonly html: string | null;
  readonly text: string | null;
  /** Pictures of the gallery's own look at it, light and dark; for channels of plain text. */
  readonly looks: readonly Buffer[];
}

export interface ToPicture {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly goal: string;
}

const SCHEMES = ['light', 'dark'] as const;
/** Widths of a message in CSS pixels: an e-mail on a desktop and a telephone. */
const WIDTHS = [640, 390] as const;
/** Longer messages are cut, in CSS pixels. */
const TALLEST = 2_600;
/** Of the shots of messages, so that a page of the docs stays small. */
const SCALE = 0.62;

/**
 * Writes a page of the docs about one template: its steps, light and dark, and each of its messages on a desktop
 * and a telephone, light and dark, as the gallery shows them for a sample customer of the demo shop.
 */
export async function pictureTemplate(page: Page, template: ToPicture, folder: string): Promise<void> {
  const { id } = template;
  rmSync(join(folder, id), { recursive: true, force: true });
  mkdirSync(join(folder, id), { recursive: true });
  const messages = await readMessages(page, template);
  const steps = await Promise.all((await shootSteps(page, template)).map((shot) => sheet(page, [shot], 0.8)));
  SCHEMES.forEach((scheme, index) =>
    writeFileSync(join(folder, id, `steps-${scheme}.webp`), steps[index] ?? Buffer.alloc(0)),
  );
  for (const [index, message] of messages.entries()) {
    const shots = message.html === null ? message.looks : await shootPage(page, message.html);
    writeFileSync(join(folder, id, `message-${index + 1}.webp`), await sheet(page, shots, SCALE));
  }
  writeFileSync(join(folder, `${id}.md`), pageOf(template, messages));
}

async function look(page: Page, { id, title }: ToPicture): Promise<Locator> {
  await page.goto(`/gallery?look=${id}`);
  const dialog = page.getByRole('dialog', { name: title });
  await expect(dialog.getByRole('group', { name: `Steps of ${title}` })).toBeVisible();
  return dialog;
}

async function readMessages(page: Page, template: ToPicture): Promise<SeenMessage[]> {
  await page.emulateMedia({ colorScheme: 'light' });
  const dialog = await look(page, template);
  const next = dialog.getByRole('button', { name: 'Next message' });
  if ((await next.count()) === 0) return [];
  const place = dialog.getByText(/^\d+ of \d+$/);
  const count = Number((await place.textContent())?.split(' of ')[1]);
  const messages: SeenMessage[] = [];
  for (let at = 1; at <= count; at += 1) {
    await expect(place).toHaveText(`${at} of ${count}`);
    const section = dialog
      .locator('section')
      .filter({ has: page.getByRole('button', { name: 'Next message' }) });
    const frame = section.locator('iframe');
    const bubble = section.locator('figure .whitespace-pre-wrap, figure pre, figure p').first();
    await expect(frame.or(bubble)).toBeVisible();
    const title = (await section.getAttribute('aria-label')) ?? '';
    const lines = await section.locator('header > p').allTextContents();
    const html = (await frame.count()) > 0 ? await frame.getAttribute('srcdoc') : null;
    const text = html === null ? await bubble.innerText() : null;
    const looks: Buffer[] = [];
    if (html === null)
      for (const colorScheme of SCHEMES) {
        await page.emulateMedia({ colorScheme });
        looks.push(await section.locator('figure').screenshot({ animations: 'disabled' }));
      }
    await page.emulateMedia({ colorScheme: 'light' });
    messages.push({ title, subject: lines[1] ?? null, preheader: lines[2] ?? null, html, text, looks });
    if (at < count) await next.click();
  }
  return messages;
}

/** The whole drawing of the steps, taken out of the scrolled part of the dialog. */
async function shootSteps(page: Page, template: ToPicture): Promise<Buffer[]> {
  const shots: Buffer[] = [];
  for (const colorScheme of SCHEMES) {
    await page.emulateMedia({ colorScheme });
    const dialog = await look(page, template);
    const group = dialog.getByRole('group', { name: `Steps of ${template.title}` });
    await group.evaluate((place) => {
      const drawing = place.firstElementChild as HTMLElement;
      const background = getComputedStyle(place).backgroundColor;
      // Words beside the last line may reach beyond the drawing.
      const from = drawing.getBoundingClientRect().left;
      const reach = [...drawing.querySelectorAll('*')].map(
        (part) => part.getBoundingClientRect().right - from,
      );
      const width = Math.max(drawing.offsetWidth, ...reach) + 48;
      place.removeAttribute('class');
      Object.assign(place.style, {
        position: 'fixed',
        inset: '0 auto auto 0',
        zIndex: '9999',
        padding: '24px',
        background,
        width: `${width}px`,
        height: `${drawing.offsetHeight + 48}px`,
      });
      document.body.append(place);
      place.dataset['picture'] = '';
    });
    const lifted = page.locator('[data-picture]');
    const box = await lifted.boundingBox();
    await page.setViewportSize({
      width: Math.max(1_440, Math.ceil(box?.width ?? 0)),
      height: Math.max(900, Math.ceil(box?.height ?? 0)),
    });
    shots.push(await lifted.screenshot({ animations: 'disabled' }));
    await page.setViewportSize({ width: 1_440, height: 900 });
  }
  return shots;
}

/** An e-mail: desktop light, desktop dark, telephone light, telephone dark. */
async function shootPage(page: Page, html: string): Promise<Buffer[]> {
  const inbox = await page.context().newPage();
  const shots: Buffer[] = [];
  try {
    for (const width of WIDTHS)
      for (const colorScheme of SCHEMES) {
        await inbox.setViewportSize({ width, height: 600 });
        await inbox.emulateMedia({ colorScheme });
        await inbox.setContent(html, { waitUntil: 'load' });
        const size = await inbox.evaluate(() => ({
          across: document.documentElement.scrollWidth,
          down: document.documentElement.scrollHeight,
        }));
        expect(size.across, `a message fits ${width} pixels`).toBeLessThanOrEqual(width);
        const broken = await inbox.evaluate(() =>
          [...document.images].filter((image) => image.naturalWidth === 0).map((image) => image.src),
        );
        expect(broken, 'pictures that did not load').toEqual([]);
        await inbox.setViewportSize({ width, height: Math.min(TALLEST, size.down) });
        shots.push(await inbox.screenshot());
      }
  } finally {
    await inbox.close();
  }
  return shots;
}

/** Shots side by side in one picture, as WebP. */
async function sheet(page: Page, shots: readonly Buffer[], scale: number): Promise<Buffer> {
  const studio = await page.context().newPage();
  try {
    const address = await studio.evaluate(
      async ({ pictures, by }) => {
        const images = await Promise.all(
          pictures.map(async (picture) => {
            const image = new Image();
            image.src = picture;
            await image.decode();
            return image;
          }),
        );
        const gap = images.length > 1 ? 16 : 0;
        const widths = images.map((image) => Math.round(image.width * by));
        const heights = images.map((image) => Math.round(image.height * by));
        const canvas = document.createElement('canvas');
        canvas.width = widths.reduce((sum, width) => sum + width + gap, gap);
        canvas.height = Math.max(...heights) + 2 * gap;
        const drawn = canvas.getContext('2d');
        if (!drawn) return '';
        drawn.fillStyle = '#d9d7d2';
        drawn.fillRect(0, 0, canvas.width, canvas.height);
        drawn.imageSmoothingQuality = 'high';
        let left = gap;
        images.forEach((image, index) => {
          drawn.drawImage(image, left, gap, widths[index] ?? 0, heights[index] ?? 0);
          left += (widths[index] ?? 0) + gap;
        });
        return canvas.toDataURL('image/webp', 0.8);
      },
      { pictures: shots.map((shot) => `data:image/png;base64,${shot.toString('base64')}`), by: scale },
    );
    return Buffer.from(address.split(',')[1] ?? '', 'base64');
  } finally {
    await studio.close();
  }
}

function pageOf({ id, title, summary, goal }: ToPicture, messages: readonly SeenMessage[]): string {
  const parts = messages.map(({ title: name, subject, preheader, text }, index) => {
    const words = [subject && `**${subject}**`, preheader].filter(Boolean).join('  \n');
    const told = text === null ? words : [words, text.replace(/^/gm, '> ')].filter(Boolean).join('\n\n');
    return `## ${index + 1}. ${name}\n${told}\n\n![${name}](${id}/message-${index + 1}.webp)\n`;
  });
  const steps = `<picture>
  <source media="(prefers-color-scheme: dark)" srcset="${id}/steps-dark.webp">
  <img alt="The steps of ${title}" src="${id}/steps-light.webp">
</picture>`;
  return [`# ${title}\n${summary}\n\n${goal}\n\n${steps}\n`, ...parts].join('\n');
}
