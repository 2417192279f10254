import { expect, test as base, type Page } from '@playwright/test';
import { signIn } from './product.ts';

type Session = Awaited<ReturnType<ReturnType<Page['context']>['storageState']>>;

interface Shared {
  /** Cookies of the owner, signed in once for the whole run. */
  session: Session;
}

interface Each {
  /** Errors that the browser logged on any page of the test; must stay empty. */
  complaints: string[];
}

/**
 * Intended error responses, which browsers log: an unfinished message has no preview, and a conflicting draft
 * is not overwritten, a file may hold no flow, two segments cannot have one name or be changed by two people unseen, a second answer does not count, and a shop needs an
 * address.
 */
const SAYS_NO: readonly (readonly [string, string])[] = [
  ['422', '/content.preview'],
  ['409', '/flows.save'],
  ['422', '/flows.previewFile'],
  ['422', '/automation.addElsewhere'],
  ['404', '/reports.read'],
  ['409', '/segments.create'],
  ['409', '/segments.update'],
  ['409', '/work.answer'],
  ['422', '/storefront.save'],
];

/** A test signed in as the owner. Fails when a page logs an error, whatever else it does. */
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
        // Messages are in frames without scripts. The browser logs that it blocked a script which this suite
        // itself adds to frames.
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

/** Share of a card that has to be in view: at a zoom it may stick out by a fraction of a pixel. */
export const WHOLE = 0.99;
