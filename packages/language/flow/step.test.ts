import { describe, expect, test } from 'vitest';
import { isMillraceError } from '@millrace/base';
import { compile } from './compile.ts';
import { endStep, exitStep, initialCursor, isDone, landingOf, moveStep } from './cursor.ts';
import { messageIdOf, visitKey } from './message-id.ts';
import type { Cursor, Plan, StepResult, Wake } from './plan.ts';
import { createStep } from './step.ts';
import { event, facts, flow, NOW, toyKinds } from './testing/index.ts';

const step = createStep(toyKinds);
const planOf = (...args: Parameters<typeof flow>): Plan => compile(flow(...args), toyKinds);
const HOUR = 3_600_000;
const story = ({ trace }: StepResult) =>
  trace.map(({ what, node, port }) => [what, node, port].filter((part) => part !== null).join(' '));
const start = (plan: Plan, silent = false, known = facts()) =>
  step(plan, initialCursor(silent), { type: 'start' }, known);
const settled = (
  result: StepResult,
  outcome: Extract<Wake, { type: 'settled' }>['outcome'] = 'sent',
): Wake => ({
  type: 'settled',
  messageId: result.next.type === 'message' ? result.next.messageId : '',
  outcome,
  reason: null,
});

const MAIL = planOf(
  ['t trigger', 'w wait', 's send', 'x wait', 'e end'],
  ['t > w', 'w > s', 's > x', 's:not-sent > e', 'x > e'],
);
const HEAR = planOf(
  ['t trigger', 's send', 'l listen', 'a end', 'b send'],
  ['t > s', 's > l', 'l:heard > a', 'l:timeout > b'],
  {
    l: { event: 'message-opened', match: 'message', minutes: 180 },
  },
);

describe('the path of a person', () => {
  test('goes on until the person has to wait', () => {
    const first = start(MAIL);
    expect(story(first)).toEqual(['entered t', 'went t next', 'entered w', 'waits w']);
    expect(first.next).toEqual({ type: 'wait', until: NOW + HOUR, listens: [] });
    expect(first.cursor).toMatchObject({ node: 'w', visits: { t: 1, w: 1 }, memory: { since: NOW } });
  });

  test('goes on when the time is up, plans the message and waits for its outcome', () => {
    const due = step(MAIL, start(MAIL).cursor, { type: 'timer' }, facts({ now: NOW + HOUR }));
    expect(story(due)).toEqual(['woken w', 'went w next', 'entered s', 'message s']);
    const id = messageIdOf(visitKey(facts().enrolment.id, 's', 1));
    expect(due.next).toEqual({ type: 'message', messageId: id });
    expect(due.effects).toEqual([
      {
        type: 'message',
        key: `${facts().enrolment.id}/s/1`,
        messageId: id,
        node: 's',
        visit: 1,
        channel: 'email',
        purpose: 'marketing',
        silent: false,
      },
    ]);
    expect(due.cursor).toMatchObject({ messages: { s: id }, lastMessage: id });
  });

  test('takes the port for messages not sent only when the message was refused', () => {
    const due = step(MAIL, start(MAIL).cursor, { type: 'timer' }, facts({ now: NOW + HOUR }));
    expect(story(step(MAIL, due.cursor, settled(due), facts({ now: NOW + HOUR })))).toEqual([
      'settled s',
      'went s next',
      'entered x',
      'waits x',
    ]);
    expect(story(step(MAIL, due.cursor, settled(due, 'refused'), facts({ now: NOW + HOUR })))).toEqual([
      'settled s',
      'went s not-sent',
      'entered e',
      'done e',
    ]);
  });

  test('a port that leads nowhere completes the flow', () => {
    const plan = planOf(['t trigger', 's send'], ['t > s']);
    const sent = start(plan);
    const after = step(plan, sent.cursor, settled(sent), facts());
    expect(after.next).toEqual({ type: 'done', reason: 'completed' });
    expect(after.cursor).toMatchObject({ node: null, pending: { type: 'done' } });
  });

  test('what a decision sets is kept, logged and readable further on', () => {
    const plan = planOf(
      ['t trigger', 'd decide', 'c when', 'e end', 'w wait'],
      ['t > d', 'd > c', 'c:yes > e', 'c:no > w', 'w > e'],
      {
        c: { when: { fact: 'decision.depth', operator: 'is', value: 'deep' } },
      },
    );
    const result = start(plan);
    expect(story(result)).toEqual([
      'entered t',
      'went t next',
      'entered d',
      'decided d',
      'went d next',
      'entered c',
      'went c yes',
      'entered e',
      'done e',
    ]);
    expect(result.cursor.variables).toMatchObject({ depth: 'deep' });
    expect(result.effects.map(({ type, key }) => `${type} ${key.split('/').slice(1).join('/')}`)).toEqual([
      'decision d/1',
      'code d/1',
    ]);
  });

  test('the second visit to a node is distinguished from the first', () => {
    const plan = planOf(['t trigger', 's send', 'w wait'], ['t > s', 's > w', 'w > s']);
    const first = start(plan);
    const waiting = step(plan, first.cursor, settled(first), facts());
    const again = step(plan, waiting.cursor, { type: 'timer' }, facts({ now: NOW + HOUR }));
    expect(again.cursor.visits).toEqual({ t: 1, s: 2, w: 1 });
    expect(again.effects[0]).toMatchObject({ key: `${facts().enrolment.id}/s/2`, visit: 2 });
    expect(again.next).not.toEqual(first.next);
  });

  test('a loop of a thousand moves without a wait is stopped as our fault', () => {
    const plan = planOf(['t trigger', 'w wait', 'd decide', 'e end'], ['t > w', 'w > d', 'd > e']);
    const broken: Plan = {
      ...plan,
      nodes: plan.nodes.map((node) =>
        node.id === 'd' ? { ...node, ports: { next: plan.nodes.findIndex(({ id }) => id === 'd') } } : node,
      ),
    };
    try {
      step(broken, start(broken).cursor, { type: 'timer' }, facts({ now: NOW + HOUR }));
      expect.unreachable();
    } catch (error) {
      expect(isMillraceError(error) && error.code).toBe('flow-looped');
    }
  });
});

