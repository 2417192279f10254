import { describe, expect, it } from 'vitest';
import { securityPolicy } from './security-policy.ts';

describe('the security policy of a page', () => {
  it('lets no other site show our pages in a frame', () => {
    expect(securityPolicy({ nonce: 'n', development: false, framedByUs: false })).toContain(
      "frame-ancestors 'none'",
    );
  });

  it('lets our own pages frame the preview of a message', () => {
    expect(securityPolicy({ nonce: 'n', development: false, framedByUs: true })).toContain(
      "frame-ancestors 'self'",
    );
  });

  it('runs in production only scripts that carry the nonce of the page', () => {
    const scripts = securityPolicy({ nonce: 'abc', development: false, framedByUs: false })
      .split('; ')
      .find((part) => part.startsWith('script-src'));
    expect(scripts).toContain("'nonce-abc'");
    expect(scripts).not.toContain('unsafe');
  });
});
