import { GUARDRAILS } from '@millrace/guardrails';
import type { PrivacyRequestView } from '@millrace/services/privacy';
import { readSchema } from '@millrace/ui';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { actorWords, subjectHref } from './audit/audit-words.ts';
import { configToSave } from './connections/connection-config.ts';
import { connectionState } from './connections/connection-words.ts';
import { schemaFromJson } from './forms/schema-from-json.ts';
import { settingsInWords } from './guardrails/settings-in-words.ts';
import { STOPS, stopWords } from './guardrails/stops.ts';
import { countsWords, differenceWords } from './health/counts-words.ts';
import { healthSentence } from './health/parts.ts';
import { scopeWords, SCOPES } from './keys/scopes.ts';
import { isForSomebody, requestState, requestWords } from './privacy/request-words.ts';
import { changesOf } from './store/store-values.ts';

describe('forms built from the server’s schema', () => {
  it('keep the title, the help and the control of every setting of every guardrail', () => {
    for (const check of GUARDRAILS) {
      const known = (schema: z.ZodType) =>
        readSchema(schema).map(({ key, label, help, control, min, max }) => ({
          key,
          label,
          help,
          control,
          min,
          max,
        }));
      const told = JSON.parse(
        JSON.stringify(z.toJSONSchema(check.settings, { io: 'input', unrepresentable: 'any' })),
      ) as unknown;
      expect(known(schemaFromJson(told))).toEqual(known(check.settings));
    }
  });

  it('keep only the given fields, in that order, with additions', () => {
    const told = z.toJSONSchema(
      z.object({ a: z.string(), b: z.string().optional(), c: z.number().default(1) }),
      { io: 'input' },
    );
    const fields = readSchema(
      schemaFromJson(told, { only: ['c', 'a'], changes: { a: { control: 'secret' } } }),
    );
    expect(fields.map((field) => [field.key, field.control])).toEqual([
      ['c', 'number'],
      ['a', 'secret'],
    ]);
  });
});

describe('saving a connection', () => {
  it('keeps a secret that was not entered again, and clears a cleared field', () => {
    const saved = configToSave({ host: ' mail.example.com ', replyTo: '', password: '' }, ['password'], true);
    expect(saved).toEqual({ host: 'mail.example.com', replyTo: undefined });
    expect('replyTo' in saved).toBe(true);
    expect('password' in saved).toBe(false);
  });

  it('omits fields that were left empty in a new connection', () => {
    expect(Object.keys(configToSave({ host: 'a', replyTo: '' }, [], false))).toEqual(['host']);
  });

  it('shows whether it works from its recent calls', () => {
    const base = {
      state: 'active',
      intakeUrl: null,
      failingSince: null,
      failure: null,
      lastOkAt: null,
      lastEventAt: null,
    };
    const failure = {
      kind: 'sign-in',
      words: 'refuses the sign-in',
      next: 'Enter it again.',
      mayPass: false,
    };
    expect(connectionState(base).words).toBe('Ready');
    expect(connectionState({ ...base, lastOkAt: 30 }).words).toBe('Works');
    expect(connectionState({ ...base, intakeUrl: 'https://x' }).words).toBe('Waiting for the first event');
    expect(connectionState({ ...base, lastOkAt: 10, failingSince: 20, failure })).toEqual({
      pill: 'broken',
      words: 'Does not work',
    });
    expect(connectionState({ ...base, failingSince: 20, failure: { ...failure, mayPass: true } }).words).toBe(
      'Struggling',
    );
    expect(connectionState({ ...base, state: 'disabled', failingSince: 20, failure }).words).toBe(
      'Switched off',
    );
  });
});

describe('counting again', () => {
  it('states the result, also in the singular', () => {
    expect(countsWords({ compared: 1_204, wrong: 0, differences: [], skippedFlows: 0 })).toBe(
      '1,204 figures recounted, and all are right.',
    );
    expect(countsWords({ compared: 90, wrong: 1, differences: [], skippedFlows: 1 })).toBe(
      '1 figure of 90 does not match the recount. Please report it with the lines below. 1 flow is older than the messages still kept, and could not be recounted.',
    );
    expect(
      differenceWords({
        figure: 'counter',
        of: { flow: 'f', version: null, node: '', metric: 'sent' },
        kept: 3,
        counted: 2,
      }),
    ).toBe('counter (flow f, metric sent): kept 3, counted 2');
  });
});