describe('wakes the enrolment does not wait for', () => {
  const waiting = start(MAIL);
  const listening = (() => {
    const sent = start(HEAR);
    return step(HEAR, sent.cursor, settled(sent), facts());
  })();
  const opened = (messageId: string | null) => event('message-opened', { messageId });
  test.each<[string, Plan, StepResult, Wake, number]>([
    ['a timer before its time', MAIL, waiting, { type: 'timer' }, NOW + HOUR - 1],
    ['an event nobody listens to', MAIL, waiting, { type: 'event', event: event('product-viewed') }, NOW],
    [
      'a message settled while waiting for time',
      MAIL,
      waiting,
      { type: 'settled', messageId: 'x', outcome: 'sent', reason: null },
      NOW,
    ],
    ['a second start', MAIL, waiting, { type: 'start' }, NOW],
    [
      'an event of another name',
      HEAR,
      listening,
      { type: 'event', event: event('message-clicked', { messageId: listening.cursor.lastMessage }) },
      NOW,
    ],
    [
      'the same event about another message',
      HEAR,
      listening,
      { type: 'event', event: opened('another') },
      NOW,
    ],
    ['the same event about no message', HEAR, listening, { type: 'event', event: opened(null) }, NOW],
  ])('%s changes nothing and asks for the same wait', (_name, plan, before, wake, now) => {
    const after = step(plan, before.cursor, wake, facts({ now }));
    expect(after).toEqual({ cursor: before.cursor, trace: [], effects: [], next: before.next });
  });

  test('the event about its own message wakes it', () => {
    const after = step(
      HEAR,
      listening.cursor,
      { type: 'event', event: opened(listening.cursor.lastMessage) },
      facts(),
    );
    expect(story(after)).toEqual(['woken l', 'went l heard', 'entered a', 'done a']);
  });

  test('a message of another visit settles nothing', () => {
    const sent = start(HEAR);
    expect(
      step(HEAR, sent.cursor, { type: 'settled', messageId: 'other', outcome: 'sent', reason: null }, facts())
        .trace,
    ).toEqual([]);
    expect(step(HEAR, sent.cursor, { type: 'timer' }, facts({ now: NOW + HOUR })).trace).toEqual([]);
  });

  test('nothing wakes somebody who is done', () => {
    const plan = planOf(['t trigger', 'e end'], ['t > e']);
    const done = start(plan);
    for (const wake of [
      { type: 'start' },
      { type: 'timer' },
      { type: 'event', event: event('product-viewed') },
    ] as const) {
      expect(step(plan, done.cursor, wake, facts())).toEqual({
        cursor: done.cursor,
        trace: [],
        effects: [],
        next: { type: 'done', reason: 'completed' },
      });
    }
  });
});

describe('the outcome of a message', () => {
  const due = step(MAIL, start(MAIL).cursor, { type: 'timer' }, facts({ now: NOW + HOUR }));
  const told = (wake: Partial<Extract<Wake, { type: 'settled' }>>) =>
    step(
      MAIL,
      due.cursor,
      { ...settled(due, 'refused'), reason: 'consent-missing', ...wake } as Wake,
      facts({ now: NOW + HOUR }),
    ).trace[0];

  test('is in the words of the guardrail or provider, with the code in the data', () => {
    expect(told({ sentence: 'Not sent: they never agreed to marketing by e-mail.' })).toMatchObject({
      what: 'settled',
      sentence: 'Not sent: they never agreed to marketing by e-mail.',
      data: { outcome: 'refused', reason: 'consent-missing' },
    });
  });

  test('never puts a code into a sentence', () => {
    for (const outcome of ['refused', 'skipped', 'failed', 'unknown', 'silent', 'sent'] as const)
      expect(told({ outcome })?.sentence).not.toContain('consent-missing');
  });
});

