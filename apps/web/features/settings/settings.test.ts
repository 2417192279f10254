import { GUARDRAILS } from '@millrace/guardrails';
import { readSchema } from '@millrace/ui';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { actorWords, subjectHref } from './audit/audit-words.ts';
import { configToSave } from './connections/connection-config.ts';
import { connectionState } from './connections/connection-words.ts';
import { schemaFromJson } from './forms/schema-from-json.ts';
import { daysInWords, settingsInWords } from './guardrails/settings-in-words.ts';
import { stopWords } from './guardrails/stops.ts';
import { healthSentence } from './health/parts.ts';
import { scopeWords, SCOPES } from './keys/scopes.ts';
import { calibrationWords, errorWords, rankingWords, readReport } from './models/recovery-words.ts';
import { triesOf } from './models/tries.ts';
import { changesOf } from './store/store-values.ts';

describe('forms drawn from what the server tells', () => {
  it('keep the title, the help and the control of every setting of every guardrail', () => {
    for (const check of GUARDRAILS) {
      const known = (schema: z.ZodType) =>
        readSchema(schema).map(({ key, label, help, control, min, max }) => ({ key, label, help, control, min, max }));
      const told = JSON.parse(JSON.stringify(z.toJSONSchema(check.settings, { io: 'input', unrepresentable: 'any' }))) as unknown;
      expect(known(schemaFromJson(told))).toEqual(known(check.settings));
    }
  });

  it('keep only the fields that are asked for, in that order, with what is added to them', () => {
    const told = z.toJSONSchema(z.object({ a: z.string(), b: z.string().optional(), c: z.number().default(1) }), { io: 'input' });
    const fields = readSchema(schemaFromJson(told, { only: ['c', 'a'], changes: { a: { control: 'secret' } } }));
    expect(fields.map((field) => [field.key, field.control])).toEqual([
      ['c', 'number'],
      ['a', 'secret'],
    ]);
  });
});

describe('saving a connection', () => {
  it('leaves a secret alone that was not written anew, and empties what was emptied', () => {
    const saved = configToSave({ host: ' mail.example.com ', replyTo: '', password: '' }, ['password'], true);
    expect(saved).toEqual({ host: 'mail.example.com', replyTo: undefined });
    expect('replyTo' in saved).toBe(true);
    expect('password' in saved).toBe(false);
  });

  it('says nothing of fields that were left empty in a new connection', () => {
    expect(Object.keys(configToSave({ host: 'a', replyTo: '' }, [], false))).toEqual(['host']);
  });

  it('shows a problem until an event came in after it', () => {
    const base = { state: 'ready', intakeUrl: 'https://x', lastError: 'The signature does not match.', lastErrorAt: 20, lastEventAt: 10 };
    expect(connectionState(base).words).toBe('Has a problem');
    expect(connectionState({ ...base, lastEventAt: 30 }).words).toBe('Works');
    expect(connectionState({ ...base, lastError: null, lastEventAt: null }).words).toBe('Waiting for the first event');
    expect(connectionState({ ...base, state: 'disabled' }).words).toBe('Switched off');
  });
});

describe('guardrails in the words of a marketer', () => {
  it('says in one sentence how each is set', () => {
    expect(settingsInWords('frequency-cap', { windowHours: 24, perChannel: 1, total: 2, beyond: 'skip' })).toBe(
      'At most 2 messages in 24 hours, one message on one channel. What is beyond it is not sent.',
    );
    expect(settingsInWords('quiet-hours', { from: '21:00', until: '09:00', weekdays: [1, 2, 3, 4, 5], channels: { sms: {} } })).toBe(
      'Quiet from 21:00 until 09:00, sending on Monday to Friday; different for some channels.',
    );
    expect(settingsInWords('address', {})).toBeNull();
  });

  it('joins days that follow each other and names the others one by one', () => {
    expect(daysInWords([1, 2, 3, 4, 5])).toBe('Monday to Friday');
    expect(daysInWords([6, 1])).toBe('Monday and Saturday');
    expect(daysInWords([7])).toBe('Sunday');
  });

  it('says what the emergency stop has stopped, a flow by its name', () => {
    expect(stopWords('all', '')).toBe('All sending is stopped.');
    expect(stopWords('flow', 'f1', 'Win-back')).toBe('“Win-back” sends nothing.');
  });
});

describe('how good a model is, in words', () => {
  it('says what its measures mean instead of their names', () => {
    expect(rankingWords(0.842)).toContain('84 times in 100');
    expect(errorWords({ brier: 0.1, brierOfBaseRate: 0.25, baseRate: 0.35 })).toBe(
      'Its errors are 60 % smaller than those of always saying 35 %.',
    );
    expect(errorWords({ brier: 0.3, brierOfBaseRate: 0.25, baseRate: 0.35 })).toContain('no smaller');
    expect(calibrationWords(0.03)).toContain('taken at their word');
    expect(calibrationWords(0.119)).not.toContain('taken at their word');
  });

  it('reads the report of an older version without falling over', () => {
    expect(readReport({ reason: 'Too few carts' })).toMatchObject({ carts: 0, bins: [], drift: null, reason: 'Too few carts' });
    expect(triesOf({})).toEqual([]);
    expect(
      triesOf({ options: { none: { tries: 2, reward: 100 }, 'percent-10': { tries: 9, reward: 400 } } }).map((one) => one.option),
    ).toEqual(['percent-10', 'none']);
  });
});

describe('the other settings', () => {
  it('keeps the name and money of the store apart from its settings, and never sends whether it is a demo', () => {
    expect(changesOf({ name: 'Fern', currency: 'EUR', demo: true, marginFloor: 0.2 })).toEqual({
      name: 'Fern',
      currency: 'EUR',
      settings: { marginFloor: 0.2, freeShippingFrom: null },
    });
  });

  it('names the scopes of a key while they are few, and counts them when they are many', () => {
    expect(scopeWords(['events:write'])).toBe('Send events');
    expect(scopeWords(SCOPES.map((scope) => scope.value))).toBe('Everything');
    expect(scopeWords(SCOPES.slice(0, 5).map((scope) => scope.value))).toContain('and 3 more');
  });

  it('leads from a change in the log to what was changed', () => {
    expect(subjectHref('flow', 'f1')).toBe('/flows/f1');
    expect(subjectHref('guardrails', null)).toBe('/settings/guardrails');
    expect(subjectHref('flow', null)).toBeNull();
    expect(actorWords({ actorType: 'api-key', actorName: 'Warehouse' })).toEqual({ name: 'Warehouse', kind: 'API key' });
  });

  it('counts the parts that do not answer, and not those nobody looks at', () => {
    expect(healthSentence(['ok', 'not-set', 'not-set'])).toBe('Every part that is looked at answers.');
    expect(healthSentence(['ok', 'unreachable', 'ok'])).toBe('One part does not answer.');
    expect(healthSentence(['ok', 'silent', 'unreachable'])).toBe('2 parts do not answer.');
  });
});
