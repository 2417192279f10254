import { describe, expect, it } from 'vitest';
import { isSameOrigin } from './same-origin.ts';

const request = (entries: Record<string, string>) => new Headers(entries);

describe('where a change may come from', () => {
  it('accepts a change that our own page sends', () => {
    expect(isSameOrigin(request({ origin: 'http://localhost:3000', host: 'localhost:3000' }))).toBe(true);
  });

  it('refuses a change that another site sends in a signed-in browser', () => {
    expect(isSameOrigin(request({ origin: 'https://evil.example', host: 'localhost:3000' }))).toBe(false);
    expect(isSameOrigin(request({ 'sec-fetch-site': 'cross-site', host: 'localhost:3000' }))).toBe(false);
  });

  it('refuses an origin that hides behind a frame or cannot be read', () => {
    expect(isSameOrigin(request({ origin: 'null', host: 'localhost:3000' }))).toBe(false);
  });

  it('takes the public address when a reverse proxy changes the host', () => {
    expect(
      isSameOrigin(
        request({ origin: 'https://flows.shop.example', host: 'web:3000' }),
        'https://flows.shop.example',
      ),
    ).toBe(true);
  });
});
