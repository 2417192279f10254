import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { isIconName } from '@millrace/ui';
import { z } from 'zod';
import {
  defaultGuardrailSettings,
  guardrailById,
  GUARDRAILS,
  reasonsEndedBy,
  whileStopped,
  type SendFacts,
  type Verdict,
} from './kinds.ts';
import { cart, customer, NOON, sendFacts, touch } from './testing/sample-facts.ts';

const here = import.meta.dirname;
const folders = readdirSync(here, { withFileTypes: true })
  .filter(
    (entry) =>
      entry.isDirectory() &&
      !entry.name.startsWith('.') &&
      !['_template', 'testing', 'node_modules'].includes(entry.name),
  )
  .map((entry) => entry.name);

/** Facts under which one check or another does not pass. */
const troubles: readonly SendFacts[] = [
  sendFacts({ killSwitch: { all: true, flows: [], channels: [] } }),
  sendFacts({ flowState: 'paused' }),
  sendFacts({ flowState: 'stopped' }),
  sendFacts({ enrolmentEnded: 'order-placed' }),
  sendFacts({ cart: cart({ completedAt: NOON }) }),
  sendFacts({ message: { address: null } }),
  sendFacts({ message: { address: null }, customer: customer({ email: null }) }),
  sendFacts({ suppression: 'bounced' }),
  sendFacts({ globallyHeldOut: true }),
  ...(['unsubscribed', 'pending', 'never-asked'] as const).map((state) =>
    sendFacts({ customer: customer({ consent: { email: state } }) }),
  ),
  sendFacts({ optIn: 'single', customer: customer({ country: 'US' }), message: { channel: 'sms' } }),
  sendFacts({ recent: [touch(NOON - 1, { channel: 'sms', cartId: 'cart-1' })], message: { channel: 'sms' } }),
  sendFacts({ cart: cart({ updatedAt: 0 }), message: { channel: 'sms' } }),
  sendFacts({
    products: [{ productId: 'p-1', variantId: null, title: 'x', stock: 0, price: 1, isActive: true }],
  }),
  sendFacts({
    cart: cart({ lines: [...cart().lines, { ...cart().lines[0]!, productId: 'p-2' }] }),
    products: [{ productId: 'p-1', variantId: null, title: 'x', stock: 0, price: 1, isActive: true }],
  }),
  sendFacts({ message: { heldSince: 0 } }),
  sendFacts({ recent: [touch(NOON - 1)] }),
  sendFacts({ now: Date.UTC(2026, 10, 18, 23) }),
];

describe('the list of guardrails', () => {
  it('names every folder and nothing else', () => {
    expect(GUARDRAILS.map((check) => check.id).toSorted()).toEqual(folders.toSorted());
    expect(guardrailById('quiet-hours')?.title).toBe('Quiet hours');
  });

  it('has each reason in one check only', () => {
    const reasons = GUARDRAILS.flatMap((check) => Object.keys(check.reasons));
    expect(new Set(reasons).size).toBe(reasons.length);
  });

  it('has a check for each event that ends holds early, and only checks that hold have one', () => {
    for (const what of ['stop-lifted', 'room-made', 'zone-changed'] as const)
      expect(reasonsEndedBy(what).length, what).toBeGreaterThan(0);
    for (const check of GUARDRAILS.filter(({ endsEarly }) => endsEarly !== undefined))
      expect(
        troubles.map((facts) => check.check(facts, defaultGuardrailSettings[check.id]!).verdict),
        check.id,
      ).toContain('hold');
  });

  it('says what happens to messages while sending is stopped, by the settings', () => {
    expect(whileStopped({})).toBe(
      'Messages that come due while it is on are kept until you allow sending again.',
    );
    expect(whileStopped({ 'kill-switch': { meanwhile: 'refuse' } })).toMatch(/dropped/);
  });

  it('has quiet hours last, since every other hold may end at night', () => {
    expect(GUARDRAILS.at(-1)?.id).toBe('quiet-hours');
  });

  it('depends on zod and nothing else from outside, so that it runs anywhere', async () => {
    const { metafile } = await build({
      entryPoints: [join(here, 'kinds.ts')],
      bundle: true,
      write: false,
      metafile: true,
      format: 'esm',
      platform: 'neutral',
      logLevel: 'silent',
    });
    const packages = Object.keys(metafile.inputs).flatMap(
      (path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? [],
    );
    expect([...new Set(packages)].filter((name) => !name.startsWith('@millrace/')).toSorted()).toEqual([
      '@noble/hashes',
      'zod',
    ]);
  });
});

describe.each(GUARDRAILS.map((check) => [check.id, check] as const))('the check %s', (id, check) => {
  const verdicts = (settings: unknown): Verdict[] =>
    troubles.map((facts) => check.check(facts, check.settings.parse(settings)));

  it('has a page in the docs with an example and what can go wrong', () => {
    expect(existsSync(join(here, id, 'docs.md'))).toBe(true);
    expect(readFileSync(join(here, id, 'docs.md'), 'utf8')).toMatch(
      /^# .+\n[\s\S]+## What it does\n[\s\S]+## Example\n[\s\S]+## What can go wrong\n[\s\S]+/,
    );
  });

  it('has settings with defaults, a title for each field, and a valid example', () => {
    expect(check.settings.safeParse({}).success).toBe(true);
    expect(check.settings.safeParse(check.example).success).toBe(true);
    const fields =
      (z.toJSONSchema(check.settings, { io: 'input' }) as { properties?: Record<string, { title?: string }> })
        .properties ?? {};
    expect(Object.entries(fields).filter(([, field]) => field.title === undefined)).toEqual([]);
    expect(isIconName(check.icon)).toBe(true);
    expect(check.summary).toMatch(/\.$/);
  });

  it('passes an ordinary message at noon and stops at least one other', () => {
    expect(check.check(sendFacts(), check.settings.parse({})).verdict).toBe('pass');
    expect(verdicts({}).some((verdict) => verdict.verdict !== 'pass')).toBe(true);
  });

  it('says why in a whole sentence, with a listed reason, and holds only into the future', () => {
    verdicts({}).forEach((verdict, index) => {
      if (verdict.verdict === 'pass') return;
      expect(Object.keys(check.reasons)).toContain(verdict.reason);
      expect(verdict.sentence).toMatch(verdict.verdict === 'hold' ? /^Held .+\.$/ : /^Not sent: .+\.$/);
      if (verdict.verdict === 'hold') {
        expect(verdict.until).toBeGreaterThan(troubles[index]!.now);
        expect(verdict.lookAgainAt).toBeGreaterThanOrEqual(verdict.until);
      }
    });
  });
});
