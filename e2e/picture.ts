import type { Locator, Page } from '@playwright/test';

/**
 * Writes a picture to `results/`, for people who look at screens while they change them: with
 * `MILLRACE_PICTURES=1 npm test -- browser reports`. No test reads them, and each takes some tenths of a second of a
 * processor, so without the variable none is made.
 * @param name of the file, such as `dark-reports`
 */
export async function picture(
  of: Page | Locator,
  name: string,
  how: { fullPage?: boolean } = {},
): Promise<void> {
  if (process.env['MILLRACE_PICTURES']) await of.screenshot({ path: `results/${name}.png`, ...how });
}
