import { expect, test as base, type Page } from '@playwright/test';
import { signIn } from './product.ts';

type Session = Awaited<ReturnType<ReturnType<Page['context']>['storageState']>>;

interface Shared {
  /** Cookies of the owner, signed in once for the whole run. */
  session: Session;
}

interface Each {
  /** What the browser complained about on any page of the test; has to stay empty. */
  complaints: string[];
}

/** Answers that say no on purpose, which browsers log all the same: an unfinished message has no preview, and a draft saved meanwhile is not overwritten. */
const SAYS_NO: readonly (readonly [string, string])[] = [
  ['422', '/content.preview'],
  ['409', '/flows.save'],
];

/** A test of somebody who is signed in as the owner. It fails when a page logs an error, whatever else it does. */
export const test = base.extend<Each, Shared>({
  session: [
    async ({ browser }, provide) => {
      const page = await browser.newPage({ baseURL: process.env['MILLRACE_E2E_URL'] });
      await signIn(page);
      const session = await page.context().storageState();
      await page.close();
      await provide(session);
    },
    { scope: 'worker' },
  ],
  storageState: ({ session }, provide) => provide(session),
  complaints: [
    async ({ context }, provide) => {
      const complaints: string[] = [];
      context.on('console', (line) => {
        if (
          SAYS_NO.some(([status, path]) => line.text().includes(status) && line.location().url.includes(path))
        )
          return;
        // Messages are shown in frames without scripts; the browser says so of the script that this suite itself puts into frames.
        if (line.text().startsWith("Blocked script execution in 'about:srcdoc'")) return;
        if (line.type() === 'error')
          complaints.push(`${line.page()?.url()}: ${line.text()} ${line.location().url}`);
      });
      context.on('weberror', (error) => complaints.push(`${error.page()?.url()}: ${error.error().message}`));
      await provide(complaints);
      expect(complaints, 'errors in the browser').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