describe('people in the holdout', () => {
  test('go on at once where others wait for a message to be sent', () => {
    const due = step(MAIL, start(MAIL, true).cursor, { type: 'timer' }, facts({ now: NOW + HOUR }));
    expect(story(due)).toEqual([
      'woken w',
      'went w next',
      'entered s',
      'message s',
      'went s next',
      'entered x',
      'waits x',
    ]);
    expect(due.effects).toEqual([expect.objectContaining({ type: 'message', silent: true, node: 's' })]);
  });
});

describe('leaving a flow', () => {
  test('by an exit rule is recorded with the event and the step the person was at', () => {
    const waiting = start(MAIL);
    const bought = event('order-placed', { cartId: 'cart-1', orderId: 'order-1' });
    const left = exitStep(MAIL, waiting.cursor, bought, 0, NOW + 5);
    expect(left.next).toEqual({ type: 'done', reason: 'exit:order-placed' });
    expect(left.trace).toEqual([
      {
        at: NOW + 5,
        node: 'w',
        visit: 1,
        what: 'exited',
        port: null,
        sentence: 'Left the flow: placed an order.',
        data: { event: 'order-placed', eventId: 'event-order-placed', match: 'cart', rule: 0 },
      },
    ]);
    expect(isDone(left.cursor)).toBe(true);
    expect(exitStep(MAIL, left.cursor, bought, 0, NOW + 6).trace).toEqual([]);
  });

  test('for a reason outside the plan is recorded with that reason', () => {
    const left = endStep(start(MAIL).cursor, 'flow-stopped', 'Left: the flow was stopped.', NOW);
    expect(left.next).toEqual({ type: 'done', reason: 'flow-stopped' });
    expect(left.trace[0]).toMatchObject({ what: 'done', node: 'w', sentence: 'Left: the flow was stopped.' });
  });
});

describe('moving to another version', () => {
  const to = planOf(['t trigger', 'w wait', 'new send', 'e end'], ['t > w', 'w > new', 'new > e']);
  const changed = planOf(
    ['t trigger', 'w listen', 'e end', 's send'],
    ['t > w', 'w:heard > e', 'w:timeout > s'],
    {
      w: { event: 'product-viewed' },
    },
  );

  test('a person stays at the same step when it still exists, and keeps their wait', () => {
    const waiting = start(MAIL);
    expect(landingOf(to, MAIL, waiting.cursor)).toBe('w');
    const moved = moveStep(to, MAIL, waiting.cursor, NOW);
    expect(moved.next).toEqual(waiting.next);
    const after = step(to, moved.cursor, { type: 'timer' }, facts({ now: NOW + HOUR }));
    expect(story(after)).toEqual(['woken w', 'went w next', 'entered new', 'message new']);
  });

  test('a person whose step is gone, or of another kind now, leaves', () => {
    const sent = step(MAIL, start(MAIL).cursor, { type: 'timer' }, facts({ now: NOW + HOUR }));
    expect(moveStep(to, MAIL, sent.cursor, NOW).next).toEqual({ type: 'done', reason: 'moved-out' });
    expect(landingOf(changed, MAIL, start(MAIL).cursor)).toBeNull();
  });

  test('stepping a cursor whose step is not in the plan ends it and says so', () => {
    const cursor: Cursor = { ...start(MAIL).cursor, node: 'gone' };
    const after = step(MAIL, cursor, { type: 'timer' }, facts({ now: NOW + HOUR }));
    expect(after.next).toEqual({ type: 'done', reason: 'node-gone' });
  });
});

describe('plans published before a newer version of a kind', () => {
  test('run as before, their configs migrated when they are loaded', () => {
    const plan = planOf(['t trigger', 'n nap', 's send'], ['t > n', 'n > s'], { n: { for: 7 } });
    const old: Plan = {
      ...plan,
      nodes: plan.nodes.map((node) =>
        node.kind === 'nap' ? { ...node, version: 0, config: { for: 7 } } : node,
      ),
    };
    expect(start(old).next).toEqual({ type: 'wait', until: NOW + 7 * 60_000, listens: [] });
  });

  test('a kind that no longer exists is named', () => {
    const plan = planOf(['t trigger', 's send'], ['t > s']);
    const old: Plan = {
      ...plan,
      nodes: plan.nodes.map((node) => ({ ...node, kind: node.kind === 'send' ? 'telegraph' : node.kind })),
    };
    expect(() => start(old)).toThrow(/telegraph/);
  });
});

describe('draws', () => {
  test('are the same for the same person, node and visit, and differ by flow', () => {
    const plan = planOf(['t trigger', 'd decide', 'e end'], ['t > d', 'd > e']);
    const drawn = (salt: string | undefined, id = facts().enrolment.id) =>
      start(plan, false, facts({ enrolment: { ...facts().enrolment, id, salt } })).cursor.variables['drawn'];
    expect(drawn('a')).toBe(drawn('a'));
    expect(drawn('a')).not.toBe(drawn('b'));
    expect(drawn('a', 'one')).not.toBe(drawn('a', 'two'));
  });
});
