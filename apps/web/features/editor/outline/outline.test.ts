import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyDocument, DIAMOND, documentOf, SAMPLE_KINDS } from '../testing/sample-kinds.ts';
import { outlineOf, readingOrder, type OutlineItem } from './outline.ts';

const tell = (items: readonly OutlineItem[]) =>
  items.map(
    (item) =>
      `${'-'.repeat(item.level)} ${item.type === 'step' ? item.node : item.type === 'way' ? `[${item.label}${item.open ? ' open' : ''}]` : `${item.back ? 'back to' : 'to'} ${item.node}`}`,
  );

describe('the flow as a list', () => {
  it('lists branches under their names, and the steps after a merge once', () => {
    expect(tell(outlineOf(DIAMOND, SAMPLE_KINDS))).toEqual([
      '- start',
      '- check',
      '-- [Yes]',
      '--- left',
      '--- join',
      '--- stop',
      '-- [No]',
      '--- right',
      '--- to join',
    ]);
  });

  it('lists open branches, so that a step can be added there', () => {
    const flow = documentOf({ start: 'trigger', check: 'check' }, ['start.next>check']);
    expect(tell(outlineOf(flow, SAMPLE_KINDS))).toEqual([
      '- start',
      '- check',
      '-- [Yes open]',
      '-- [No open]',
    ]);
  });

  it('says that a branch leads back up, and stops there', () => {
    const flow = documentOf({ start: 'trigger', wait: 'wait', check: 'check' }, [
      'start.next>wait',
      'wait.next>check',
      'check.no>wait',
    ]);
    expect(tell(outlineOf(flow, SAMPLE_KINDS))).toContain('--- back to wait');
  });

  it('leaves out an optional branch that is not connected', () => {
    const flow = documentOf({ start: 'trigger', send: 'send', stop: 'end' }, [
      'start.next>send',
      'send.next>stop',
    ]);
    expect(tell(outlineOf(flow, SAMPLE_KINDS))).toEqual(['- start', '- send', '- stop']);
  });

  it('lists every step of any flow exactly once', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        const order = readingOrder(outlineOf(document, SAMPLE_KINDS));
        expect([...order].sort()).toEqual(Object.keys(document.nodes).sort());
      }),
      { numRuns: 300 },
    );
  });

  it('never skips a level on the way down, as screen readers announce levels', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        const items = outlineOf(document, SAMPLE_KINDS);
        items.forEach((item, index) =>
          expect(item.level).toBeLessThanOrEqual((items[index - 1]?.level ?? 0) + 1),
        );
      }),
      { numRuns: 300 },
    );
  });
});
