import { describe, expect, it } from 'vitest';
import { whereNext } from './where-next.ts';

describe('where signing in leads', () => {
  it('leads back to the requested screen, with its filters', () => {
    expect(whereNext('/flows?state=live')).toBe('/flows?state=live');
  });

  it('never leads to another site, however the address is written', () => {
    for (const asked of [
      'https://evil.example',
      '//evil.example',
      '/\\evil.example',
      'javascript:alert(1)',
      '/\t/evil.example',
      undefined,
    ]) {
      expect(whereNext(asked)).toBe('/');
    }
  });
});
