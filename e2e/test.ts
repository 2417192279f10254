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

/** A test of somebody who is signed in as the owner. It fails when a page logs an error, whatever else it does. */
export const test = base.extend<Each, Shared>({
  session: [
    async ({ browser }, use) => {
      const page = await browser.newPage({ baseURL: process.env['MILLRACE_E2E_URL'] });
      await signIn(page);
      const session = await page.context().storageState();
      await page.close();
      await use(session);
    },
    { scope: 'worker' },
  ],
  storageState: ({ session }, use) => use(session),
  complaints: [
    async ({ context }, use) => {
      const complaints: string[] = [];
      context.on('console', (line) => {
        // A message that is not finished has no preview, and browsers log every answer that says no.
        if (line.location().url.includes('/content.preview') && line.text().includes('422')) return;
        if (line.type() === 'error') complaints.push(`${line.page()?.url()}: ${line.text()} ${line.location().url}`);
      });
      context.on('weberror', (error) => complaints.push(`${error.page()?.url()}: ${error.error().message}`));
      await use(complaints);
      expect(complaints, 'errors in the browser').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