describe('data requests', () => {
  const DAY = 86_400_000;
  const asked: PrivacyRequestView = {
    id: 'r',
    kind: 'data',
    via: 'Harbour',
    customerId: 'c',
    customerName: 'Ann Lee',
    customerErased: false,
    reference: '9999',
    askedAt: 0,
    dueAt: 30 * DAY,
    doneAt: null,
    doneBy: null,
    outcome: null,
    rowsGone: null,
    otherStore: false,
    store: null,
  };
  it('says who asks for what, what to do, and by when', () => {
    expect(requestWords(asked)).toEqual({
      title: 'Ann Lee asks for their data',
      todo: 'Export their data, send it to them or to the store, then mark the request as answered.',
    });
    expect(requestWords({ ...asked, customerId: null, customerName: null }).todo).toContain(
      'Millrace has no data about them.',
    );
    expect([0, 23, 29, 30, 31].map((day) => requestState(asked, day * DAY).words)).toEqual([
      'Due in 30 days',
      'Due in 7 days',
      'Due in 1 day',
      'Due today',
      'Overdue',
    ]);
    expect(requestState({ ...asked, doneAt: 5, outcome: 'answered' }, 0).words).toBe('Answered');
    expect(isForSomebody({ ...asked, doneAt: 5 })).toBe(false);
  });
  it('asks for no action where Millrace does it automatically', () => {
    const store: PrivacyRequestView = {
      ...asked,
      kind: 'store-erasure',
      customerId: null,
      customerName: null,
      store: 'harbour.myshopify.com',
      rowsGone: 1_250,
    };
    expect(requestWords(store)).toEqual({
      title: 'harbour.myshopify.com is being erased',
      todo: '1,250 rows are gone. Nothing has to be done.',
    });
    expect(isForSomebody(store)).toBe(false);
    expect(isForSomebody({ ...store, otherStore: true })).toBe(true);
    expect(requestWords({ ...asked, kind: 'erasure', doneAt: 1, outcome: 'erased' })).toEqual({
      title: 'A customer was erased',
      todo: null,
    });
  });
});

describe('guardrails in plain words', () => {
  it('describes the settings of each in one sentence', () => {
    expect(
      settingsInWords('frequency-cap', { windowHours: 24, perChannel: 1, total: 2, beyond: 'skip' }),
    ).toBe('At most 2 messages in 24 hours, one message on one channel. Messages over the cap are not sent.');
    expect(
      settingsInWords('quiet-hours', {
        from: '21:00',
        until: '09:00',
        weekdays: [1, 2, 3, 4, 5],
        channels: { sms: {} },
      }),
    ).toBe('Quiet from 21:00 until 09:00, sending on Monday to Friday; different for some channels.');
    expect(settingsInWords('address', {})).toBeNull();
  });

  it('says what the emergency stop stopped, with the name of a flow', () => {
    expect(stopWords('all', '')).toBe('All sending is stopped.');
    expect(stopWords('flow', 'f1', 'Win-back')).toBe('“Win-back” sends nothing.');
    expect(stopWords('channel', 'sms')).toBe('Texts are stopped.');
    expect(stopWords('channel', 'telegraph')).toBe('Sending by telegraph is stopped.');
    expect(STOPS.find((stop) => stop.target === 'email')).toMatchObject({
      button: 'Stop e-mails',
      means: 'No e-mail is sent from any flow. Texts and push notifications are still sent.',
    });
  });
});

describe('the other settings', () => {
  it('keeps name and currency of the store apart from its settings, and never sends whether it is a demo', () => {
    expect(changesOf({ name: 'Fern', currency: 'EUR', demo: true, marginFloor: 0.2 })).toEqual({
      name: 'Fern',
      currency: 'EUR',
      settings: {
        marginFloor: 0.2,
        freeShippingFrom: null,
        pointsExpireDays: null,
        leadDays: null,
        leadSpreadDays: null,
        orderLimit: null,
      },
    });
  });

  it('lists a few scopes of a key, and counts many', () => {
    expect(scopeWords(['events:write'])).toBe('Send events');
    expect(scopeWords(SCOPES.map((scope) => scope.value))).toBe('Everything');
    expect(scopeWords(SCOPES.slice(0, 5).map((scope) => scope.value))).toContain('and 3 more');
  });

  it('links from an entry in the log to what was changed', () => {
    expect(subjectHref('flow', 'f1')).toBe('/flows/f1');
    expect(subjectHref('guardrails', null)).toBe('/settings/guardrails');
    expect(subjectHref('flow', null)).toBeNull();
    expect(actorWords({ actorType: 'api-key', actorName: 'Warehouse' })).toEqual({
      name: 'Warehouse',
      kind: 'API key',
    });
  });

  it('counts the parts that do not answer, without the unchecked ones', () => {
    expect(healthSentence(['ok', 'not-set', 'not-set'])).toBe('All systems operational.');
    expect(healthSentence(['ok', 'unreachable', 'ok'])).toBe('One part does not respond.');
    expect(healthSentence(['ok', 'silent', 'unreachable'])).toBe('2 parts do not respond.');
  });
});
