import { expect, type Page } from '@playwright/test';
import { rest, type FlowAnswer, type Listed } from './rest.ts';

/** Every screen, by name. Screens about a flow or a person use one with data. */
export async function screens(): Promise<readonly (readonly [string, string])[]> {
  const flows = (await rest<Listed<{ id: string; entered: number }>>('GET', '/flows')).items;
  const flow =
    flows.toSorted((one, other) => other.entered - one.entered).find((one) => one.entered > 0)?.id ??
    (await published());
  const customer = (await rest<Listed<{ id: string }>>('GET', '/customers?limit=1')).items[0]?.id;
  const segment = (await rest<Listed<{ id: string }>>('GET', '/segments')).items[0]?.id;
  const settings = [
    'store',
    'storefront',
    'brand',
    'returns',
    'connections',
    'guardrails',
    'models',
    'team',
    'keys',
    'audit',
    'health',
  ];
  return [
    ['home', '/'],
    ['flows', '/flows'],
    ['flow-import', '/flows/import'],
    ['gallery', '/gallery'],
    ['gallery-yours', '/gallery?for=yours'],
    ['gallery-look', '/gallery?look=abandoned-cart-ai'],
    ['canvas', `/flows/${flow}`],
    ['flow-settings', `/flows/${flow}?panel=settings`],
    ['versions', `/flows/${flow}?panel=versions&version=1`],
    ['results', `/flows/${flow}/results`],
    ['people', `/flows/${flow}/people`],
    ['segments', '/segments'],
    ['segment-new', '/segments/new?from=vip'],
    ...(segment ? [['segment', `/segments/${segment}`] as const] : []),
    ['all-results', '/results'],
    ['automation', '/automation'],
    ['products', '/products'],
    ['returns', '/returns'],
    ['reports', '/reports'],
    ['report-month', '/reports?period=month'],
    ['anomalies', '/anomalies'],
    ['customers', '/customers'],
    ...(customer ? [['customer', `/customers/${customer}`] as const] : []),
    ['imports', '/customers/import'],
    ['import', `/customers/import/${await imported()}`],
    ['message-log', '/messages'],
    ['work', '/work'],
    ...settings.map((name) => [`settings-${name}`, `/settings/${name}`] as const),
  ];
}

/** An import of customers that waits to be checked. */
async function imported(): Promise<string> {
  const { id } = await rest<{ id: string }>('POST', '/imports', { kind: 'customers', name: 'people.csv' });
  const content = Buffer.from('email,first name,points\nann@example.com,Ann,12\nnobody,Bea,\n').toString(
    'base64',
  );
  await rest('POST', `/imports/${id}/parts`, { part: 0, content });
  await rest('POST', `/imports/${id}/uploaded`, {});
  return id;
}

async function published(): Promise<string> {
  const { id } = await rest<FlowAnswer>('POST', '/templates/abandoned-cart-ai/clone', {});
  await rest('POST', `/flows/${id}/publish`, {});
  return id;
}

/** Waits until everything has loaded and no placeholder is left. */
export async function settled(page: Page): Promise<void> {
  await expect(page.locator('main').first()).toBeVisible();
  await expect(page.locator('[aria-busy="true"], .animate-pulse:not(.rounded-full)')).toHaveCount(0);
}
